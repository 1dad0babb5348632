// What is known of an assignment, made of the facts of the assignment service in whatever order they come, and from
// which day on its reminders count.
//
// The last state wins by version, never by arrival. Reminders are *armed from* a day: the day on which the assignment
// was given, was returned, was reopened or got another deadline; steps of earlier days are not made any more. They are
// *handled through* a day: steps up to it were looked at, and are never looked at again, whatever the clock does. Both
// only grow.
//
// All functions are pure; "day" is the day on which the fact happened, not the day on which it was heard.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/time/day.h"
#include "services/notification/domain/reminder_rule.h"

namespace dondoc::notification {

struct PendingAssignment {
  std::string assignment_id = {};
  std::string directive_id = {};
  std::string directive_number = {};
  std::string unit_id = {};         // who must do it
  std::string issuer_unit_id = {};  // who gave it
  std::string text = {};
  bool described = false;  // AssignmentCreated was heard: before it there is nothing to remind of
  bool binding = false;
  bool duty = false;       // a report is what is to be done
  std::string state = {};  // as the assignment service names it
  std::optional<Day> due_on = {};
  std::int64_t version = 0;
  std::optional<Day> changed_on = {};  // the day of the fact that `version` is of
  std::optional<Day> armed_from = {};
  std::optional<Day> handled_through = {};

  friend bool operator==(const PendingAssignment&, const PendingAssignment&) = default;
};

struct AssignmentCreatedFact {
  std::string assignment_id = {};
  std::string directive_id = {};
  std::string directive_number = {};
  std::string unit_id = {};
  std::string issuer_unit_id = {};
  std::string text = {};
  std::optional<Day> due_on = {};
  bool binding = false;
  bool duty = false;
  std::int64_t version = 0;
  Day day = {};
  std::string state = "ASSIGNED";  // another one where it took over what another unit had begun
};

struct AssignmentChangedFact {
  std::string assignment_id = {};
  std::string directive_id = {};
  std::string unit_id = {};
  std::string issuer_unit_id = {};
  std::string state = {};
  std::optional<Day> due_on = {};
  std::int64_t version = 0;
  Day day = {};
  bool restored = false;  // it is what it was before a succession: its reminders count from the day that they did
};

// Whether somebody still has to do something: ASSIGNED, ACCEPTED, IN_PROGRESS, RETURNED.
bool IsOpen(std::string_view state);

// What is known after the fact; `known` is what was known before, nothing for an assignment never heard of.
PendingAssignment Apply(const std::optional<PendingAssignment>& known, const AssignmentCreatedFact& fact);
PendingAssignment Apply(const std::optional<PendingAssignment>& known, const AssignmentChangedFact& fact);

// Whether its unit is to be reminded at all: described, binding, open, with a deadline.
bool IsReminded(const PendingAssignment& assignment);

// The first day whose steps count. Requires IsReminded.
Day CountsFrom(const PendingAssignment& assignment);

// When the scheduler has to look at it next; nothing where it has not.
std::optional<TimePoint> NextMoment(const ReminderRule& rule, const PendingAssignment& assignment);

}  // namespace dondoc::notification
