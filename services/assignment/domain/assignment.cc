#include "services/assignment/domain/assignment.h"

#include <algorithm>

#include "common/status/status.h"

namespace dondoc::assignment {
namespace {

// The issuer's side of the work; the rest is the unit's.
bool IsJudgement(Verb verb) { return verb == Verb::kReturn || verb == Verb::kComplete; }

bool MayPerform(const Assignment& assignment, const Act& act) {
  if (act.actor_unit_id.empty()) return true;
  if (!IsJudgement(act.verb)) return act.actor_unit_id == assignment.unit_id;
  return act.actor_unit_id == assignment.issuer_unit_id ||
         std::find(assignment.superior_ids.begin(), assignment.superior_ids.end(), act.actor_unit_id) !=
             assignment.superior_ids.end();
}

absl::Status CheckTexts(const Act& act) {
  if ((act.verb == Verb::kReturn || act.verb == Verb::kRefuse) && act.text.empty()) {
    return InvalidField("reason", "REASON_REQUIRED", "say why: the other side has to know what to do differently");
  }
  if (act.verb == Verb::kReport && act.text.empty()) {
    return InvalidField("text", "REPORT_REQUIRED", "a report says what was done");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Assignment> Perform(const Assignment& assignment, const Act& act) {
  if (!MayPerform(assignment, act)) {
    return Error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_ASSIGNMENT",
                 IsJudgement(act.verb)
                     ? "only the unit that gave it, or one above the unit that has it, returns and completes it"
                     : "only the unit that it is given to accepts, starts, reports or refuses it");
  }
  DONDOC_RETURN_IF_ERROR(CheckTexts(act));
  const std::optional<State> next = Next(assignment.state, act.verb);
  if (!next.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE",
                 "it is " + std::string(NameOf(assignment.state)) + "; " + std::string(NameOf(act.verb)) + " is for " +
                     StatesFor(act.verb),
                 {{"field", "state"}, {"state", NameOf(assignment.state)}, {"expected", StatesFor(act.verb)}});
  }
  Assignment after = assignment;
  after.state = *next;
  ++after.version;
  switch (act.verb) {
    case Verb::kAccept:
    case Verb::kStart:
      break;
    case Verb::kReport:
      after.report_text = act.text;
      after.evidence_note = act.evidence_note;
      after.reported_on = act.today;
      break;
    case Verb::kReturn:
      ++after.returns;
      after.reason = act.text;
      break;
    case Verb::kRefuse:
      after.reason = act.text;
      break;
    case Verb::kComplete:
      after.completed_on = act.today;
      after.done_in_time = !after.due_on.has_value() || after.reported_on.value_or(act.today) <= *after.due_on;
      break;
  }
  return after;
}

bool IsOverdue(const Assignment& assignment, Day today) {
  return assignment.binding && IsOpen(assignment.state) && assignment.due_on.has_value() && *assignment.due_on < today;
}

}  // namespace dondoc::assignment
