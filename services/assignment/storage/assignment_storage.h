// Assignments: rows to values and back. Free functions over a transaction; errors are those of pg::Transaction besides
// what is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "services/assignment/domain/assignment.h"
#include "services/assignment/domain/recurrence.h"

namespace dondoc::assignment {

// Sets of units, one row for each member.
struct UnitSets {
  std::vector<int> set_index;
  std::vector<std::string> unit_id;
};

// Tasks, each for every unit of one set; for a duty the day of the occurrence.
struct Givings {
  std::vector<std::string> task_id;
  std::vector<int> set_index;
  std::vector<std::optional<Day>> occurrence_on;
};

// What became known of an assignment when it was made.
struct NewAssignment {
  std::string id;
  std::string directive_id;
  std::string task_id;
  std::string unit_id;
  std::string level;
  bool binding = true;
  std::optional<Day> due_on;
};

// Makes every assignment that is not there yet, in one statement, and returns those. Idempotent.
absl::StatusOr<std::vector<NewAssignment>> InsertAssignments(pg::Transaction& tx, const UnitSets& sets,
                                                             const Givings& givings, TimePoint now);

// NOT_FOUND, reason ASSIGNMENT_NOT_FOUND: what is answered of one that is not there, or that must not be known.
absl::Status NoSuchAssignment(const std::string& id);

// Reads one FOR UPDATE. NOT_FOUND, reason ASSIGNMENT_NOT_FOUND.
absl::StatusOr<Assignment> LockAssignment(pg::Transaction& tx, const std::string& id);

// The units that the assignment has to do with, for the question who may; of those that help as members of a group,
// which may be all communes of the country, the ones of `unit_ids` alone. NOT_FOUND, reason ASSIGNMENT_NOT_FOUND.
absl::StatusOr<access::Parties> GetParties(pg::Transaction& tx, const std::string& id,
                                           const std::vector<std::string>& unit_ids);

// Who did something, and when.
struct Mark {
  TimePoint at{};
  std::string user;
};

// Writes `after`, which `act` made of `before`, with the transition. ABORTED, reason STALE_ETAG, where it is no longer
// at the version of `before`.
absl::Status UpdateAssignment(pg::Transaction& tx, const Assignment& before, const Assignment& after, const Act& act,
                              const Mark& mark);

// An assignment with what its task, directive and unit say.
struct AssignmentView {
  Assignment assignment;
  std::string directive_number;
  std::string issuer_name;
  std::string unit_name;
  std::string section;
  std::string text;
  std::string role;
  std::vector<std::string> coordinators;
  std::string due_text;
  std::string due_time;
  std::string due_derivation;
  std::string report_to;
  std::optional<DutyRule> rule;
  std::string transferred_to;  // the assignment that took it over; empty for none
  TimePoint created_at{};
  TimePoint changed_at{};
};

// NOT_FOUND, reason ASSIGNMENT_NOT_FOUND.
absl::StatusOr<AssignmentView> GetAssignment(pg::Transaction& tx, const std::string& id);

struct Transition {
  std::string verb;
  State from_state = State::kAssigned;
  State to_state = State::kAssigned;
  TimePoint at{};
  std::string actor_unit_id;
  std::string actor_unit_name;
  std::string actor_user;
  std::string text;
  std::string evidence_note;
};
absl::StatusOr<std::vector<Transition>> ListTransitions(pg::Transaction& tx, const std::string& assignment_id);

// An assignment that another one took over, of this cell or of another.
struct Predecessor {
  std::string id;
  std::string unit_id;
  std::string unit_name;
  State state = State::kAssigned;  // in which it was then
};
// Those of one, by the names of their units.
absl::StatusOr<std::vector<Predecessor>> ListPredecessors(pg::Transaction& tx, const std::string& assignment_id);

// Where a page ended.
struct PageStart {
  std::optional<Day> due_on;
  std::string id;
};

// What is not set selects everything.
struct AssignmentFilter {
  std::optional<std::string> unit_id;
  std::optional<std::vector<std::string>> units;  // of one of these
  std::optional<std::string> directive_id;
  std::vector<std::string> states;  // by name; none for all
  std::optional<Day> overdue_on;
  std::optional<Day> due_from;
  std::optional<Day> due_to;
  std::optional<std::string> first_id;  // UUIDs, both inclusive
  std::optional<std::string> last_id;
  std::optional<std::string> issuer_unit_id;
  std::optional<Day> named_on;       // units are named as on this day; nothing for today
  access::Filter seen{.all = true};  // what the caller may see
  std::optional<PageStart> after;
  int limit = 100;
};

// By deadline and id, those without deadline last.
absl::StatusOr<std::vector<AssignmentView>> ListAssignments(pg::Transaction& tx, const AssignmentFilter& filter);

}  // namespace dondoc::assignment
