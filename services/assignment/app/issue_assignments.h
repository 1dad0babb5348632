// The assignments of an issued directive.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/assignment/app/context.h"
#include "services/assignment/domain/directive.h"
#include "services/assignment/storage/assignment_storage.h"

namespace dondoc::assignment {

struct Issue {
  Directive directive;
  std::vector<Task> tasks;
  UnitSets sets;  // the units of each addressee, groups expanded
  // Which task is for which set, by index.
  struct ForWhom {
    int task = 0;
    int set = 0;
  };
  std::vector<ForWhom> for_whom;
  std::string trace;
};

// Gives every task to each of its units, in `tx`, set-based whatever their number; a recurring duty gets the first
// occurrence that is not in the past, one without a date an assignment without a deadline. Returns how many assignments
// are new. Idempotent. FAILED_PRECONDITION, reason UNKNOWN_UNIT, for a unit that the tree does not have.
absl::StatusOr<std::int64_t> IssueAssignments(pg::Transaction& tx, const Context& context, const Issue& issue);

}  // namespace dondoc::assignment
