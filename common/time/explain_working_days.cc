#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "common/time/date_text.h"
#include "common/time/working_days.h"

namespace dondoc {
namespace {

using std::chrono::days;

// More items than these nobody reads.
constexpr size_t kMostItems = 8;

int YearOf(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

// "27/4", or "27/4/2026" where `year` is another one.
std::string Date(Day day, int year) { return YearOf(day) == year ? FormatDateOfYear(day) : FormatDate(day); }

// "a, b and c".
std::string List(const std::vector<std::string>& items) {
  std::string text;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string Counted(int count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// Days off of one reason that follow each other.
struct Run {
  Day first;
  Day last;
  DayOff off;
};

std::string Reason(const DayOff& off, int year) {
  switch (off.kind) {
    case DayOffKind::kHoliday:
      return std::string(off.name);
    case DayOffKind::kMadeUp:
      return fmt::format("in place of {} on {}", off.name, Date(off.other, year));
    case DayOffKind::kSwapped:
      return fmt::format("swapped for {}", Date(off.other, year));
    case DayOffKind::kWeekend:
      break;
  }
  return "weekend";
}

std::string Text(const Run& run, int year) {
  std::string text = Date(run.first, year);
  if (run.last != run.first) text += " to " + Date(run.last, year);
  return fmt::format("{} ({})", text, Reason(run.off, year));
}

// What there is to say of the days between two days, both not counted.
struct Between {
  int weekend_days = 0;
  int other_days = 0;
  std::vector<Run> runs;
  std::vector<std::string> worked;
};

Between Look(Day after, Day before, int year) {
  Between found;
  for (Day day = after + days(1); day < before; day += days(1)) {
    if (const auto off_for = WorkedFor(day))
      found.worked.push_back(fmt::format("{} (worked for {})", Date(day, year), Date(*off_for, year)));
    const auto off = WhyOff(day);
    if (!off) continue;
    if (off->kind == DayOffKind::kWeekend) {
      ++found.weekend_days;
      continue;
    }
    ++found.other_days;
    if (!found.runs.empty() && found.runs.back().last + days(1) == day && found.runs.back().off == *off) {
      found.runs.back().last = day;
    } else {
      found.runs.push_back({day, day, *off});
    }
  }
  return found;
}

std::string Without(const Between& found, int year) {
  std::vector<std::string> items;
  if (found.weekend_days > 0) items.push_back(Counted(found.weekend_days, "weekend day", "weekend days"));
  if (found.runs.size() > kMostItems) {
    items.push_back(Counted(found.other_days, "other day off", "other days off"));
  } else {
    for (const Run& run : found.runs) items.push_back(Text(run, year));
  }
  return List(items);
}

// What is said of a span that reaches into years whose days off are not certain.
std::string Doubt(Day first, Day last) {
  const auto years = [&](Day certain) {
    const int from = std::max(YearOf(first), YearOf(certain) + 1);
    return from == YearOf(last) ? fmt::format("of {}", from) : fmt::format("from {} on", from);
  };
  if (CertaintyOf(last) == CalendarCertainty::kAssumed)
    return fmt::format("; the days off {} are not announced yet", years(LastAnnouncedDay()));
  if (CertaintyOf(last) == CalendarCertainty::kFixedDays && last > LastKnownDay())
    return fmt::format("; {} only weekends and fixed holidays are known", years(LastKnownDay()));
  if (CertaintyOf(first) == CalendarCertainty::kFixedDays)
    return fmt::format("; of {} only weekends and fixed holidays are known", YearOf(first));
  return "";
}

}  // namespace

std::string ExplainWorkingDays(Day from, int n) {
  const Day to = AddWorkingDays(from, n);
  const int year = YearOf(from);
  const Between found = Look(std::min(from, to), std::max(from, to), year);
  std::string text = fmt::format("{} {} {}", Counted(std::abs(n), "working day", "working days"),
                                 n < 0 ? "before" : "after", FormatDate(from));
  std::string separator = ": ";
  if (const std::string without = Without(found, year); !without.empty()) {
    text += separator + "without " + without;
    separator = ", ";
  }
  if (!found.worked.empty() && found.worked.size() <= kMostItems) text += separator + "with " + List(found.worked);
  return text + Doubt(std::min(from, to), std::max(from, to));
}

std::string ExplainEndOfPeriod(Day last) {
  const auto off = WhyOff(last);
  if (!off) return "";
  std::string why;
  switch (off->kind) {
    case DayOffKind::kHoliday:
      why = fmt::format("a holiday ({})", off->name);
      break;
    case DayOffKind::kMadeUp:
    case DayOffKind::kSwapped:
      why = fmt::format("a day off ({})", Reason(*off, YearOf(last)));
      break;
    case DayOffKind::kWeekend:
      why = std::chrono::weekday(last) == std::chrono::Saturday ? "a Saturday" : "a Sunday";
      break;
  }
  const Day end = EndOfPeriod(last);
  return fmt::format(
      "{} is {}, so that the period ends with the next working day, {} (Civil Code 2015, article 148.5){}",
      FormatDate(last), why, FormatDate(end), Doubt(last, end));
}

}  // namespace dondoc
