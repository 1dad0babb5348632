#include "common/time/date_text.h"

#include <fmt/core.h>

namespace dondoc {

std::string FormatDate(Day day) {
  return fmt::format("{}/{}", FormatDateOfYear(day), static_cast<int>(std::chrono::year_month_day(day).year()));
}

std::string FormatDateOfYear(Day day) {
  const std::chrono::year_month_day date(day);
  const auto month = static_cast<unsigned>(date.month());
  return fmt::format("{:02}/{}{}", static_cast<unsigned>(date.day()), month <= 2 ? "0" : "", month);
}

}  // namespace dondoc
