// The lines of calendar.tsv as values. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"

namespace dondoc {

enum class CalendarLineKind { kYearly, kHoliday, kSwapped };
enum class CalendarBasis { kLaw, kAnnounced, kAssumed };

struct CalendarLine {
  Day day;
  CalendarLineKind kind = CalendarLineKind::kHoliday;
  std::string_view name;  // kYearly and kHoliday: the holiday; points into the text
  Day worked{};           // kSwapped: the weekend day that is worked instead
  CalendarBasis basis = CalendarBasis::kLaw;
};

struct CalendarLines {
  std::vector<CalendarLine> lines;
  std::vector<std::string> mistakes;  // "line 12: ..."; such a line is not among `lines`
};

// What the columns are is said on top of calendar.tsv. A line is a mistake that cannot be read, that is out of order,
// that says what another says, or whose swap is none: a weekend day that is off, a working day that is worked.
CalendarLines ReadCalendarLines(std::string_view text);

// Saturday or Sunday.
bool IsWeekend(Day day);

}  // namespace dondoc
