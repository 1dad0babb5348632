#include "tools/dondoc/directive_changes.h"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/directive_corrections.h"
#include "tools/dondoc/directive_tables.h"
#include "tools/dondoc/find_directive.h"

namespace dondoc::cli {
namespace {

namespace v1 = directive::v1;
using v1::Directive;
using Stub = v1::DirectiveService::Stub;

constexpr const char* kService = "directive";

// A territory's code becomes the id of its UBND; ids and names are for the service to understand, names seen from the
// issuer.
absl::StatusOr<std::string> LookUp(Session& session, const std::string& text) {
  const bool code = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  return code ? session.FindUnitId(text) : absl::StatusOr<std::string>(text);
}

// Options of `correct` in the order in which they were given.
std::vector<OrderedOption> InOrder(const CLI::App& command) {
  std::map<const CLI::Option*, size_t> taken;
  std::vector<OrderedOption> ordered;
  for (const CLI::Option* option : command.parse_order()) {
    const std::string& name = option->get_lnames().empty() ? option->get_name() : option->get_lnames()[0];
    if (option->get_positional() || name == "etag") continue;
    ordered.emplace_back(name, option->results().at(taken[option]++));
  }
  return ordered;
}

// What every change has: the directive that is meant, and the etag that it must still have.
struct Change {
  std::string name;
  std::string etag;
};

std::shared_ptr<Change> AddChange(CLI::App& command) {
  auto change = std::make_shared<Change>();
  command.add_option("DIRECTIVE", change->name, kDirectiveNamedBy)->required();
  command.add_option("--etag", change->etag, "Only if nobody has changed it since it had this etag (show prints it)");
  return change;
}

// Fills in directive, etag and request id, calls `method` and reports.
template <typename Request>
absl::Status Send(Session& session, const Change& change, Request& request,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Directive*)) {
  DONDOC_ASSIGN_OR_RETURN(const Directive present, FindDirective(session, change.name));
  request.set_request_id(session.RequestId());
  request.set_directive_id(present.id());
  request.set_etag(change.etag.empty() ? present.etag() : change.etag);
  DONDOC_ASSIGN_OR_RETURN(const Directive changed, session.Call(kService, method, request));
  if (session.json()) return session.PrintJson(changed);
  session.out() << DirectiveReport(changed);
  return absl::OkStatus();
}

void AddCorrect(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand(
      "correct",
      "Correct a draft, all or nothing: --task 5 --units \"A; B\" --role LEAD --drop-task 7 --resolve \"NAME\"=UNIT");
  const auto change = AddChange(*command);
  auto values = std::make_shared<std::map<std::string, std::vector<std::string>>>();
  const auto add = [&](const std::string& name, const std::string& help) {
    command->add_option("--" + name, (*values)[name], help)->allow_extra_args(false);
  };
  add("set", "FIELD=VALUE: number, type, subject, place, issued_on, issuer, signer.name, signer.title ...");
  add("issuer", "The unit that issues it");
  add("resolve", "\"NAME AS WRITTEN\"=UNIT: a unit's id or territory's code, or another name");
  add("task", "The task that what follows is about, by its number");
  add("target", "The target that what follows is about");
  add("duty", "The duty that what follows is about");
  add("drop-task", "It is no task");
  add("drop-target", "It is no target");
  add("drop-duty", "It is no duty");
  add("add-task", "The text of a task that the reader missed; its fields follow");
  add("add-target", "The text of a target that the reader missed; its fields follow");
  add("add-duty", "The text of a duty that the reader missed; its fields follow");
  for (const auto& [name, field] : ItemOptions()) {
    add(name, name == "due"
                  ? "Sets \"due\": 15/12/2026, 16:00 15/12/2026, 15/12, quý 3/2026, 15 ngày kể từ ngày ban hành, "
                    "5 ngày làm việc kể từ ngày nhận, ngay; nothing for none"
                  : "Sets \"" + field + "\" of the task, target or duty");
  }
  command->callback([&session, command, change, values] {
    session.Run([&]() -> absl::Status {
      const UnitLookup unit{.named = [&](const std::string& text) { return LookUp(session, text); },
                            .id = [&](const std::string& text) { return session.FindUnitId(text); }};
      DONDOC_ASSIGN_OR_RETURN(const auto corrections, CorrectionsOf(InOrder(*command), unit));
      v1::CorrectDirectiveRequest request;
      request.mutable_corrections()->Assign(corrections.begin(), corrections.end());
      return Send(session, *change, request, &Stub::CorrectDirective);
    });
  });
}

// A change without options of its own.
template <typename Request>
void AddPlainChange(CLI::App& group, Session& session, const std::string& name, const std::string& help,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Directive*)) {
  CLI::App* command = group.add_subcommand(name, help);
  const auto change = AddChange(*command);
  command->callback([&session, change, method] {
    session.Run([&] {
      Request request;
      return Send(session, *change, request, method);
    });
  });
}

void AddIssue(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("issue", "Issue a draft: its tasks go out to their units");
  const auto change = AddChange(*command);
  auto request = std::make_shared<v1::IssueDirectiveRequest>();
  auto issuer = std::make_shared<std::string>();
  command->add_option("--number", *request->mutable_number(), "Where the file left it blank: 141, or 141/KH-UBND");
  command->add_option("--date", *request->mutable_issued_on(), "Where the file left it blank: YYYY-MM-DD");
  command->add_option("--issuer", *issuer, "The unit that issues it, where the file does not say");
  command->callback([&session, change, request, issuer] {
    session.Run([&]() -> absl::Status {
      if (!issuer->empty()) {
        DONDOC_ASSIGN_OR_RETURN(*request->mutable_issuer_unit_id(),
                                session.FindUnitId(*issuer, "issuer", request->issued_on()));
      }
      return Send(session, *change, *request, &Stub::IssueDirective);
    });
  });
}

void AddDiscard(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand(
      "discard", "Take away a draft that came in by mistake: it is kept, its number and its file are free");
  const auto change = AddChange(*command);
  auto request = std::make_shared<v1::DiscardDirectiveRequest>();
  command->add_option("--reason", *request->mutable_reason(), "Why, for those who look at it later");
  command->callback([&session, change, request] {
    session.Run([&] { return Send(session, *change, *request, &Stub::DiscardDirective); });
  });
}

}  // namespace

void AddDirectiveChanges(CLI::App& group, Session& session) {
  AddCorrect(group, session);
  AddPlainChange(group, session, "undo", "Take the last correction of a draft back", &Stub::UndoCorrection);
  AddPlainChange(group, session, "resolve", "Ask again who is meant by the names of a draft", &Stub::ResolveDirective);
  AddIssue(group, session);
  AddDiscard(group, session);
  AddPlainChange(group, session, "restore", "Make a discarded one a draft again", &Stub::RestoreDirective);
}

}  // namespace dondoc::cli
