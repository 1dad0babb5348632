// When a recurring duty is due: "trước ngày 15/12 hằng năm" is due on 14/12 of each year. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/time/day.h"

namespace dondoc::assignment {

enum class Recurrence { kOnce, kWeekly, kMonthly, kQuarterly, kHalfYearly, kYearly, kPeriodic, kAdHoc };

// "HALF_YEARLY", as the facts and the database name it.
std::string_view NameOf(Recurrence recurrence);
std::optional<Recurrence> RecurrenceOf(std::string_view name);

// The rule of a duty, as its document gives it. What the document leaves open is filled so:
//   weekly       `day` 1 (Monday) to 7; without it the Friday
//   monthly      `day` of each month; without it the last day
//   quarterly    `day` of the month of the quarter that `month` is (3, 6, 9 and 12 for any of them); without `month`
//   the quarter's last half-yearly  `month` and the month half a year from it; without it June and December yearly
//   `month`; without it December
// A day that a month does not have (31/6, 29/2) is that month's last day.
struct DutyRule {
  Recurrence recurrence = Recurrence::kYearly;
  int month = 0;        // 1 to 12, 0 for none
  int day = 0;          // 1 to 31, 0 for none
  bool before = false;  // "before D": the last day in time is D-1
  int year = 0;         // the year of a duty that is done once; the first year of a recurring one; 0 for none

  friend bool operator==(const DutyRule&, const DutyRule&) = default;
};

// OK, or INVALID_ARGUMENT with BAD_RECURRENCE for numbers that no date can have.
absl::Status Check(const DutyRule& rule);

// Whether there is another occurrence after one: false for once, periodic and ad hoc.
bool Recurs(Recurrence recurrence);

// The first day, not before `from`, on which the duty is due. Nothing for periodic and ad hoc duties, which have no
// date. A duty that is done once in a given year is due on that date even where it lies before `from`: it is late, and
// not next year's.
std::optional<Day> FirstDue(const DutyRule& rule, Day from);

// The occurrence that follows one due on `due_on`, when it is made on `today`: the first due day after `due_on` that is
// not in the past. Occurrences that passed while nothing ran are left out: nobody was told of them. Nothing where the
// duty does not recur.
std::optional<Day> NextDue(const DutyRule& rule, Day due_on, Day today);

// How `due_on` follows from the rule, in English: "before 15/12 each year: the last day in time is 14/12/2026".
std::string Derivation(const DutyRule& rule, Day due_on);

}  // namespace dondoc::assignment
