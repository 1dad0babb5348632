// Assignments and duties that go from one unit to another, and back. Free functions over a transaction, each one
// statement for any number of rows; errors are those of pg::Transaction besides what is said.
//
// An enacted succession is applied heir by heir: what is to be done stands in rows that go with the work
// (migration 0003), so that it may be killed anywhere. A unit that ends without an heir has a row of its own: its
// duties rest, its assignments stay and are conflicts.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "services/assignment/domain/assignment.h"
#include "services/assignment/domain/takeover.h"
#include "services/assignment/storage/assignment_storage.h"

namespace dondoc::assignment {

// Notes that all of a succession is to be applied, or undone.
absl::Status QueueSuccession(pg::Transaction& tx, const std::string& succession_id, bool undo);
// Notes that some of these units may have got something after they had ended.
absl::Status QueueSuccessionsOf(pg::Transaction& tx, const std::vector<std::string>& unit_ids);

// Some of what is to be applied of one succession, locked. No groups: nothing is left, or others have it.
struct SuccessionWork {
  std::string succession_id;
  std::string decision_number;
  bool undo = false;
  std::vector<std::string> groups;  // heirs, and units without one
};
absl::StatusOr<SuccessionWork> LockSuccessionWork(pg::Transaction& tx, int limit);
absl::Status DeleteSuccessionWork(pg::Transaction& tx, const SuccessionWork& work);
absl::StatusOr<std::int64_t> CountSuccessionWork(pg::Transaction& tx, const std::string& succession_id);

// An assignment that goes to another unit.
struct Passing {
  Share share;
  std::string heir_unit_id;
  std::string heir_level;          // empty where the copy of the tree does not know it
  std::string heir_assignment_id;  // the id that the task has there
};

// What is open of the units that these heirs succeed, locked.
absl::StatusOr<std::vector<Passing>> LockPassedOn(pg::Transaction& tx, const SuccessionWork& work);
// Assignments by their ids, locked; those that are not there are left out.
absl::StatusOr<std::vector<Share>> LockShares(pg::Transaction& tx, const std::vector<std::string>& ids);
// The id that the task of an assignment has with another unit.
absl::StatusOr<std::string> FindAssignmentId(pg::Transaction& tx, const std::string& assignment_id,
                                             const std::string& unit_id);
// Of these shares, which come from another cell, those that have not been taken yet (by the id and the version of the
// assignment); notes that they are.
absl::StatusOr<std::vector<Passing>> NoteTakenIn(pg::Transaction& tx, std::vector<Passing> passings,
                                                 const std::optional<std::string>& succession_id);

// Who passes on, when and why.
struct PassingMark {
  std::optional<std::string> succession_id;  // then it can be undone
  std::string actor_unit_id;                 // empty for none
  std::string user;
  std::string text;  // the decision's number, or the reason
  TimePoint at{};
};
absl::Status PassOnAssignments(pg::Transaction& tx, std::span<const Passing> passings, const PassingMark& mark);

// What a unit has after it took over.
struct Taken {
  Assignment after;
  std::optional<Day> occurrence_on;
};
// Writes them; their level and version are set to what was written.
absl::Status PutTakenOver(pg::Transaction& tx, std::vector<Taken>& taken, const PassingMark& mark);

// A recurring duty that goes to a unit whose rows are elsewhere.
struct DutyPassing {
  std::string task_id;
  std::string heir_unit_id;
  std::string heir_level;
  Day latest_on{};
  Day make_next_on{};
};
// Duties go to the heirs of these levels; those that go to others are gone, and returned.
absl::StatusOr<std::vector<DutyPassing>> PassOnDuties(pg::Transaction& tx, const SuccessionWork& work,
                                                      const std::set<std::string>& levels);
// The duty that an assignment is an occurrence of, if it is, goes to the unit; it is returned where that is of another
// level.
absl::StatusOr<std::vector<DutyPassing>> GiveDuty(pg::Transaction& tx, const std::string& assignment_id,
                                                  const std::string& unit_id, const std::set<std::string>& levels);
// Duties from elsewhere; for a succession, what was there before is kept.
absl::Status TakeInDuties(pg::Transaction& tx, const std::vector<DutyPassing>& duties,
                          const std::optional<std::string>& succession_id);

// An assignment and what it was before the succession; nothing where the succession made it.
struct Restoring {
  Assignment now;
  std::optional<Assignment> before;
};
// What was passed on, and what took over, locked.
absl::StatusOr<std::vector<Restoring>> LockPassed(pg::Transaction& tx, const SuccessionWork& work);
absl::StatusOr<std::vector<Restoring>> LockTaken(pg::Transaction& tx, const SuccessionWork& work);
// Writes all of them as they were, and removes what was made.
absl::Status RestoreAll(pg::Transaction& tx, const SuccessionWork& work, const PassingMark& mark);

struct SuccessionCounts {
  std::int64_t open = 0;         // assignments of units that end
  std::int64_t units = 0;        // units that have them
  std::int64_t transferred = 0;  // of those, with an heir
  std::int64_t remaining = 0;    // so many assignments they become
  std::int64_t conflicts = 0;    // without an heir
  std::int64_t conflict_units = 0;
  std::int64_t duties = 0;
  std::int64_t duty_conflicts = 0;
  // Of each unit without an heir that has any, by id.
  struct OfUnit {
    std::string unit_id;
    std::int64_t open = 0;
    std::int64_t duties = 0;
  };
  std::vector<OfUnit> without_heir;
};
absl::StatusOr<SuccessionCounts> PreviewSuccession(pg::Transaction& tx, const std::string& succession_id);

struct SuccessionConflict {
  AssignmentView view;
  std::string succession_id;
  std::string decision_number;
  std::vector<std::string> to_unit_ids;  // who might take it over
  std::vector<std::string> to_unit_names;
};
struct ConflictFilter {
  std::optional<std::string> succession_id;
  std::optional<std::string> within_unit_id;
  std::optional<Day> within_on;      // below that unit on this day; on any day where there is none
  access::Filter seen{.all = true};  // what the caller may see
  std::optional<PageStart> after;
  int limit = 100;
};
// By deadline and id.
absl::StatusOr<std::vector<SuccessionConflict>> ListSuccessionConflicts(pg::Transaction& tx,
                                                                        const ConflictFilter& filter);

// What keeps a succession from being undone.
struct SuccessionUse {
  std::string assignment_id;
  std::string unit_name;
  std::string directive_number;
  std::string section;
  State state = State::kAssigned;
  std::string kind;  // "ACTED_ON" or "GIVEN_TO_NEW_UNIT"
};
absl::StatusOr<std::vector<SuccessionUse>> ListSuccessionUses(pg::Transaction& tx, const std::string& succession_id,
                                                              int limit);

// What keeps a unit from being ended on a day: what is open of it, and what it did here since. In words,
// each with what to do about it.
absl::StatusOr<std::vector<std::string>> ListUnitUses(pg::Transaction& tx, const std::string& unit_id, Day day);

}  // namespace dondoc::assignment
