#include "common/time/day.h"

#include <date/tz.h>
#include <fmt/core.h>

#include <charconv>

namespace dondoc {
namespace {

const date::time_zone& Zone() {
  static const date::time_zone* const zone = date::locate_zone("Asia/Ho_Chi_Minh");
  return *zone;
}

// All of `text` as a number without sign.
std::optional<int> Number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty() || text.front() == '-')
    return std::nullopt;
  return value;
}

}  // namespace

Day DayOf(TimePoint moment) {
  const auto local = Zone().to_local(moment);
  return Day(std::chrono::floor<std::chrono::days>(local.time_since_epoch()));
}

TimePoint StartOf(Day day) {
  return std::chrono::time_point_cast<std::chrono::microseconds>(
      Zone().to_sys(date::local_days(day.time_since_epoch())));
}

std::optional<Day> MakeDay(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return Day(ymd);
}

std::optional<Day> ParseDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = Number(text.substr(0, 4));
  const auto month = Number(text.substr(5, 2));
  const auto day = Number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return MakeDay(*year, *month, *day);
}

std::string FormatDay(Day day) {
  const std::chrono::year_month_day ymd(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string FormatTime(TimePoint moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", FormatDay(day), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), time.subseconds().count());
}

std::optional<TimePoint> ParseTime(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto day = ParseDay(text.substr(0, 10));
  const auto hours = Number(text.substr(11, 2));
  const auto minutes = Number(text.substr(14, 2));
  const auto seconds = Number(text.substr(17, 2));
  if (!day || !hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return std::nullopt;
  std::string_view rest = text.substr(19);
  int micros = 0;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    int digits = 0;
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
      if (digits < 6) micros = micros * 10 + (rest.front() - '0');
      ++digits;
      rest.remove_prefix(1);
    }
    if (digits == 0) return std::nullopt;
    for (; digits < 6; ++digits) micros *= 10;
  }
  if (rest != "Z" && rest != "+00" && rest != "+00:00") return std::nullopt;
  return TimePoint(*day) + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds) + std::chrono::microseconds(micros);
}

}  // namespace dondoc
