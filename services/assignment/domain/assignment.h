// An assignment: one task given to one unit, and what may be done with it. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/time/day.h"
#include "services/assignment/domain/state.h"

namespace dondoc::assignment {

struct Assignment {
  std::string id;
  std::string directive_id;
  std::string task_id;
  std::string unit_id;
  std::string issuer_unit_id;
  std::string level;          // the unit's: "COMMUNE"
  bool binding = true;        // false for a request: never overdue
  bool duty = false;          // an occurrence of a recurring duty
  std::optional<Day> due_on;  // last day in time
  State state = State::kAssigned;
  std::int32_t returns = 0;  // how often it was given back
  std::string reason;        // of the last return or refusal
  std::string report_text;   // of the last report
  std::string evidence_note;
  std::optional<Day> reported_on;  // day of the last report: the accepted one, once it is completed
  std::optional<Day> completed_on;
  std::optional<bool> done_in_time;  // present once it is completed
  std::int64_t version = 1;          // grows by one with each change
};

// One act on an assignment.
struct Act {
  Verb verb = Verb::kAccept;
  std::string actor_unit_id;  // the unit that the caller acts for; empty where it is not said
  std::string text;           // of a report; the reason of a return or a refusal
  std::string evidence_note;  // of a report
  Day today;
};

// The assignment after `act`, its version one higher. Who may is not asked here: the contract says it
// (assignment_service.proto), and the operation asks.
//   INVALID_ARGUMENT     REASON_REQUIRED      a return or a refusal without a reason (field "reason")
//   INVALID_ARGUMENT     REPORT_REQUIRED      a report without text (field "text")
//   FAILED_PRECONDITION  WRONG_STATE          says the state and what would be right
// A completion is in time where the day of the report that it accepts is not after the deadline valid now.
absl::StatusOr<Assignment> Perform(const Assignment& assignment, const Act& act);

// A thing due on day D is overdue from D+1 while it is open. A request never is.
bool IsOverdue(const Assignment& assignment, Day today);

}  // namespace dondoc::assignment
