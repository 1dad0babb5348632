#include "services/notification/domain/pending.h"

#include <algorithm>

#include "services/notification/domain/occurrences.h"

namespace dondoc::notification {
namespace {

void ArmFrom(PendingAssignment& assignment, Day day) {
  assignment.armed_from = assignment.armed_from.has_value() ? std::max(*assignment.armed_from, day) : day;
}

}  // namespace

bool IsOpen(std::string_view state) {
  return state == "ASSIGNED" || state == "ACCEPTED" || state == "IN_PROGRESS" || state == "RETURNED";
}

PendingAssignment Apply(const std::optional<PendingAssignment>& known, const AssignmentCreatedFact& fact) {
  PendingAssignment after = known.value_or(PendingAssignment{.assignment_id = fact.assignment_id});
  if (after.described) return after;
  after.described = true;
  after.directive_number = fact.directive_number;
  after.text = fact.text;
  after.binding = fact.binding;
  after.duty = fact.duty;
  ArmFrom(after, fact.day);
  if (fact.version > after.version) {
    after.directive_id = fact.directive_id;
    after.unit_id = fact.unit_id;
    after.issuer_unit_id = fact.issuer_unit_id;
    after.state = fact.state;
    after.due_on = fact.due_on;
    after.version = fact.version;
    after.changed_on = fact.day;
  } else if (after.due_on != fact.due_on && after.changed_on.has_value()) {
    ArmFrom(after, *after.changed_on);  // a change that was heard first had moved the deadline
  }
  return after;
}

PendingAssignment Apply(const std::optional<PendingAssignment>& known, const AssignmentChangedFact& fact) {
  PendingAssignment after = known.value_or(PendingAssignment{.assignment_id = fact.assignment_id});
  if (fact.state == "RETURNED") ArmFrom(after, fact.day);
  if (fact.version <= after.version) return after;
  if (after.version > 0 && !fact.restored) {
    const bool reopened = !IsOpen(after.state) && IsOpen(fact.state);
    if (reopened || after.due_on != fact.due_on) ArmFrom(after, fact.day);
  }
  after.directive_id = fact.directive_id;
  after.unit_id = fact.unit_id;
  after.issuer_unit_id = fact.issuer_unit_id;
  after.state = fact.state;
  after.due_on = fact.due_on;
  after.version = fact.version;
  after.changed_on = fact.day;
  return after;
}

bool IsReminded(const PendingAssignment& assignment) {
  return assignment.described && assignment.binding && assignment.due_on.has_value() && IsOpen(assignment.state);
}

Day CountsFrom(const PendingAssignment& assignment) {
  const Day armed_from = assignment.armed_from.value_or(*assignment.due_on);
  if (!assignment.handled_through.has_value()) return armed_from;
  return std::max(armed_from, *assignment.handled_through + std::chrono::days(1));
}

std::optional<TimePoint> NextMoment(const ReminderRule& rule, const PendingAssignment& assignment) {
  if (!IsReminded(assignment)) return std::nullopt;
  return NextMoment(rule, *assignment.due_on, CountsFrom(assignment));
}

}  // namespace dondoc::notification
