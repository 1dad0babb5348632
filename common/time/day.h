// Moments and days. A moment is UTC with microseconds; a day is a whole day in Viet Nam (Asia/Ho_Chi_Minh), the only
// zone of the law. All functions are pure and thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

using TimePoint = std::chrono::sys_time<std::chrono::microseconds>;

// A calendar day. std::chrono's sys_days is used as a count of days; it carries no zone.
using Day = std::chrono::sys_days;

// The day that it is in Viet Nam at `moment`.
Day DayOf(TimePoint moment);

// The moment when `day` begins in Viet Nam.
TimePoint StartOf(Day day);

// "2026-12-08"; nothing for another form or a date that does not exist ("2026-02-30").
std::optional<Day> ParseDay(std::string_view text);
std::string FormatDay(Day day);

// The day of these numbers, or nothing where there is no such date.
std::optional<Day> MakeDay(int year, int month, int day);

// RFC 3339 in UTC with microseconds: "2026-12-08T01:02:03.000004Z".
std::string FormatTime(TimePoint moment);
std::optional<TimePoint> ParseTime(std::string_view text);

}  // namespace dondoc
