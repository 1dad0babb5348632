#include "services/assignment/domain/recurrence.h"

#include <array>
#include <chrono>

#include "common/status/status.h"
#include "common/time/date_text.h"

namespace dondoc::assignment {
namespace {

using std::chrono::days;

constexpr int kFriday = 5;

struct Named {
  Recurrence recurrence;
  std::string_view name;
};
constexpr std::array kNames = {
    Named{Recurrence::kOnce, "ONCE"},
    Named{Recurrence::kWeekly, "WEEKLY"},
    Named{Recurrence::kMonthly, "MONTHLY"},
    Named{Recurrence::kQuarterly, "QUARTERLY"},
    Named{Recurrence::kHalfYearly, "HALF_YEARLY"},
    Named{Recurrence::kYearly, "YEARLY"},
    Named{Recurrence::kPeriodic, "PERIODIC"},
    Named{Recurrence::kAdHoc, "AD_HOC"},
};

// Months between two occurrences; 0 where they do not go by months.
int PeriodInMonths(Recurrence recurrence) {
  switch (recurrence) {
    case Recurrence::kMonthly:
      return 1;
    case Recurrence::kQuarterly:
      return 3;
    case Recurrence::kHalfYearly:
      return 6;
    case Recurrence::kOnce:
    case Recurrence::kYearly:
      return 12;
    default:
      return 0;
  }
}

// The day of the month, or the month's last one where it has no such day or none was given.
Day DayIn(std::chrono::year_month month, int day) {
  const std::chrono::year_month_day_last last{month.year(), std::chrono::month_day_last{month.month()}};
  if (day == 0 || static_cast<unsigned>(day) > static_cast<unsigned>(last.day())) return Day(last);
  return Day(std::chrono::year_month_day{month.year(), month.month(), std::chrono::day(static_cast<unsigned>(day))});
}

std::chrono::year_month MonthOf(Day day) {
  const std::chrono::year_month_day ymd(day);
  return {ymd.year(), ymd.month()};
}

// Monday is 1.
int WeekdayOf(Day day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }

Day FirstWeekly(const DutyRule& rule, Day from) {
  const int written = rule.day == 0 ? kFriday : rule.day;
  const int wanted = rule.before ? (written + 5) % 7 + 1 : written;
  return from + days((wanted - WeekdayOf(from) + 7) % 7);
}

// Walks month by month from the month before, because "before the 1st" is due in the month that ends there.
Day FirstByMonths(const DutyRule& rule, Day from) {
  const int period = PeriodInMonths(rule.recurrence);
  const int anchor = rule.month == 0 ? 12 : rule.month;
  for (std::chrono::year_month month = MonthOf(from) - std::chrono::months(1);; month += std::chrono::months(1)) {
    const int number = static_cast<int>(static_cast<unsigned>(month.month()));
    if ((number - anchor) % period != 0) continue;
    const Day due = DayIn(month, rule.day) - days(rule.before ? 1 : 0);
    if (due >= from) return due;
  }
}

std::string_view WeekdayName(int weekday) {
  constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                         "Friday", "Saturday", "Sunday"};
  return kWeekdays[static_cast<std::size_t>(weekday - 1)];
}

std::string_view Period(Recurrence recurrence) {
  switch (recurrence) {
    case Recurrence::kWeekly:
      return "each week";
    case Recurrence::kMonthly:
      return "each month";
    case Recurrence::kQuarterly:
      return "each quarter";
    case Recurrence::kHalfYearly:
      return "each half-year";
    case Recurrence::kYearly:
      return "each year";
    default:
      return "once";
  }
}

}  // namespace

std::string_view NameOf(Recurrence recurrence) {
  for (const Named& named : kNames) {
    if (named.recurrence == recurrence) return named.name;
  }
  return "";
}

std::optional<Recurrence> RecurrenceOf(std::string_view name) {
  for (const Named& named : kNames) {
    if (named.name == name) return named.recurrence;
  }
  return std::nullopt;
}

absl::Status Check(const DutyRule& rule) {
  const int last_day = rule.recurrence == Recurrence::kWeekly ? 7 : 31;
  if (rule.month < 0 || rule.month > 12 || rule.day < 0 || rule.day > last_day || rule.year < 0 || rule.year > 9000) {
    return InvalidField("duties", "BAD_RECURRENCE",
                        "no date has the day " + std::to_string(rule.day) + ", the month " +
                            std::to_string(rule.month) + " and the year " + std::to_string(rule.year));
  }
  return absl::OkStatus();
}

bool Recurs(Recurrence recurrence) {
  return recurrence != Recurrence::kOnce && recurrence != Recurrence::kPeriodic && recurrence != Recurrence::kAdHoc;
}

std::optional<Day> FirstDue(const DutyRule& rule, Day from) {
  if (rule.recurrence == Recurrence::kPeriodic || rule.recurrence == Recurrence::kAdHoc) return std::nullopt;
  if (rule.year != 0) {
    const Day start = *MakeDay(rule.year, 1, 1);
    // "Before 1/1/2027" is due on the last day of 2026.
    const Day first = start - days(rule.before && rule.month == 1 && rule.day == 1 ? 1 : 0);
    from = rule.recurrence == Recurrence::kOnce ? first : std::max(from, first);
  }
  return rule.recurrence == Recurrence::kWeekly ? FirstWeekly(rule, from) : FirstByMonths(rule, from);
}

std::optional<Day> NextDue(const DutyRule& rule, Day due_on, Day today) {
  if (!Recurs(rule.recurrence)) return std::nullopt;
  return FirstDue(rule, std::max(due_on + days(1), today));
}

std::string Derivation(const DutyRule& rule, Day due_on) {
  const Day written = due_on + days(rule.before ? 1 : 0);
  std::string text = rule.before ? "before " : "by ";
  switch (rule.recurrence) {
    case Recurrence::kWeekly:
      text += WeekdayName(WeekdayOf(written));
      break;
    case Recurrence::kMonthly:
      text += rule.day == 0 ? std::string("the last day") : "day " + std::to_string(rule.day);
      break;
    default:
      text += rule.recurrence == Recurrence::kOnce ? FormatDate(written) : FormatDateOfYear(written);
  }
  if (Recurs(rule.recurrence)) text += " " + std::string(Period(rule.recurrence));
  return text + ": the last day in time is " + FormatDate(due_on);
}

}  // namespace dondoc::assignment
