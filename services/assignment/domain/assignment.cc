#include "services/assignment/domain/assignment.h"

#include "common/status/status.h"

namespace dondoc::assignment {
namespace {

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
