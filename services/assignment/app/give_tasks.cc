#include "services/assignment/app/give_tasks.h"

#include <utility>

#include "common/status/status.h"
#include "services/assignment/domain/counts.h"
#include "services/assignment/storage/counts_storage.h"
#include "services/assignment/storage/directive_storage.h"

namespace dondoc::assignment {
namespace {

std::vector<CountChange> CountChangesOf(const std::vector<NewAssignment>& made) {
  std::vector<CountChange> changes;
  changes.reserve(made.size());
  for (const NewAssignment& assignment : made) {
    changes.push_back(
        {{assignment.unit_id, assignment.directive_id, assignment.binding ? assignment.due_on : std::nullopt},
         Counts{.open = 1}});
  }
  return Merged(std::move(changes));  // a directive's tasks share few deadlines
}

}  // namespace

absl::StatusOr<std::int64_t> GiveTasks(pg::Transaction& tx, const FactContext& facts, const UnitSets& sets,
                                       const Givings& givings) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<NewAssignment> made, InsertAssignments(tx, sets, givings, facts.now));
  DONDOC_ASSIGN_OR_RETURN(const auto tasks, ListTaskFacts(tx, givings.task_id));
  DONDOC_RETURN_IF_ERROR(AppendCreated(tx, facts, made, tasks));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Contribution> up, AddOwnCounts(tx, CountChangesOf(made)));
  DONDOC_RETURN_IF_ERROR(AppendContributions(tx, facts, up));
  return static_cast<std::int64_t>(made.size());
}

}  // namespace dondoc::assignment
