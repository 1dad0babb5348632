// What becomes of a task when the units that have it give it up to another one: in a succession several communes that
// merge into one, or one assignment that is given to another unit. Pure and thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "absl/status/status.h"
#include "services/assignment/domain/assignment.h"

namespace dondoc::assignment {

// One unit's share in a task: its assignment, which is open, and the unit's name.
struct Share {
  Assignment assignment;
  std::string unit_name;
  std::optional<Day> occurrence_on = std::nullopt;  // of a duty: which of its occurrences it is
};

// The one assignment that remains, of the unit that takes over: all shares are of one task (and one occurrence), as is
// `own`, which is that unit's where it has the task already. Its id, unit and level are those of `own` where there is
// one, else left to the caller; its version is one above that of `own`, else 1.
//
//   state          the least advanced: ASSIGNED, ACCEPTED, RETURNED, IN_PROGRESS, REPORTED, COMPLETED, in this order;
//                  what one part has not done is not done. A refusal binds only who refused: beside others it counts
//                  as ASSIGNED, alone it stays. What was cancelled for or taken from the unit before counts as nothing.
//   report, note   of one share as they are; of several each below the name of its unit
//   reason         likewise, of those that were returned or refused
//   reported_on    the last of theirs: the whole is reported when its last part is
//   returns        the most of theirs
//   due_on         the first of theirs
//
// It is open, so that it has no day of completion, even where `own` was completed: that was done for another area.
Assignment TakeOver(std::span<const Share> shares, const std::optional<Share>& own);

// Whether an assignment may be given to another unit, which exists. Who may is not asked here: the contract says it.
//   INVALID_ARGUMENT     REASON_REQUIRED  without a reason (field "reason")
//   INVALID_ARGUMENT     SAME_UNIT        the unit has it already (field "to_unit_id")
//   FAILED_PRECONDITION  WRONG_STATE      it is not open
absl::Status CheckTransfer(const Assignment& assignment, const std::string& to_unit_id, const std::string& reason);

}  // namespace dondoc::assignment
