// Recurring duties: who has them, and when the next occurrence is to be made. Free functions over a transaction; errors
// are those of pg::Transaction.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/assignment/domain/recurrence.h"
#include "services/assignment/storage/assignment_storage.h"

namespace dondoc::assignment {

// Remembers the latest occurrence of recurring duties; an older one changes nothing. Every giving has its occurrence.
absl::Status UpsertDutyUnits(pg::Transaction& tx, const UnitSets& sets, const Givings& givings);

// A duty of a unit whose next occurrence is to be made.
struct DueDuty {
  std::string task_id;
  std::string unit_id;
  Day latest_on;
  DutyRule rule;
};

// At most `limit` of them on `today`, for units of these levels ("COMMUNE"), locked; those that another transaction
// holds are left out.
absl::StatusOr<std::vector<DueDuty>> LockDueDuties(pg::Transaction& tx, Day today,
                                                   const std::vector<std::string>& levels, int limit);

// Lets the next occurrence be made at once where this assignment is the latest one of a recurring duty.
absl::Status WakeDuty(pg::Transaction& tx, const std::string& assignment_id);

}  // namespace dondoc::assignment
