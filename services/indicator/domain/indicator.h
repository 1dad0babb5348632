// Indicators (chỉ tiêu): what is measured and how its numbers add up. Values; pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/time/day.h"

namespace dondoc::indicator {

// COUNT: one number. RATIO: numerator and denominator, which add up each by itself.
enum class IndicatorKind { kCount, kRatio };
// How the numbers of a year come from those of its parts: flow or stock.
enum class OverTime { kSum, kLast };

struct Indicator {
  std::string id;
  std::string code;
  std::string name;
  IndicatorKind kind = IndicatorKind::kCount;
  std::string measure;
  OverTime over_time = OverTime::kSum;
  std::string description;
  TimePoint created_at{};
};

// The names that the database and facts use: "COUNT", "RATIO"; "SUM", "LAST".
std::string_view ToString(IndicatorKind kind);
std::string_view ToString(OverTime over_time);
std::optional<IndicatorKind> ParseIndicatorKind(std::string_view text);
std::optional<OverTime> ParseOverTime(std::string_view text);

// Whether a new indicator is well described. INVALID_ARGUMENT: BAD_CODE (a capital letter, then capital letters, digits
// and "_", at most 40), BAD_NAME (1 to 500 bytes), BAD_MEASURE (1 to 100), BAD_DESCRIPTION (at most 4,000).
absl::Status CheckDefinition(const Indicator& indicator);

}  // namespace dondoc::indicator
