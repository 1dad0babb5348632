// Targets (mục tiêu): a number to reach, and whether a total reaches it, in whole numbers only. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/number.h"
#include "services/indicator/domain/period.h"

namespace dondoc::indicator {

// A decimal number as digits and how many of them come after the point: 99.9 is {999, 1}.
struct Decimal {
  std::int64_t digits = 0;
  int scale = 0;
};

// "99.9", "1250": digits with at most one point, at most 15 before and 6 after it; nothing for anything else.
std::optional<Decimal> ParseDecimal(std::string_view text);

// DECREASE_BY and INCREASE_BY are held against an earlier state, which a total does not know.
enum class Comparator { kAtLeast, kMoreThan, kAtMost, kLessThan, kDecreaseBy, kIncreaseBy };
std::string_view ToString(Comparator comparator);  // "AT_LEAST"
std::optional<Comparator> ParseComparator(std::string_view text);

struct Target {
  std::string id;
  std::optional<std::string> directive_id;
  std::string directive_number;
  std::string unit_id;
  std::string text;
  Comparator comparator = Comparator::kAtLeast;
  std::optional<std::string> value;  // a decimal; nothing where the document's figure is not one
  std::string measure;
  int from_year = 0;  // 0 for not said
  int to_year = 0;
  std::optional<std::string> indicator_id;
  std::string indicator_code;
  std::int64_t version = 1;
};

enum class TargetState { kMeets, kBelow, kNoData, kNotComparable };

// Whether the target is for a year that the period is in.
bool AppliesTo(const Target& target, const Period& period);

// Holds a total against a target: 100·n·10^s ≥ t·d for a ratio, where the target's value is t / 10^s per cent, and
// n·10^s ≥ t for a count. `total` is nothing where nobody has reported. A ratio with the denominator 0 has no data.
TargetState Compare(const Target& target, IndicatorKind kind, const std::optional<Number>& total);

// A target in per cent is about a ratio, any other about a count. INVALID_ARGUMENT, reason WRONG_KIND, field
// "indicator".
absl::Status CheckLink(const Target& target, const Indicator& indicator);

// Whether a target made by hand is well described. INVALID_ARGUMENT: BAD_VALUE, BAD_YEARS, BAD_TEXT with the field.
absl::Status CheckNewTarget(const Target& target);

}  // namespace dondoc::indicator
