#include "services/notification/rpc/read_lists.h"

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/notification/app/urge.h"
#include "services/notification/domain/occurrences.h"
#include "services/notification/rpc/convert.h"
#include "services/notification/rpc/validate.h"
#include "services/notification/storage/delivery_storage.h"
#include "services/notification/storage/message_storage.h"
#include "services/notification/storage/pending_storage.h"
#include "services/notification/storage/rule_storage.h"

namespace dondoc::notification {
namespace {

constexpr int kPlanned = 10;
constexpr pg::TransactionOptions kReading{.read_only = true};
// Sorts before every issuer: the page token after the default rule.
constexpr char kDefaultRuleKey[] = "00000000-0000-0000-0000-000000000000";

std::optional<std::string> Optional(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

absl::StatusOr<std::optional<InboxKey>> InboxKeyOf(const std::string& page_token) {
  if (page_token.empty()) return std::optional<InboxKey>();
  DONDOC_ASSIGN_OR_RETURN(const auto key, PageKey(page_token, 3));
  const auto made_at = ParseTime(key[0]);
  const auto nominal_on = ParseDay(key[1]);
  if (!made_at.has_value() || !nominal_on.has_value() || !IsUuid(key[2])) return BadPageToken();
  return InboxKey{*made_at, *nominal_on, key[2]};
}

absl::StatusOr<std::optional<ReminderKey>> ReminderKeyOf(const std::string& page_token) {
  if (page_token.empty()) return std::optional<ReminderKey>();
  DONDOC_ASSIGN_OR_RETURN(const auto key, PageKey(page_token, 3));
  const auto nominal_on = ParseDay(key[0]);
  int step = 0;
  const auto [end, error] = std::from_chars(key[2].data(), key[2].data() + key[2].size(), step);
  if (!nominal_on.has_value() || !IsUuid(key[1]) || error != std::errc() || end != key[2].data() + key[2].size())
    return BadPageToken();
  return ReminderKey{*nominal_on, key[1], step};
}

absl::StatusOr<std::optional<DeliveryKey>> DeliveryKeyOf(const std::string& page_token) {
  if (page_token.empty()) return std::optional<DeliveryKey>();
  DONDOC_ASSIGN_OR_RETURN(const auto key, PageKey(page_token, 2));
  const auto made_at = ParseTime(key[0]);
  if (!made_at.has_value() || !IsUuid(key[1])) return BadPageToken();
  return DeliveryKey{*made_at, key[1]};
}

// One more than a page is read; it is dropped again, and says that there is a next page.
template <typename T>
bool DropBeyond(std::vector<T>& items, int page_size) {
  if (static_cast<int>(items.size()) <= page_size) return false;
  items.resize(static_cast<std::size_t>(page_size));
  return true;
}

// Reminders are the unit's, and those of an assignment its issuer's as well.
absl::Status PermitReminders(pg::Transaction& tx, const v1::ListRemindersRequest& request, const rpc::Call& call) {
  if (request.assignment_id().empty()) return call.Permit({.unit = request.unit_id()});
  DONDOC_ASSIGN_OR_RETURN(const auto assignment, FindPending(tx, request.assignment_id()));
  access::Parties parties;
  if (assignment.has_value()) parties = {.unit = assignment->unit_id, .issuer = assignment->issuer_unit_id};
  return call.Permit(parties, NoSuchAssignment());
}

absl::Status AddPlanned(pg::Transaction& tx, const std::string& assignment_id, v1::ListRemindersResponse& response) {
  DONDOC_ASSIGN_OR_RETURN(const auto assignment, FindPending(tx, assignment_id));
  if (!assignment.has_value() || !IsReminded(*assignment)) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const RuleBook rules, RulesFor(tx, {assignment->issuer_unit_id}));
  const ReminderRule& rule = rules.For(assignment->issuer_unit_id);
  for (const Occurrence& occurrence : PlannedSteps(rule, *assignment->due_on, CountsFrom(*assignment), kPlanned)) {
    *response.add_planned() = PlannedToProto(assignment_id, assignment->unit_id, occurrence);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ListInboxResponse> ReadInbox(const Context& context, const v1::ListInboxRequest& request,
                                                const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request.unit_id()}));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const auto after, InboxKeyOf(request.page_token()));
  DONDOC_ASSIGN_OR_RETURN(auto messages, context.database.Run(kReading, [&](pg::Transaction& tx) {
    return ListInbox(tx, request.unit_id(), request.unread_only(), after, page_size + 1);
  }));
  v1::ListInboxResponse response;
  const bool more = DropBeyond(messages, page_size);
  for (const InboxMessage& message : messages) *response.add_messages() = ToProto(message);
  if (more) {
    const InboxMessage& last = messages.back();
    response.set_next_page_token(PageToken({FormatTime(last.made_at), FormatDay(last.nominal_on), last.message_id}));
  }
  return response;
}

absl::StatusOr<v1::ListRemindersResponse> ReadReminders(const Context& context, const v1::ListRemindersRequest& request,
                                                        const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(Validate(request));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const auto after, ReminderKeyOf(request.page_token()));
  return context.database.Run(kReading, [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListRemindersResponse> {
    DONDOC_RETURN_IF_ERROR(PermitReminders(tx, request, call));
    DONDOC_ASSIGN_OR_RETURN(auto steps, ListReminders(tx, Optional(request.unit_id()),
                                                      Optional(request.assignment_id()), after, page_size + 1));
    v1::ListRemindersResponse response;
    const bool more = DropBeyond(steps, page_size);
    for (const RecordedStep& step : steps) *response.add_reminders() = ToProto(step);
    if (more) {
      const RecordedStep& last = steps.back();
      const Occurrence& occurrence = last.occurrence;
      response.set_next_page_token(
          PageToken({FormatDay(occurrence.nominal_on), last.assignment_id, std::to_string(occurrence.step)}));
    } else if (!request.assignment_id().empty()) {
      DONDOC_RETURN_IF_ERROR(AddPlanned(tx, request.assignment_id(), response));
    }
    return response;
  });
}

absl::StatusOr<v1::ListRulesResponse> ReadRules(const Context& context, const v1::ListRulesRequest& request) {
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  if (!request.page_token().empty() && !IsUuid(request.page_token())) return BadPageToken();
  DONDOC_ASSIGN_OR_RETURN(auto rules, context.database.Run(kReading, [&](pg::Transaction& tx) {
    return ListRules(tx, Optional(request.page_token()), page_size + 1);
  }));
  v1::ListRulesResponse response;
  const bool more = DropBeyond(rules, page_size);
  for (const StoredRule& rule : rules) *response.add_rules() = ToProto(rule);
  if (more) response.set_next_page_token(rules.back().issuer_unit_id.value_or(kDefaultRuleKey));
  return response;
}

absl::StatusOr<v1::ListDeliveriesResponse> ReadDeliveries(const Context& context,
                                                          const v1::ListDeliveriesRequest& request,
                                                          const rpc::Call& call) {
  if (!request.unit_id().empty()) DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const auto after, DeliveryKeyOf(request.page_token()));
  if (!v1::Delivery::State_IsValid(request.state()))
    return InvalidField("state", "BAD_STATE", "there is no such state of a delivery");
  const access::Filter seen = call.Sees();
  std::optional<std::string> state;
  if (request.state() != v1::Delivery::STATE_UNSPECIFIED) state = v1::Delivery::State_Name(request.state());
  DONDOC_ASSIGN_OR_RETURN(auto deliveries, context.database.Run(kReading, [&](pg::Transaction& tx) {
    return ListDeliveries(tx, state, Optional(request.unit_id()), seen, after, page_size + 1);
  }));
  v1::ListDeliveriesResponse response;
  const bool more = DropBeyond(deliveries, page_size);
  for (const ListedDelivery& delivery : deliveries) *response.add_deliveries() = ToProto(delivery);
  if (more)
    response.set_next_page_token(PageToken({FormatTime(deliveries.back().made_at), deliveries.back().delivery_id}));
  return response;
}

}  // namespace dondoc::notification
