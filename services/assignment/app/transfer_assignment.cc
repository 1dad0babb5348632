#include "services/assignment/app/transfer_assignment.h"

#include <span>
#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"
#include "services/assignment/app/pass_on.h"
#include "services/assignment/domain/takeover.h"
#include "services/organization/replica/replica.h"

namespace dondoc::assignment {
namespace {

bool Exists(const organization::replica::Unit& unit, Day day) {
  return (!unit.valid_from.has_value() || *unit.valid_from <= day) &&
         (!unit.valid_to.has_value() || day < *unit.valid_to);
}

// Those of the assignment: a unit that has ended has a place, so that somebody is above it.
absl::Status Ask(pg::Transaction& tx, const TransferCommand& command) {
  DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, GetParties(tx, command.assignment_id, command.caller_units));
  return access::Ask(command.permit, parties);
}

// The unit, which exists.
absl::StatusOr<organization::replica::Unit> RequireLiving(pg::Transaction& tx, const std::string& unit_id, Day today) {
  DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, unit_id));
  if (!unit.has_value()) return NotFound("UNIT_NOT_FOUND", "there is no unit " + unit_id);
  if (Exists(*unit, today)) return *unit;
  return Error(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED",
               unit->name + " (" + unit->territory_code + ") does not exist on " + FormatDay(today),
               {{"field", "to_unit_id"}});
}

// What the unit has then: read where it is kept here, else as it will be once the fact has arrived there.
absl::StatusOr<AssignmentView> ViewOf(pg::Transaction& tx, const Context& context, const Passing& passing,
                                      const organization::replica::Unit& unit) {
  if (context.levels.contains(unit.level)) return GetAssignment(tx, passing.heir_assignment_id);
  DONDOC_ASSIGN_OR_RETURN(AssignmentView view, GetAssignment(tx, passing.share.assignment.id));
  view.assignment = TakeOver(std::span(&passing.share, 1), std::nullopt);
  view.assignment.id = passing.heir_assignment_id;
  view.assignment.unit_id = unit.id;
  view.assignment.level = unit.level;
  view.unit_name = unit.name;
  view.transferred_to.clear();
  return view;
}

absl::StatusOr<AssignmentView> Carry(pg::Transaction& tx, const Context& context, const TransferCommand& command,
                                     TimePoint now, const organization::replica::Unit& unit,
                                     const std::string& heir_assignment_id) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Share> shares, LockShares(tx, {command.assignment_id}));
  const PassingMark mark{.succession_id = std::nullopt,
                         .actor_unit_id = command.actor_unit_id,
                         .user = command.user,
                         .text = command.reason,
                         .at = now};
  DONDOC_ASSIGN_OR_RETURN(const std::vector<DutyPassing> duties,
                          GiveDuty(tx, command.assignment_id, unit.id, context.levels));
  const Passing passing{.share = shares.at(0),
                        .heir_unit_id = unit.id,
                        .heir_level = unit.level,
                        .heir_assignment_id = heir_assignment_id};
  DONDOC_RETURN_IF_ERROR(PassOn(tx, context, FactContext{context.ids, now, command.trace}, {passing}, duties, mark));
  return ViewOf(tx, context, passing, unit);
}

}  // namespace

absl::StatusOr<std::string> TransferAssignment(const Context& context, const TransferCommand& command,
                                               const Answer& answer) {
  const TimePoint now = context.clock.Now();
  const Day today = DayOf(now);
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_RETURN_IF_ERROR(Ask(tx, command));
    DONDOC_ASSIGN_OR_RETURN(const auto answered,
                            idempotency::Begin(tx, command.request_id, "TRANSFER", command.request_hash, now));
    if (answered.has_value()) return *answered;
    DONDOC_ASSIGN_OR_RETURN(const Assignment before, LockAssignment(tx, command.assignment_id));
    if (command.expected_version.value_or(before.version) != before.version) {
      return StaleEtag("the assignment has changed since it was read; it is " + std::string(NameOf(before.state)) +
                       " now");
    }
    DONDOC_ASSIGN_OR_RETURN(const auto unit, RequireLiving(tx, command.to_unit_id, today));
    DONDOC_RETURN_IF_ERROR(CheckTransfer(before, command.to_unit_id, command.reason));
    DONDOC_ASSIGN_OR_RETURN(const std::string heir_id, FindAssignmentId(tx, before.id, command.to_unit_id));
    DONDOC_ASSIGN_OR_RETURN(const AssignmentView view, Carry(tx, context, command, now, unit, heir_id));
    audit::Act act{.caller = command.caller,
                   .method = "TransferAssignment",
                   .request_id = command.request_id,
                   .at = now,
                   .object = {"assignment", before.id, before.unit_id}};
    act.changes.Set("state", NameOf(before.state), NameOf(State::kTransferred));
    act.changes.Made("transferred_to", heir_id).Made("to_unit_id", command.to_unit_id).Made("reason", command.reason);
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    std::string bytes = answer(view, today);
    DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, command.request_id, bytes));
    return bytes;
  });
}

}  // namespace dondoc::assignment
