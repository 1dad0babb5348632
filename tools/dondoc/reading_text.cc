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

}  // namespace

std::string DayText(int day, int month, int year) {
  if (day == 0 && month == 0 && year == 0) return "";
  const auto part = [](int number) { return number == 0 ? std::string("?") : std::to_string(number); };
  return part(day) + "/" + part(month) + "/" + part(year);
}

std::string DueText(int day, int month, int quarter, int year, int weekday) {
  if (weekday >= 1 && weekday <= 7) return std::string(kWeekdays.at(weekday));
  std::string text;
  if (quarter != 0) {
    text = fmt::format("Q{}", quarter);
  } else if (month != 0) {
    text = day != 0 ? fmt::format("{}/{}", day, month) : std::to_string(month);
    if (day == 0 && year == 0) text = "month " + text;
  } else if (day != 0) {
    return fmt::format("day {}", day);
  }
  if (year == 0) return text;
  return text + (text.empty() ? "" : "/") + std::to_string(year);
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
