#include "services/assignment/storage/duty_storage.h"

#include "common/status/status.h"
#include "services/assignment/storage/assignment_rows.h"
#include "services/assignment/storage/sql.h"

namespace dondoc::assignment {

absl::Status UpsertDutyUnits(pg::Transaction& tx, const UnitSets& sets, const Givings& givings) {
  return tx
      .Execute(sql::kUpsertDutyUnits, sets.set_index, sets.unit_id, givings.task_id, givings.set_index,
               givings.occurrence_on)
      .status();
}

absl::StatusOr<std::vector<DueDuty>> LockDueDuties(pg::Transaction& tx, Day today,
                                                   const std::vector<std::string>& levels, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockDueDuties, today, levels, limit));
  std::vector<DueDuty> due;
  for (const pg::Row row : rows) {
    const std::optional<DutyRule> rule = DutyRuleOf(row);
    if (!rule.has_value()) throw pg::DecodeError("a task without recurrence among the duties");
    due.push_back({.task_id = row.Get<std::string>("task_id"),
                   .unit_id = row.Get<std::string>("unit_id"),
                   .latest_on = row.Get<Day>("latest_on"),
                   .rule = *rule});
  }
  return due;
}

absl::Status WakeDuty(pg::Transaction& tx, const std::string& assignment_id) {
  return tx.Execute(sql::kWakeDuty, assignment_id).status();
}

}  // namespace dondoc::assignment
