#include "services/indicator/domain/indicator.h"

#include <algorithm>

#include "common/status/status.h"

namespace dondoc::indicator {
namespace {

constexpr std::size_t kLongestCode = 40;
constexpr std::size_t kLongestName = 500;
constexpr std::size_t kLongestMeasure = 100;
constexpr std::size_t kLongestDescription = 4000;

bool IsCode(std::string_view code) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !code.empty() && code.size() <= kLongestCode && capital(code.front()) &&
         std::all_of(code.begin(), code.end(), [&](char c) { return capital(c) || digit(c) || c == '_'; });
}

}  // namespace

std::string_view ToString(IndicatorKind kind) { return kind == IndicatorKind::kRatio ? "RATIO" : "COUNT"; }
std::string_view ToString(OverTime over_time) { return over_time == OverTime::kLast ? "LAST" : "SUM"; }

std::optional<IndicatorKind> ParseIndicatorKind(std::string_view text) {
  if (text == "COUNT") return IndicatorKind::kCount;
  if (text == "RATIO") return IndicatorKind::kRatio;
  return std::nullopt;
}

std::optional<OverTime> ParseOverTime(std::string_view text) {
  if (text == "SUM") return OverTime::kSum;
  if (text == "LAST") return OverTime::kLast;
  return std::nullopt;
}

absl::Status CheckDefinition(const Indicator& indicator) {
  if (!IsCode(indicator.code)) {
    return InvalidField(
        "indicator.code", "BAD_CODE",
        "a code is a capital letter and then capital letters, digits and _, at most 40 in all: SCHOOLS_NEW");
  }
  if (indicator.name.empty() || indicator.name.size() > kLongestName) {
    return InvalidField("indicator.name", "BAD_NAME", "a name has 1 to 500 bytes");
  }
  if (indicator.measure.empty() || indicator.measure.size() > kLongestMeasure) {
    return InvalidField("indicator.measure", "BAD_MEASURE",
                        "say what is counted, in 1 to 100 bytes: \"trường\", \"%\"");
  }
  if (indicator.description.size() > kLongestDescription) {
    return InvalidField("indicator.description", "BAD_DESCRIPTION", "a description has at most 4,000 bytes");
  }
  return absl::OkStatus();
}

}  // namespace dondoc::indicator
