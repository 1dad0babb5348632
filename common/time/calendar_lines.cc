#include "common/time/calendar_lines.h"

#include <fmt/core.h>

#include <array>
#include <optional>
#include <set>
#include <utility>

namespace dondoc {
namespace {

constexpr size_t kColumns = 5;

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

template <typename Value, size_t kSize>
std::optional<Value> Find(const std::array<std::pair<std::string_view, Value>, kSize>& words, std::string_view word) {
  for (const auto& [name, value] : words) {
    if (name == word) return value;
  }
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, CalendarLineKind>, 3> kKinds{
    {{"YEARLY", CalendarLineKind::kYearly},
     {"HOLIDAY", CalendarLineKind::kHoliday},
     {"SWAPPED", CalendarLineKind::kSwapped}}};
constexpr std::array<std::pair<std::string_view, CalendarBasis>, 3> kBases{
    {{"LAW", CalendarBasis::kLaw}, {"ANNOUNCED", CalendarBasis::kAnnounced}, {"ASSUMED", CalendarBasis::kAssumed}}};

bool SameDate(Day a, Day b) {
  const std::chrono::year_month_day first(a);
  const std::chrono::year_month_day second(b);
  return first.month() == second.month() && first.day() == second.day();
}

// Reads line after line, and knows those before.
class Reader {
 public:
  CalendarLines Read(std::string_view text) {
    int number = 0;
    for (std::string_view line : Split(text, '\n')) {
      ++number;
      if (line.empty() || line.front() == '#') continue;
      CalendarLine read;
      std::string mistake = ReadLine(line, &read);
      if (mistake.empty()) mistake = Contradiction(read);
      if (mistake.empty()) {
        Remember(read);
      } else {
        result_.mistakes.push_back(fmt::format("line {}: {}", number, mistake));
      }
    }
    return std::move(result_);
  }

 private:
  // What is wrong with the line by itself, or "".
  static std::string ReadLine(std::string_view text, CalendarLine* line) {
    const std::vector<std::string_view> columns = Split(text, '\t');
    if (columns.size() != kColumns) return fmt::format("{} columns instead of {}", columns.size(), kColumns);
    for (std::string_view column : columns) {
      if (column.empty() || column.front() == ' ' || column.back() == ' ' || column.back() == '\r')
        return "a column that is empty or has blanks around it";
    }
    const auto day = ParseDay(columns[0]);
    if (!day) return fmt::format("no day: {}", columns[0]);
    const auto kind = Find(kKinds, columns[1]);
    if (!kind) return fmt::format("neither YEARLY nor HOLIDAY nor SWAPPED: {}", columns[1]);
    const auto basis = Find(kBases, columns[3]);
    if (!basis) return fmt::format("neither LAW nor ANNOUNCED nor ASSUMED: {}", columns[3]);
    *line = {.day = *day, .kind = *kind, .name = columns[2], .basis = *basis};
    if (*kind == CalendarLineKind::kYearly) return YearlyMistake(*line);
    if (*kind == CalendarLineKind::kSwapped) return SwapMistake(line);
    return "";
  }

  static std::string YearlyMistake(const CalendarLine& line) {
    if (line.basis != CalendarBasis::kLaw) return "what comes every year comes by LAW";
    const std::chrono::year_month_day date(line.day);
    return date.month() == std::chrono::February && date.day() == std::chrono::day(29)
               ? "29 February does not come every year"
               : "";
  }

  static std::string SwapMistake(CalendarLine* line) {
    const auto worked = ParseDay(line->name);
    if (!worked) return fmt::format("no day that is worked instead: {}", line->name);
    line->worked = *worked;
    line->name = {};
    if (line->basis != CalendarBasis::kAnnounced) return "a swap is ANNOUNCED";
    if (IsWeekend(line->day)) return fmt::format("{} is off anyway", FormatDay(line->day));
    if (!IsWeekend(*worked)) return fmt::format("{} is worked anyway", FormatDay(*worked));
    if (std::chrono::abs(line->day - *worked) > std::chrono::days(31)) return "a swap over more than a month";
    return "";
  }

  // What does not go with the lines before, or "".
  std::string Contradiction(const CalendarLine& line) const {
    if (line.kind == CalendarLineKind::kYearly) {
      if (!result_.lines.empty() && result_.lines.back().kind != CalendarLineKind::kYearly)
        return "YEARLY behind lines of one year";
    } else if (!result_.lines.empty() && result_.lines.back().kind != CalendarLineKind::kYearly &&
               line.day <= result_.lines.back().day) {
      return fmt::format("{} stands behind {}", FormatDay(line.day), FormatDay(result_.lines.back().day));
    }
    if (IsHoliday(line.day)) return fmt::format("{} is a holiday already", FormatDay(line.day));
    if (worked_.contains(line.day)) return fmt::format("{} is worked for another day", FormatDay(line.day));
    if (line.kind != CalendarLineKind::kSwapped) return "";
    if (IsHoliday(line.worked)) return fmt::format("{} is a holiday", FormatDay(line.worked));
    if (worked_.contains(line.worked)) return fmt::format("{} is worked for two days", FormatDay(line.worked));
    return "";
  }

  bool IsHoliday(Day day) const {
    if (holidays_.contains(day)) return true;
    for (const CalendarLine& line : result_.lines) {
      if (line.kind == CalendarLineKind::kYearly && line.day <= day && SameDate(line.day, day)) return true;
    }
    return false;
  }

  void Remember(const CalendarLine& line) {
    if (line.kind == CalendarLineKind::kHoliday) holidays_.insert(line.day);
    if (line.kind == CalendarLineKind::kSwapped) worked_.insert(line.worked);
    result_.lines.push_back(line);
  }

  CalendarLines result_;
  std::set<Day> holidays_;
  std::set<Day> worked_;
};

}  // namespace

CalendarLines ReadCalendarLines(std::string_view text) { return Reader().Read(text); }

bool IsWeekend(Day day) {
  const std::chrono::weekday weekday(day);
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace dondoc
