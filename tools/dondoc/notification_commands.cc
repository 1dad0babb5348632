#include "tools/dondoc/notification_commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <memory>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "dondoc/notification/v1/notification_service.grpc.pb.h"
#include "tools/dondoc/all_cells.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/find_directive.h"
#include "tools/dondoc/notification_tables.h"

namespace dondoc::cli {
namespace {

using namespace notification::v1;  // NOLINT(google-build-using-namespace): this file is about these messages
using Stub = NotificationService::Stub;

constexpr const char* kService = "notification";
constexpr const char* kUnitHelp = "A unit: an id, a territory's code or a name";

void AddLimit(CLI::App& command, int& limit) {
  command.add_option("--limit", limit, "At most so many; 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

// ---- inbox

struct InboxOptions {
  std::string unit;
  bool unread = false;
  bool full = false;
  bool mark_read = false;
  int limit = 200;
};

absl::Status MarkShown(Session& session, const std::string& unit_id, const ListInboxResponse& shown) {
  MarkReadRequest request;
  request.set_unit_id(unit_id);
  for (const InboxMessage& message : shown.messages()) {
    if (message.has_read_time()) continue;
    request.add_message_ids(message.message_id());
    if (request.message_ids_size() < 1000) continue;
    request.set_request_id(session.RequestId());
    DONDOC_RETURN_IF_ERROR(session.CallWhereItIs(kService, &Stub::MarkRead, request).status());
    request.clear_message_ids();
  }
  if (request.message_ids().empty()) return absl::OkStatus();
  request.set_request_id(session.RequestId());
  return session.CallWhereItIs(kService, &Stub::MarkRead, request).status();
}

absl::Status ShowInbox(Session& session, const InboxOptions& options) {
  ListInboxRequest request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  request.set_unread_only(options.unread);
  DONDOC_ASSIGN_OR_RETURN(const auto listed, ListOfAllCells(session, kService, &Stub::ListInbox, request, options.limit,
                                                            [](auto& all) { return all.mutable_messages(); }));
  const ListInboxResponse& inbox = listed.all;
  if (session.json()) {
    DONDOC_RETURN_IF_ERROR(session.PrintJson(inbox));
  } else if (options.full) {
    for (const InboxMessage& message : inbox.messages()) session.out() << MessageText(message) << "\n";
  } else {
    DONDOC_RETURN_IF_ERROR(session.Print(InboxTable(inbox.messages())));
  }
  if (options.mark_read) DONDOC_RETURN_IF_ERROR(MarkShown(session, request.unit_id(), inbox));
  return WhatIsMissing(session, listed);
}

void AddInbox(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("inbox", "The messages of a unit, the newest first");
  auto options = std::make_shared<InboxOptions>();
  command->add_option("UNIT", options->unit, kUnitHelp)->required();
  command->add_flag("--unread", options->unread, "Only what was not marked as read");
  command->add_flag("--full", options->full, "With the text of each message");
  command->add_flag("--mark-read", options->mark_read, "Mark what is shown as read");
  AddLimit(*command, options->limit);
  command->callback([&session, options] { session.Run([&] { return ShowInbox(session, *options); }); });
}

// ---- reminders

struct ReminderOptions {
  std::string unit;
  std::string assignment;
  int limit = 200;
};

absl::Status ShowReminders(Session& session, const ReminderOptions& options) {
  ListRemindersRequest request;
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  }
  if (!options.assignment.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_assignment_id(), FindAssignmentId(session, options.assignment));
  }
  DONDOC_ASSIGN_OR_RETURN(const auto listed,
                          ListOfAllCells(session, kService, &Stub::ListReminders, request, options.limit,
                                         [](auto& all) { return all.mutable_reminders(); }));
  DONDOC_RETURN_IF_ERROR(session.json() ? session.PrintJson(listed.all) : session.Print(RemindersTable(listed.all)));
  return WhatIsMissing(session, listed);
}

auto* RulesIn(ListRulesResponse& all) { return all.mutable_rules(); }

absl::Status ShowRules(Session& session) {
  DONDOC_ASSIGN_OR_RETURN(const auto listed,
                          ListOfAllCells(session, kService, &Stub::ListRules, ListRulesRequest(), 0, RulesIn));
  DONDOC_RETURN_IF_ERROR(session.json() ? session.PrintJson(listed.all)
                                        : session.Print(RulesTable(listed.all.rules())));
  return WhatIsMissing(session, listed);
}

struct RuleOptions {
  std::string issuer;
  std::vector<int> before;
  std::vector<int> after;
  bool on_day = true;
  int repeat = 0;
  std::string at;
  int catch_up = 0;
};

// The rule of the issuer as a cell has it, else the default one without an etag.
absl::StatusOr<ReminderRule> RuleAt(Session& session, const Cell& cell, const std::string& issuer_id) {
  DONDOC_ASSIGN_OR_RETURN(const ListRulesResponse rules,
                          ListAt(session, cell, &Stub::ListRules, ListRulesRequest(), 0, RulesIn));
  ReminderRule rule;
  for (const ReminderRule& known : rules.rules()) {
    if (known.issuer_unit_id().empty() || known.issuer_unit_id() == issuer_id) rule = known;
  }
  if (rule.issuer_unit_id() != issuer_id) {
    rule.set_issuer_unit_id(issuer_id);
    rule.clear_etag();
  }
  return rule;
}

// The rule as it is, with what was given on the command line changed. Each cell reminds by its own copy of it: all of
// them get the one that the first had.
absl::Status ChangeRule(Session& session, const CLI::App& command, const RuleOptions& options) {
  std::string issuer_id;
  if (!options.issuer.empty()) {
    DONDOC_ASSIGN_OR_RETURN(issuer_id, session.FindUnitId(options.issuer, "issuer"));
  }
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, session.Cells(kService));
  DONDOC_ASSIGN_OR_RETURN(ReminderRule rule, RuleAt(session, cells.front(), issuer_id));
  if (command.count("--before") > 0) rule.mutable_before_days()->Assign(options.before.begin(), options.before.end());
  if (command.count("--after") > 0) rule.mutable_after_days()->Assign(options.after.begin(), options.after.end());
  if (command.count("--on-day") > 0) rule.set_on_day(options.on_day);
  if (command.count("--repeat") > 0) rule.set_repeat_days(options.repeat);
  if (command.count("--at") > 0) rule.set_time_of_day(options.at);
  if (command.count("--catch-up") > 0) rule.set_catch_up_days(options.catch_up);
  SetRuleRequest request;
  request.set_request_id(session.RequestId());
  ListRulesResponse changed;
  for (const Cell& cell : cells) {
    *request.mutable_rule() = rule;
    if (&cell != &cells.front()) {
      DONDOC_ASSIGN_OR_RETURN(const ReminderRule present, RuleAt(session, cell, issuer_id));
      request.mutable_rule()->set_etag(present.etag());
    }
    DONDOC_ASSIGN_OR_RETURN(*changed.add_rules(), session.CallAt(cell, &Stub::SetRule, request));
  }
  changed.mutable_rules()->DeleteSubrange(1, changed.rules_size() - 1);
  return session.json() ? session.PrintJson(changed.rules(0)) : session.Print(RulesTable(changed.rules()));
}

void AddSetRule(CLI::App& group, Session& session) {
  CLI::App* command =
      group.add_subcommand("set-rule", "Change the default rule, or that of an issuer; what is not given stays");
  auto options = std::make_shared<RuleOptions>();
  command->add_option("--issuer", options->issuer, "For assignments given by this unit; without it the default rule");
  command->add_option("--before", options->before, "Days before the deadline: 7,3,1")->delimiter(',');
  command->add_option("--after", options->after, "Days after the deadline: 1,3")->delimiter(',');
  command->add_option("--on-day", options->on_day, "Also on the last day: true or false");
  command->add_option("--repeat", options->repeat, "After that every so many days; 0 for never");
  command->add_option("--at", options->at, "Time of day in Viet Nam: 07:30");
  command->add_option("--catch-up", options->catch_up,
                      "A missed step before the deadline is made up to so many days late");
  command->callback(
      [&session, command, options] { session.Run([&] { return ChangeRule(session, *command, *options); }); });
}

void AddReminders(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand("reminders", "Reminders before, on and after deadlines");
  group->require_subcommand(1);
  CLI::App* list = group->add_subcommand("list", "What was made, suppressed and, for one assignment, is planned");
  auto options = std::make_shared<ReminderOptions>();
  CLI::Option* unit = list->add_option("--unit", options->unit, kUnitHelp);
  CLI::Option* assignment =
      list->add_option("--assignment", options->assignment, "An assignment: its id, or how the id begins");
  unit->excludes(assignment);
  AddLimit(*list, options->limit);
  list->callback([&session, options] { session.Run([&] { return ShowReminders(session, *options); }); });
  group->add_subcommand("rules", "The rules that say when")->callback([&session] {
    session.Run([&] { return ShowRules(session); });
  });
  AddSetRule(*group, session);
}

// ---- urge

struct UrgeOptions {
  std::string assignment;
  std::string unit;
  std::string grade = "blue";
  UrgeRequest request;
};

absl::Status SendUrge(Session& session, UrgeOptions options) {
  UrgeRequest& request = options.request;
  if (!options.assignment.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_assignment_id(), FindAssignmentId(session, options.assignment));
  }
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_directive_id(), FindDirectiveId(session, request.directive_id()));
  }
  request.set_grade(options.grade == "red" ? RED : options.grade == "orange" ? ORANGE : BLUE);
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(const InboxMessage message, session.CallWhereItIs(kService, &Stub::Urge, request));
  if (session.json()) return session.PrintJson(message);
  session.out() << MessageText(message);
  return absl::OkStatus();
}

void AddUrge(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("urge", "Urge a unit on by hand (đôn đốc), in its inbox and by mail");
  auto options = std::make_shared<UrgeOptions>();
  CLI::Option* assignment =
      command->add_option("ASSIGNMENT", options->assignment, "About this one: its id, or how the id begins");
  CLI::Option* unit =
      command->add_option("--unit", options->unit, "About all open ones of this unit, with --directive");
  CLI::Option* directive = command->add_option("--directive", *options->request.mutable_directive_id(),
                                               "The directive: its number, its id, or how the id begins");
  unit->needs(directive)->excludes(assignment);
  directive->needs(unit);
  command->add_option("--text", *options->request.mutable_text(), "What the unit is to do")->required();
  command->add_option("--grade", options->grade, "blue, orange or red")
      ->check(CLI::IsMember({"blue", "orange", "red"}))
      ->capture_default_str();
  command->callback([&session, options] { session.Run([&] { return SendUrge(session, *options); }); });
}

// ---- deliveries

struct DeliveryOptions {
  std::string unit;
  std::string state;
  int limit = 200;
};

absl::Status ShowDeliveries(Session& session, const DeliveryOptions& options) {
  ListDeliveriesRequest request;
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  }
  if (!options.state.empty()) {
    std::string name = options.state;
    for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    Delivery::State state = Delivery::STATE_UNSPECIFIED;
    if (!Delivery::State_Parse(name, &state) || state == Delivery::STATE_UNSPECIFIED) {
      return InvalidField("state", "BAD_STATE",
                          "there is no state " + name + "; the states are PENDING, SENDING, SENT, FAILED and UNKNOWN");
    }
    request.set_state(state);
  }
  DONDOC_ASSIGN_OR_RETURN(const auto listed,
                          ListOfAllCells(session, kService, &Stub::ListDeliveries, request, options.limit,
                                         [](auto& all) { return all.mutable_deliveries(); }));
  DONDOC_RETURN_IF_ERROR(session.json() ? session.PrintJson(listed.all)
                                        : session.Print(DeliveriesTable(listed.all.deliveries())));
  return WhatIsMissing(session, listed);
}

void AddDeliveries(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand("deliveries", "Messages on their way to addresses");
  group->require_subcommand(1);
  CLI::App* list = group->add_subcommand("list", "List deliveries, the newest first");
  auto options = std::make_shared<DeliveryOptions>();
  list->add_option("--state", options->state, "pending, sending, sent, failed or unknown");
  list->add_option("--unit", options->unit, kUnitHelp);
  AddLimit(*list, options->limit);
  list->callback([&session, options] { session.Run([&] { return ShowDeliveries(session, *options); }); });
}

}  // namespace

void RegisterNotification(CLI::App& app, Session& session) {
  AddInbox(app, session);
  AddReminders(app, session);
  AddUrge(app, session);
  AddDeliveries(app, session);
}

}  // namespace dondoc::cli
