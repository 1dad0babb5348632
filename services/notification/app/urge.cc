#include "services/notification/app/urge.h"

#include <optional>
#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"
#include "services/notification/app/put_into_inboxes.h"
#include "services/notification/storage/pending_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::notification {
namespace {

using organization::replica::Unit;

absl::StatusOr<std::vector<PendingAssignment>> AssignmentsToUrge(pg::Transaction& tx, const UrgeCommand& command) {
  if (command.assignment_id.empty()) {
    DONDOC_ASSIGN_OR_RETURN(auto open, ListOpen(tx, command.unit_id, command.directive_id));
    if (open.empty()) return NotFound("NOTHING_OPEN", "the unit has no open assignment from this directive");
    return open;
  }
  DONDOC_ASSIGN_OR_RETURN(const auto found, FindPending(tx, command.assignment_id));
  if (!found.has_value() || !found->described) {
    return NoSuchAssignment();
  }
  if (!IsOpen(found->state)) {
    return FailedPrecondition("ASSIGNMENT_NOT_OPEN",
                              "the assignment is " + found->state + ": nobody has to be urged on");
  }
  return std::vector{*found};
}

// Whose the assignment is, or would be, and who stands for whoever gave it.
absl::StatusOr<access::Parties> PartiesOf(pg::Transaction& tx, const UrgeCommand& command) {
  DONDOC_ASSIGN_OR_RETURN(const auto found, command.assignment_id.empty()
                                                ? FindParties(tx, command.unit_id, command.directive_id)
                                                : FindParties(tx, command.assignment_id));
  if (!found.has_value()) return access::Parties{.unit = command.unit_id};
  return access::Parties{.unit = found->unit_id, .issuer = found->issuer_unit_id};
}

absl::StatusOr<InboxMessage> Answered(pg::Transaction& tx, const std::string& message_id) {
  DONDOC_ASSIGN_OR_RETURN(auto message, FindMessage(tx, message_id));
  if (!message.has_value()) return Internal("the message of an earlier request is missing");
  return *std::move(message);
}

absl::StatusOr<InboxMessage> UrgeIn(pg::Transaction& tx, IdGenerator& ids, const UrgeCommand& command, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, PartiesOf(tx, command));
  DONDOC_RETURN_IF_ERROR(access::Ask(command.permit, parties));
  DONDOC_ASSIGN_OR_RETURN(const auto before,
                          idempotency::Begin(tx, command.request_id, "Urge", command.request_hash, now));
  if (before.has_value()) return Answered(tx, *before);
  DONDOC_ASSIGN_OR_RETURN(const std::vector<PendingAssignment> assignments, AssignmentsToUrge(tx, command));
  const PendingAssignment& first = assignments.front();
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Unit> unit, organization::replica::FindUnit(tx, first.unit_id));
  if (!unit.has_value()) return Unavailable("TREE_BEHIND", "the unit is not known here yet; try again in a moment");
  const std::string sender_id = command.caller_unit_id.empty() ? first.issuer_unit_id : command.caller_unit_id;
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Unit> sender, organization::replica::FindUnit(tx, sender_id));

  const Day today = DayOf(now);
  InboxMessage message{.message_id = ids.NewId(), .unit_id = first.unit_id, .grade = command.grade};
  message.text =
      UrgeText(assignments, command.grade, command.words, unit->name, sender.has_value() ? sender->name : "", today);
  if (!command.assignment_id.empty()) message.assignment_id = command.assignment_id;
  message.directive_id = first.directive_id;
  message.from_unit_id = sender_id;
  message.nominal_on = today;
  message.made_at = now;
  DONDOC_RETURN_IF_ERROR(PutIntoInboxes(tx, ids, {{message, unit->emails}}, now));
  audit::Act act{.caller = command.caller, .method = "Urge", .request_id = command.request_id, .at = now};
  act.object = command.assignment_id.empty() ? audit::Object{"directive", command.directive_id, first.unit_id}
                                             : audit::Object{"assignment", command.assignment_id, first.unit_id};
  act.changes.Made("unit_id", first.unit_id).Made("assignments", assignments.size()).Made("words", command.words);
  act.changes.Made("grade", NameOf(command.grade));
  act.changes.Made("message_id", message.message_id);
  DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
  DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, command.request_id, message.message_id));
  return message;
}

}  // namespace

absl::Status NoSuchAssignment() {
  return WithMetadata(NotFound("ASSIGNMENT_NOT_FOUND", "there is no such assignment"), "field", "assignment_id");
}

absl::StatusOr<InboxMessage> Urge(const Context& context, const UrgeCommand& command) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) { return UrgeIn(tx, context.ids, command, now); });
}

}  // namespace dondoc::notification
