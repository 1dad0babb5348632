#include "services/indicator/domain/number.h"

#include "common/status/status.h"

namespace dondoc::indicator {
namespace {

absl::Status TooLarge() {
  return Error(absl::StatusCode::kOutOfRange, "TOTAL_TOO_LARGE", "the total does not fit into 64 bits");
}

}  // namespace

absl::StatusOr<Total> Add(const Total& a, const Total& b) {
  Total sum;
  if (__builtin_add_overflow(a.numerator, b.numerator, &sum.numerator) ||
      __builtin_add_overflow(a.denominator, b.denominator, &sum.denominator) ||
      __builtin_add_overflow(a.reported_units, b.reported_units, &sum.reported_units)) {
    return TooLarge();
  }
  return sum;
}

absl::StatusOr<Total> Subtract(const Total& a, const Total& b) {
  Total difference;
  if (__builtin_sub_overflow(a.numerator, b.numerator, &difference.numerator) ||
      __builtin_sub_overflow(a.denominator, b.denominator, &difference.denominator) ||
      __builtin_sub_overflow(a.reported_units, b.reported_units, &difference.reported_units)) {
    return TooLarge();
  }
  return difference;
}

std::optional<std::int64_t> Share(const Number& ratio) {
  if (ratio.denominator <= 0) return std::nullopt;
  return static_cast<std::int64_t>(static_cast<__int128>(ratio.numerator) * 10000 / ratio.denominator);
}

}  // namespace dondoc::indicator
