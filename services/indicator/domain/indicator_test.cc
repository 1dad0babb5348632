#include "services/indicator/domain/indicator.h"

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;

Indicator Good() { return {.code = "HOC_VIEN_2", .name = "Số học viên", .measure = "học viên"}; }

TEST(IndicatorTest, NamesOfKindsThereAndBack) {
  for (const auto kind : {IndicatorKind::kCount, IndicatorKind::kRatio})
    EXPECT_EQ(ParseIndicatorKind(ToString(kind)), kind);
  for (const auto over_time : {OverTime::kSum, OverTime::kLast})
    EXPECT_EQ(ParseOverTime(ToString(over_time)), over_time);
  EXPECT_EQ(ParseIndicatorKind("LEVEL"), std::nullopt);
  EXPECT_EQ(ParseOverTime(""), std::nullopt);
}

TEST(IndicatorTest, ADefinitionIsChecked) {
  EXPECT_OK(CheckDefinition(Good()));
  for (const char* code : {"", "a", "1A", "_A", "HOC VIEN", "HỌC", "HOC-VIEN"}) {
    Indicator indicator = Good();
    indicator.code = code;
    EXPECT_THAT(CheckDefinition(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_CODE")) << code;
  }
  Indicator indicator = Good();
  indicator.code = std::string(40, 'A');
  EXPECT_OK(CheckDefinition(indicator));
  indicator.code += 'A';
  EXPECT_THAT(CheckDefinition(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_CODE"));
  indicator = Good();
  indicator.name.clear();
  EXPECT_THAT(CheckDefinition(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_NAME"));
  indicator = Good();
  indicator.measure.clear();
  EXPECT_THAT(CheckDefinition(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_MEASURE"));
  indicator = Good();
  indicator.description = std::string(4001, 'x');
  EXPECT_THAT(CheckDefinition(indicator), HasReason(absl::StatusCode::kInvalidArgument, "BAD_DESCRIPTION"));
}

}  // namespace
}  // namespace dondoc::indicator
