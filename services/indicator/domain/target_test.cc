#include "services/indicator/domain/target.h"

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;

Target Of(Comparator comparator, const char* value, const char* measure = "%") {
  Target target;
  target.comparator = comparator;
  target.value = value;
  target.measure = measure;
  return target;
}

TEST(TargetTest, DecimalsAreReadExactly) {
  const auto decimal = ParseDecimal("99.90");
  ASSERT_TRUE(decimal.has_value());
  EXPECT_EQ(decimal->digits, 9990);
  EXPECT_EQ(decimal->scale, 2);
  EXPECT_EQ(ParseDecimal("1250")->digits, 1250);
  EXPECT_EQ(ParseDecimal("0.5")->digits, 5);
  EXPECT_TRUE(ParseDecimal("999999999999999.999"));
  for (const char* text :
       {"", ".", ".5", "5.", "99,9", "-1", "1e3", "1.2.3", "0.1234567", "1234567890123456", "123456789012345.6789"}) {
    EXPECT_EQ(ParseDecimal(text), std::nullopt) << text;
  }
}

TEST(TargetTest, SharesAreComparedAsWholeNumbers) {
  const Target target = Of(Comparator::kAtLeast, "99.9");
  EXPECT_EQ(Compare(target, IndicatorKind::kRatio, Number{999, 1000}), TargetState::kMeets);
  EXPECT_EQ(Compare(target, IndicatorKind::kRatio, Number{998, 1000}), TargetState::kBelow);
  // 99.89999 % would be shown as 99.9 by whoever rounds.
  EXPECT_EQ(Compare(target, IndicatorKind::kRatio, Number{9'989'999, 10'000'000}), TargetState::kBelow);
  EXPECT_EQ(Compare(Of(Comparator::kMoreThan, "50"), IndicatorKind::kRatio, Number{1, 2}), TargetState::kBelow);
  EXPECT_EQ(Compare(Of(Comparator::kAtMost, "50"), IndicatorKind::kRatio, Number{1, 2}), TargetState::kMeets);
  EXPECT_EQ(Compare(Of(Comparator::kLessThan, "50"), IndicatorKind::kRatio, Number{1, 2}), TargetState::kBelow);
}

TEST(TargetTest, TheLargestNumbersDoNotOverflow) {
  const std::int64_t most = 5'000'000'000'000'000'000;
  EXPECT_EQ(Compare(Of(Comparator::kAtLeast, "100.000000"), IndicatorKind::kRatio, Number{most, most}),
            TargetState::kMeets);
  EXPECT_EQ(Compare(Of(Comparator::kAtLeast, "999999999999.999999"), IndicatorKind::kRatio, Number{most, most}),
            TargetState::kBelow);
  EXPECT_EQ(Compare(Of(Comparator::kAtLeast, "999999999999999", "đồng"), IndicatorKind::kCount, Number{most, 0}),
            TargetState::kMeets);
}

TEST(TargetTest, CountsAreComparedAsTheyAre) {
  const Target target = Of(Comparator::kAtLeast, "12.5", "trường");
  EXPECT_EQ(Compare(target, IndicatorKind::kCount, Number{13, 0}), TargetState::kMeets);
  EXPECT_EQ(Compare(target, IndicatorKind::kCount, Number{12, 0}), TargetState::kBelow);
}

TEST(TargetTest, NothingToDivideByIsNoData) {
  const Target target = Of(Comparator::kAtLeast, "0");
  EXPECT_EQ(Compare(target, IndicatorKind::kRatio, Number{0, 0}), TargetState::kNoData);
  EXPECT_EQ(Compare(target, IndicatorKind::kRatio, std::nullopt), TargetState::kNoData);
  EXPECT_EQ(Compare(target, IndicatorKind::kCount, std::nullopt), TargetState::kNoData);
  EXPECT_EQ(Compare(target, IndicatorKind::kCount, Number{0, 0}), TargetState::kMeets);
}

TEST(TargetTest, WhatOneTotalCannotSayIsNotCompared) {
  EXPECT_EQ(Compare(Of(Comparator::kDecreaseBy, "5"), IndicatorKind::kRatio, Number{1, 2}),
            TargetState::kNotComparable);
  EXPECT_EQ(Compare(Of(Comparator::kIncreaseBy, "5"), IndicatorKind::kRatio, Number{1, 2}),
            TargetState::kNotComparable);
  Target unreadable = Of(Comparator::kAtLeast, "");
  unreadable.value = std::nullopt;
  EXPECT_EQ(Compare(unreadable, IndicatorKind::kCount, Number{1, 0}), TargetState::kNotComparable);
}

TEST(TargetTest, YearsOfATarget) {
  Target target = Of(Comparator::kAtLeast, "5");
  const Period period = *ParsePeriod("2026-Q3");
  EXPECT_TRUE(AppliesTo(target, period));
  target.from_year = 2026;
  target.to_year = 2030;
  EXPECT_TRUE(AppliesTo(target, period));
  EXPECT_FALSE(AppliesTo(target, *ParsePeriod("2025")));
  EXPECT_TRUE(AppliesTo(target, *ParsePeriod("2030-H2")));
  EXPECT_FALSE(AppliesTo(target, *ParsePeriod("2031-01")));
}

TEST(TargetTest, PerCentGoesWithARatio) {
  const Indicator ratio{.code = "R", .kind = IndicatorKind::kRatio};
  const Indicator count{.code = "C", .kind = IndicatorKind::kCount};
  EXPECT_OK(CheckLink(Of(Comparator::kAtLeast, "5", "%"), ratio));
  EXPECT_OK(CheckLink(Of(Comparator::kAtLeast, "5", "trường"), count));
  EXPECT_THAT(CheckLink(Of(Comparator::kAtLeast, "5", "%"), count),
              HasReason(absl::StatusCode::kInvalidArgument, "WRONG_KIND"));
  EXPECT_THAT(CheckLink(Of(Comparator::kAtLeast, "5", "trường"), ratio),
              HasReason(absl::StatusCode::kInvalidArgument, "WRONG_KIND"));
}

TEST(TargetTest, ATargetMadeByHandIsChecked) {
  Target target = Of(Comparator::kAtLeast, "5");
  EXPECT_OK(CheckNewTarget(target));
  target.from_year = 2030;
  target.to_year = 2026;
  EXPECT_THAT(CheckNewTarget(target), HasReason(absl::StatusCode::kInvalidArgument, "BAD_YEARS"));
  target = Of(Comparator::kAtLeast, "năm");
  EXPECT_THAT(CheckNewTarget(target), HasReason(absl::StatusCode::kInvalidArgument, "BAD_VALUE"));
}

TEST(TargetTest, NamesOfComparatorsThereAndBack) {
  for (const char* name : {"AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "DECREASE_BY", "INCREASE_BY"}) {
    const auto comparator = ParseComparator(name);
    ASSERT_TRUE(comparator.has_value()) << name;
    EXPECT_EQ(ToString(*comparator), name);
  }
  EXPECT_EQ(ParseComparator("EQUALS"), std::nullopt);
}

}  // namespace
}  // namespace dondoc::indicator
