// Numbers that units report and totals that they add up to. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"

namespace dondoc::indicator {

// Largest count, numerator or denominator that one unit may report. Sums are 64-bit: with this bound the numbers of
// 500,000 units add up to at most 5 × 10^18, below the 9.2 × 10^18 that fit, so that no sum of accepted numbers can
// overflow. Money is reported in millions.
inline constexpr std::int64_t kLargestNumber = 10'000'000'000'000;

// One reported number: a count (denominator 0), or a ratio.
struct Number {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  friend bool operator==(const Number&, const Number&) = default;
};

// What a unit and everything below it add up to, or a difference of two such sums.
struct Total {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t reported_units = 0;  // of those that are expected to report (reporting.h)
  friend bool operator==(const Total&, const Total&) = default;
};

// OUT_OF_RANGE, reason TOTAL_TOO_LARGE, instead of overflowing.
absl::StatusOr<Total> Add(const Total& a, const Total& b);
absl::StatusOr<Total> Subtract(const Total& a, const Total& b);

// Hundredths of a per cent, cut off and never rounded up, so that 99.999 % is never shown as 100. Nothing where the
// denominator is 0.
std::optional<std::int64_t> Share(const Number& ratio);

}  // namespace dondoc::indicator
