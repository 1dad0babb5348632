#include "tools/dondoc/reading_text.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "common/text/utf8.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::cli {
namespace {

constexpr std::array<std::string_view, 8> kWeekdays = {"",         "Monday", "Tuesday",  "Wednesday",
                                                       "Thursday", "Friday", "Saturday", "Sunday"};

constexpr std::array<std::string_view, 5> kUnits = {"hour", "day", "working day", "week", "month"};

// "5 working days from receipt"
std::string PeriodText(const directive::Period& period) {
  return fmt::format("{} {}{} from {}", period.count, kUnits.at(static_cast<std::size_t>(period.unit)),
                     period.count == 1 ? "" : "s",
                     period.from == directive::Period::From::kReceipt ? "receipt" : "issue");
}

}  // namespace

std::string DayText(int day, int month, int year) {
  if (day == 0 && month == 0 && year == 0) return "";
  const auto part = [](int number) { return number == 0 ? std::string("?") : std::to_string(number); };
  return part(day) + "/" + part(month) + "/" + part(year);
}

std::string DueText(const directive::Due& due) {
  if (due.at_once) return "at once";
  if (due.within.count != 0) return PeriodText(due.within);
  if (due.weekday >= 1 && due.weekday <= 7) return std::string(kWeekdays.at(due.weekday));
  std::string text;
  if (due.quarter != 0) {
    text = fmt::format("Q{}", due.quarter);
  } else if (due.month != 0) {
    text = due.day != 0 ? fmt::format("{}/{}", due.day, due.month) : std::to_string(due.month);
    if (due.day == 0 && due.year == 0) text = "month " + text;
  } else if (due.day != 0) {
    return fmt::format("day {}", due.day);
  }
  if (due.year != 0) text += (text.empty() ? "" : "/") + std::to_string(due.year);
  return due.hour == 0 ? text : fmt::format("{}:{:02} {}", due.hour, due.minute, text);
}

std::string YearsText(int from, int to) {
  if (from == 0) return to == 0 ? "" : fmt::format("by {}", to);
  if (to == 0) return fmt::format("from {}", from);
  return from == to ? std::to_string(to) : fmt::format("{}-{}", from, to);
}

std::string NumberText(double number) {
  std::string text = fmt::format("{:.6f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string Short(const std::string& text, std::size_t bytes) {
  const std::string_view head = TruncateUtf8(text, bytes);
  return head.size() == text.size() ? text : std::string(head) + "…";
}

const char* Doubt(double confidence) { return confidence < directive::kDoubtful ? " ?" : ""; }

}  // namespace dondoc::cli
