#include "services/indicator/domain/target.h"

#include <array>
#include <utility>

#include "common/status/status.h"

namespace dondoc::indicator {
namespace {

// 15 + 6 digits at most, and sums below 5 × 10^18: every product below stays under 10^38, and 1.7 × 10^38 fit into 128
// bits. The digits together must fit into 64 bits.
constexpr std::size_t kMostWholeDigits = 15;
constexpr std::size_t kMostFractionDigits = 6;
constexpr std::size_t kMostDigits = 18;

constexpr std::array<std::pair<Comparator, std::string_view>, 6> kComparators{{
    {Comparator::kAtLeast, "AT_LEAST"},
    {Comparator::kMoreThan, "MORE_THAN"},
    {Comparator::kAtMost, "AT_MOST"},
    {Comparator::kLessThan, "LESS_THAN"},
    {Comparator::kDecreaseBy, "DECREASE_BY"},
    {Comparator::kIncreaseBy, "INCREASE_BY"},
}};

using Wide = __int128;

bool Reaches(Comparator comparator, Wide total, Wide value) {
  switch (comparator) {
    case Comparator::kAtLeast:
      return total >= value;
    case Comparator::kMoreThan:
      return total > value;
    case Comparator::kAtMost:
      return total <= value;
    default:
      return total < value;
  }
}

}  // namespace

std::optional<Decimal> ParseDecimal(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || whole.size() > kMostWholeDigits || fraction.size() > kMostFractionDigits) return std::nullopt;
  if (whole.size() + fraction.size() > kMostDigits || (point != std::string_view::npos && fraction.empty()))
    return std::nullopt;
  Decimal decimal{0, static_cast<int>(fraction.size())};
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) {
      if (c < '0' || c > '9') return std::nullopt;
      decimal.digits = decimal.digits * 10 + (c - '0');
    }
  }
  return decimal;
}

std::string_view ToString(Comparator comparator) {
  for (const auto& [value, name] : kComparators) {
    if (value == comparator) return name;
  }
  return "";
}

std::optional<Comparator> ParseComparator(std::string_view text) {
  for (const auto& [value, name] : kComparators) {
    if (name == text) return value;
  }
  return std::nullopt;
}

bool AppliesTo(const Target& target, const Period& period) {
  return (target.from_year == 0 || target.from_year <= period.year) &&
         (target.to_year == 0 || period.year <= target.to_year);
}

TargetState Compare(const Target& target, IndicatorKind kind, const std::optional<Number>& total) {
  const auto value = target.value ? ParseDecimal(*target.value) : std::nullopt;
  if (!value || target.comparator == Comparator::kDecreaseBy || target.comparator == Comparator::kIncreaseBy) {
    return TargetState::kNotComparable;
  }
  if (!total || (kind == IndicatorKind::kRatio && total->denominator == 0)) return TargetState::kNoData;
  Wide power = 1;
  for (int i = 0; i < value->scale; ++i) power *= 10;
  const bool ratio = kind == IndicatorKind::kRatio;
  const Wide left = Wide{total->numerator} * power * (ratio ? 100 : 1);
  const Wide right = Wide{value->digits} * (ratio ? total->denominator : 1);
  return Reaches(target.comparator, left, right) ? TargetState::kMeets : TargetState::kBelow;
}

absl::Status CheckLink(const Target& target, const Indicator& indicator) {
  const bool per_cent = target.measure == "%";
  if (per_cent == (indicator.kind == IndicatorKind::kRatio)) return absl::OkStatus();
  return InvalidField("indicator", "WRONG_KIND",
                      per_cent ? "the target is in per cent and " + indicator.code + " is a count"
                               : "the target is in " + target.measure + " and " + indicator.code + " is a ratio");
}

absl::Status CheckNewTarget(const Target& target) {
  if (!target.value || !ParseDecimal(*target.value)) {
    return InvalidField("target.value", "BAD_VALUE",
                        "a value is a decimal, at most 15 digits and 6 after the point: 99.9");
  }
  const auto year = [](int value) { return value == 0 || (value >= 1945 && value <= 2199); };
  if (!year(target.from_year) || !year(target.to_year) || (target.to_year != 0 && target.from_year > target.to_year)) {
    return InvalidField("target.to_year", "BAD_YEARS",
                        "years are from 1945 to 2199, the first not after the last; 0 for not said");
  }
  if (target.text.size() > 4000)
    return InvalidField("target.text", "BAD_TEXT", "a target's text has at most 4,000 bytes");
  return absl::OkStatus();
}

}  // namespace dondoc::indicator
