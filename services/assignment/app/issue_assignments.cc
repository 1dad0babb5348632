#include "services/assignment/app/issue_assignments.h"

#include <algorithm>

#include "common/audit/audit.h"
#include "common/status/status.h"
#include "services/assignment/app/give_tasks.h"
#include "services/assignment/storage/directive_storage.h"
#include "services/assignment/storage/duty_storage.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {
namespace {

void Add(Givings& givings, const std::string& task_id, int set, const std::optional<Day>& occurrence_on) {
  givings.task_id.push_back(task_id);
  givings.set_index.push_back(set);
  givings.occurrence_on.push_back(occurrence_on);
}

}  // namespace

absl::StatusOr<std::int64_t> IssueAssignments(pg::Transaction& tx, const Context& context, const Issue& issue) {
  const FactContext facts{context.ids, context.clock.Now(), issue.trace};
  // A directive that becomes known late gives no occurrence of years past; one that is issued ahead none before its
  // day.
  const Day from = std::max(issue.directive.issued_on, DayOf(facts.now));
  Givings givings;
  Givings recurring;
  for (const Issue::ForWhom& pair : issue.for_whom) {
    const Task& task = issue.tasks[static_cast<std::size_t>(pair.task)];
    std::optional<Day> occurrence_on;
    if (task.duty.has_value()) occurrence_on = FirstDue(*task.duty, from);
    Add(givings, task.id, pair.set, occurrence_on);
    if (task.duty.has_value() && Recurs(task.duty->recurrence)) Add(recurring, task.id, pair.set, occurrence_on);
  }
  DONDOC_RETURN_IF_ERROR(InsertDirective(tx, issue.directive));
  DONDOC_RETURN_IF_ERROR(InsertTasks(tx, issue.directive.id, issue.tasks));
  DONDOC_RETURN_IF_ERROR(RequireUnits(tx, issue.sets.unit_id));
  DONDOC_RETURN_IF_ERROR(UpsertDutyUnits(tx, issue.sets, recurring));
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t made, GiveTasks(tx, facts, issue.sets, givings));
  // A directive of the day before a succession may come after it: what its units got goes on to their heirs.
  DONDOC_RETURN_IF_ERROR(QueueSuccessionsOf(tx, issue.sets.unit_id));
  // One record, however many units: who issued it stands in the directive service's, under the same trace.
  audit::Act act{
      .caller = {.subject = "service:directive", .unit_id = issue.directive.issuer_unit_id, .trace = issue.trace},
      .method = "DirectiveIssued",
      .at = facts.now,
      .object = {"directive", issue.directive.id}};
  act.changes.Made("number", issue.directive.number).Made("tasks", issue.tasks.size()).Made("assignments", made);
  DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
  return made;
}

}  // namespace dondoc::assignment
