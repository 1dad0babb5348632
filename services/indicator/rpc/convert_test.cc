#include "services/indicator/rpc/convert.h"

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;

TEST(ConvertTest, IndicatorsThereAndBack) {
  for (const auto kind : {IndicatorKind::kCount, IndicatorKind::kRatio}) {
    for (const auto over_time : {OverTime::kSum, OverTime::kLast}) {
      const Indicator indicator{.id = "i",
                                .code = "A",
                                .name = "Tên",
                                .kind = kind,
                                .measure = "cái",
                                .over_time = over_time,
                                .description = "d",
                                .created_at = *ParseTime("2026-12-08T01:02:03.000004Z")};
      const v1::Indicator message = ToProto(indicator);
      EXPECT_EQ(message.create_time().nanos(), 4000);
      ASSERT_OK_AND_ASSIGN(const Indicator back, FromProto(message));
      EXPECT_EQ(back.code, "A");
      EXPECT_EQ(back.kind, kind);
      EXPECT_EQ(back.over_time, over_time);
      EXPECT_EQ(back.description, "d");
    }
  }
}

TEST(ConvertTest, WhatIsNotSaidOrNotKnownIsRefused) {
  v1::Indicator indicator;
  indicator.set_over_time(v1::SUM);
  EXPECT_THAT(FromProto(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_KIND"));
  indicator.set_kind(static_cast<v1::IndicatorKind>(77));
  EXPECT_THAT(FromProto(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_KIND"));
  indicator.set_kind(v1::RATIO);
  indicator.set_over_time(static_cast<v1::OverTime>(77));
  EXPECT_THAT(FromProto(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_OVER_TIME"));
  v1::Target target;
  EXPECT_THAT(FromProto(target), HasReason(absl::StatusCode::kInvalidArgument, "BAD_COMPARATOR"));
}

TEST(ConvertTest, ComparatorsThereAndBack) {
  for (int i = v1::Comparator_MIN + 1; i <= v1::Comparator_MAX; ++i) {
    v1::Target message;
    message.set_comparator(static_cast<v1::Comparator>(i));
    ASSERT_OK_AND_ASSIGN(const Target target, FromProto(message));
    EXPECT_EQ(ToProto(target).comparator(), i);
  }
}

TEST(ConvertTest, EtagsAreVersionsInQuotes) {
  ASSERT_OK_AND_ASSIGN(const auto version, VersionOf(EtagOf(12)));
  EXPECT_EQ(version, 12);
  ASSERT_OK_AND_ASSIGN(const auto none, VersionOf(""));
  EXPECT_FALSE(none.has_value());
  for (const char* etag : {"12", "\"\"", "\"x\"", "\"-1\"", "\"1", "\""}) {
    EXPECT_THAT(VersionOf(etag), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ETAG")) << etag;
  }
}

TEST(ConvertTest, ANumberThatIsZeroIsNotOneThatIsMissing) {
  v1::SubmitValuesRequest request;
  request.add_values()->set_count(0);
  request.add_values()->set_denominator(3);
  const app::SubmissionInput input = FromProto(request);
  EXPECT_EQ(input.values[0].count, 0);
  EXPECT_FALSE(input.values[0].numerator.has_value());
  EXPECT_FALSE(input.values[1].numerator.has_value());
  EXPECT_EQ(input.values[1].denominator, 3);
}

TEST(ConvertTest, ATotalIsHeldAgainstItsOwnTargets) {
  IndicatorTotal total;
  total.indicator = {.id = "i", .kind = IndicatorKind::kRatio};
  total.present = true;
  total.total = {999, 1000, 7};
  Target met{.id = "met", .value = "99.9", .measure = "%", .indicator_id = "i"};
  Target missed{.id = "missed", .value = "99.91", .measure = "%", .indicator_id = "i"};
  Target other{.id = "other", .value = "1", .measure = "%", .indicator_id = "j"};
  const v1::IndicatorTotal message = ToProto(total, 9, {met, missed, other});
  EXPECT_EQ(message.share(), 9990);
  EXPECT_EQ(message.missing_units(), 2);
  ASSERT_EQ(message.targets_size(), 2);
  EXPECT_EQ(message.targets(0).state(), v1::MEETS);
  EXPECT_EQ(message.targets(1).state(), v1::BELOW);
  total.present = false;
  total.total = {};
  EXPECT_EQ(ToProto(total, 9, {met}).targets(0).state(), v1::NO_DATA);
  EXPECT_FALSE(ToProto(total, 9, {met}).has_share());
}

TEST(ConvertTest, TokensOfValues) {
  ASSERT_OK_AND_ASSIGN(const auto cursor, ValueToken(ToToken({.indicator_code = "TY_LE", .revision = 3})));
  EXPECT_EQ(cursor->indicator_code, "TY_LE");
  EXPECT_EQ(cursor->revision, 3);
  ASSERT_OK_AND_ASSIGN(const auto none, ValueToken(""));
  EXPECT_FALSE(none.has_value());
  for (const char* token : {"TY_LE", "TY_LE:", "TY_LE:x", "TY_LE:99999999999"}) {
    EXPECT_THAT(ValueToken(token), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN")) << token;
  }
}

}  // namespace
}  // namespace dondoc::indicator
