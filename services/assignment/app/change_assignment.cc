#include "services/assignment/app/change_assignment.h"

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"
#include "services/assignment/domain/counts.h"
#include "services/assignment/storage/counts_storage.h"
#include "services/assignment/storage/duty_storage.h"
#include "services/assignment/storage/fact_outbox.h"

namespace dondoc::assignment {
namespace {

bool HasReason(Verb verb) { return verb == Verb::kReturn || verb == Verb::kRefuse; }

// For the audit: who did what, and every field that has another value now.
audit::Act ActOf(const ChangeCommand& command, TimePoint now, const Assignment& before, const Assignment& after) {
  audit::Act act{.caller = command.caller,
                 .method = command.method,
                 .request_id = command.request_id,
                 .at = now,
                 .object = {"assignment", after.id, after.unit_id}};
  act.changes.Set("state", NameOf(before.state), NameOf(after.state));
  act.changes.Set("returns", before.returns, after.returns).Set("reason", before.reason, after.reason);
  act.changes.Set("report_text", before.report_text, after.report_text);
  act.changes.Set("evidence_note", before.evidence_note, after.evidence_note);
  act.changes.Set("reported_on", before.reported_on, after.reported_on);
  act.changes.Set("completed_on", before.completed_on, after.completed_on);
  act.changes.Set("done_in_time", before.done_in_time, after.done_in_time);
  return act;
}

// Everything that follows from the change, in the order in which rows are locked everywhere: the assignment, then
// counts.
absl::Status Store(pg::Transaction& tx, const Context& context, const ChangeCommand& command, const Act& act,
                   TimePoint now, const Assignment& before, const Assignment& after) {
  const FactContext facts{context.ids, now, command.trace};
  DONDOC_RETURN_IF_ERROR(UpdateAssignment(tx, before, after, act, {.at = now, .user = command.user}));
  if (after.duty && after.state == State::kCompleted) DONDOC_RETURN_IF_ERROR(WakeDuty(tx, after.id));
  DONDOC_RETURN_IF_ERROR(AppendChanged(tx, facts, after, HasReason(act.verb) ? act.text : ""));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Contribution> up, AddOwnCounts(tx, ChangesBetween(before, after)));
  return AppendContributions(tx, facts, up);
}

}  // namespace

absl::StatusOr<std::string> ChangeAssignment(const Context& context, const ChangeCommand& command,
                                             const Answer& answer) {
  const TimePoint now = context.clock.Now();
  Act act = command.act;
  act.today = DayOf(now);
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, GetParties(tx, command.assignment_id, command.caller_units));
    DONDOC_RETURN_IF_ERROR(access::Ask(command.permit, parties));
    DONDOC_ASSIGN_OR_RETURN(const auto answered,
                            idempotency::Begin(tx, command.request_id, NameOf(act.verb), command.request_hash, now));
    if (answered.has_value()) return *answered;
    DONDOC_ASSIGN_OR_RETURN(const Assignment before, LockAssignment(tx, command.assignment_id));
    if (command.expected_version.value_or(before.version) != before.version) {
      return StaleEtag("the assignment has changed since it was read; it is " + std::string(NameOf(before.state)) +
                       " now");
    }
    DONDOC_ASSIGN_OR_RETURN(const Assignment after, Perform(before, act));
    DONDOC_RETURN_IF_ERROR(Store(tx, context, command, act, now, before, after));
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, ActOf(command, now, before, after)));
    DONDOC_ASSIGN_OR_RETURN(const AssignmentView view, GetAssignment(tx, after.id));
    std::string bytes = answer(view, act.today);
    DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, command.request_id, bytes));
    return bytes;
  });
}

}  // namespace dondoc::assignment
