#include "services/directive/domain/deadline.h"

#include <chrono>

#include "common/time/date_text.h"
#include "common/time/working_days.h"
#include "services/directive/domain/due_text.h"

namespace dondoc::directive {
namespace {

using std::chrono::days;

std::optional<Day> Shift(std::optional<Day> day, bool before) {
  return day.has_value() && before ? std::optional(*day - std::chrono::days(1)) : day;
}

Day EndOfMonth(int year, int month) {
  return Day(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last);
}

// The last day in a given year; nothing where that year has no such day.
std::optional<Day> InYear(const Due& due, bool before, int year) {
  if (due.month != 0 && due.day != 0) {
    return Shift(MakeDay(year, due.month, due.day), before);
  }
  const int first_month = due.month != 0 ? due.month : due.quarter != 0 ? due.quarter * 3 - 2 : 1;
  const int last_month = due.month != 0 ? due.month : due.quarter != 0 ? due.quarter * 3 : 12;
  if (before) {
    return Shift(MakeDay(year, first_month, 1), true);
  }
  return EndOfMonth(year, last_month);
}

// The 25th of this month or the next one that has a 25th.
std::optional<Day> NextDayOfMonth(int day, bool before, Day issued_on) {
  const std::chrono::year_month_day issued(issued_on);
  auto month = issued.year() / issued.month();
  for (int tried = 0; tried < 3; ++tried, month += std::chrono::months(1)) {
    const auto found = Shift(
        MakeDay(static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month())), day), before);
    if (found.has_value() && *found >= issued_on) {
      return found;
    }
  }
  return std::nullopt;
}

// Of a date or a part of one.
std::optional<Day> LastDay(const Due& due, bool before, Day issued_on) {
  if (due.year == 0 && due.month == 0 && due.day == 0 && due.quarter == 0) {
    return std::nullopt;
  }
  if (due.day != 0 && due.month == 0) {
    return NextDayOfMonth(due.day, before, issued_on);
  }
  if (due.year != 0) {
    return InYear(due, before, due.year);
  }
  const int first_year = static_cast<int>(std::chrono::year_month_day(issued_on).year());
  for (int year = first_year; year <= first_year + 8; ++year) {  // 29 February: eight years at most
    const auto day = InYear(due, before, year);
    if (day.has_value() && *day >= issued_on) {
      return day;
    }
  }
  return std::nullopt;
}

std::string Two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// "hour" of 1, "hours" of 2.
std::string Counted(int count, std::string_view one) {
  return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

// The day a number of months on, or the last of that month where it has no such day (Civil Code, article 148.3).
Day AddMonths(Day day, int months) {
  const std::chrono::year_month_day from(day);
  const std::chrono::year_month_day to = from + std::chrono::months(months);
  return to.ok() ? Day(to) : Day(to.year() / to.month() / std::chrono::last);
}

// "trong 24 giờ kể từ khi nhận được"
Deadline AfterHours(int hours, const std::string& event, Day from, std::optional<TimePoint> moment) {
  Deadline deadline;
  deadline.derivation = Counted(hours, "hour") + " from " + event + " on " + FormatDate(from);
  if (!moment.has_value()) {
    deadline.last_day = from + days((hours + 23) / 24);
    return deadline;
  }
  const TimePoint end = *moment + std::chrono::hours(hours);
  deadline.last_day = DayOf(end);
  const auto minute = static_cast<int>(std::chrono::floor<std::chrono::minutes>(end - StartOf(deadline.last_day)) /
                                       std::chrono::minutes(1));
  deadline.time = Two(minute / 60) + ":" + Two(minute % 60);
  return deadline;
}

std::optional<Deadline> EndOf(const Period& period, Day issued_on, std::optional<TimePoint> received_at) {
  const bool receipt = period.from == Period::From::kReceipt;
  if (receipt && !received_at.has_value()) {
    return std::nullopt;
  }
  const Day from = receipt ? DayOf(*received_at) : issued_on;
  const std::string event = receipt ? "receipt" : "the issue";
  const auto since = [&](std::string_view unit) {
    return Counted(period.count, unit) + " from " + event + " on " + FormatDate(from);
  };
  Day last_day;
  std::string derivation;
  switch (period.unit) {
    case Period::Unit::kHour:
      return AfterHours(period.count, event, from, receipt ? received_at : std::nullopt);
    case Period::Unit::kWorkingDay:
      return Deadline{AddWorkingDays(from, period.count), "",
                      "from " + event + ": " + ExplainWorkingDays(from, period.count)};
    case Period::Unit::kDay:
      last_day = from + days(period.count);
      derivation = since("day");
      break;
    case Period::Unit::kWeek:
      last_day = from + std::chrono::weeks(period.count);
      derivation = since("week");
      break;
    case Period::Unit::kMonth:
      last_day = AddMonths(from, period.count);
      derivation = since("month");
      break;
  }
  if (const std::string moved = ExplainEndOfPeriod(last_day); !moved.empty()) {
    derivation += "; " + moved;
  }
  return Deadline{EndOfPeriod(last_day), "", derivation};
}

// How the last day follows from a date; empty where the date says it.
std::string DerivationOf(const Due& due, bool before, Day issued_on, Day last_day) {
  const bool whole = due.year != 0 && due.month != 0 && due.day != 0;
  if (whole && !before) {
    return "";
  }
  std::string text = before ? "the day before " : "";
  if (due.day == 0) {
    text += before ? "the beginning of " : "the end of ";
  }
  const std::string year = due.year == 0 ? "" : "/" + std::to_string(due.year);
  if (due.quarter != 0) {
    text += "quarter " + std::to_string(due.quarter) + year;
  } else if (due.month != 0) {
    // 2000 has each day that there may be.
    const auto date = MakeDay(2000, due.month, due.day);
    text += (date.has_value() ? FormatDateOfYear(*date) : "month " + std::to_string(due.month)) + year;
  } else {
    text += due.day != 0 ? "day " + std::to_string(due.day) : std::to_string(due.year);
  }
  if (due.year == 0) {
    text += ", the next one from the issue on " + FormatDate(issued_on);
  }
  return text + ": " + FormatDate(last_day);
}

}  // namespace

std::optional<Deadline> DeadlineOf(const Due& due, bool before, Day issued_on, std::optional<TimePoint> received_at) {
  if (!IsPossible(due)) {
    return std::nullopt;
  }
  if (due.at_once) {
    if (!received_at.has_value()) {
      return std::nullopt;
    }
    const Day received_on = DayOf(*received_at);
    return Deadline{received_on, "", "at once: the day of receipt, " + FormatDate(received_on)};
  }
  if (due.within.count != 0) {
    return EndOf(due.within, issued_on, received_at);
  }
  const bool before_day = before && due.hour == 0;
  const auto last_day = LastDay(due, before_day, issued_on);
  if (!last_day.has_value()) {
    return std::nullopt;
  }
  Deadline deadline{*last_day, "", DerivationOf(due, before_day, issued_on, *last_day)};
  if (due.hour != 0) {
    deadline.time = Two(due.hour) + ":" + Two(due.minute);
  }
  return deadline;
}

}  // namespace dondoc::directive
