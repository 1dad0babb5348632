// Which steps of a rule happen when.
//
// A step is a number of days from the deadline: -7, 0, 3. Its nominal day is the deadline plus that; its moment is the
// rule's time of day on that day. A step is looked at once, at the first moment at or after its own at which the
// scheduler runs:
//
//   on its nominal day                                         made
//   later, a step before the deadline, the deadline has passed   SUPPRESSED, DEADLINE_PASSED
//   later, a step before the deadline, more than catch_up_days   SUPPRESSED, TOO_LATE
//   later, otherwise                                           made, marked late
//
// Steps are made in the order of their days. Of the repetitions after the last of after_days that were missed together
// only the last one is made: it says how many it stands for, so that a year's outage is not answered by fifty mails at
// once.
//
// All functions are pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/time/day.h"
#include "services/notification/domain/reminder_rule.h"

namespace dondoc::notification {

enum class Fate { kMade, kDeadlinePassed, kTooLate };

struct Occurrence {
  int step = 0;  // days from the deadline
  Day nominal_on = {};
  Fate fate = Fate::kMade;
  bool late = false;  // made or suppressed after its nominal day
  int covers = 1;     // how many repetitions it stands for

  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

// "" where made, else the reason of the suppression: DEADLINE_PASSED, TOO_LATE.
std::string_view SuppressionReason(Fate fate);

// The last day whose moment has come: today from the rule's time of day on, yesterday before.
Day LastDayReached(const ReminderRule& rule, TimePoint now);

// The steps whose nominal day is `from` or later and whose moment is not after `now`, in the order of their days.
std::vector<Occurrence> DueSteps(const ReminderRule& rule, Day due_on, Day from, TimePoint now);

// The moment of the first step whose nominal day is `from` or later; nothing where there is none.
std::optional<TimePoint> NextMoment(const ReminderRule& rule, Day due_on, Day from);

// The first `limit` steps whose nominal day is `from` or later, as they will be made on their days.
std::vector<Occurrence> PlannedSteps(const ReminderRule& rule, Day due_on, Day from, int limit);

}  // namespace dondoc::notification
