#include "services/indicator/domain/reporting.h"

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;

ReportingUnit Commune() {
  return {.id = "c", .name = "UBND xã Suối Mây", .level = "COMMUNE", .kind = "UBND", .superior_ids = {"d", "p"}};
}

Period Of(const char* text) { return *ParsePeriod(text); }

TEST(ReportingTest, CommunesThatExistOnTheLastDayAreExpected) {
  ReportingUnit unit = Commune();
  EXPECT_TRUE(IsExpectedToReport(unit, Of("2025-H1")));
  unit.valid_to = ParseDay("2025-07-01");
  EXPECT_TRUE(IsExpectedToReport(unit, Of("2025-H1")));
  EXPECT_FALSE(IsExpectedToReport(unit, Of("2025")));
  unit = Commune();
  unit.valid_from = ParseDay("2025-07-01");
  EXPECT_FALSE(IsExpectedToReport(unit, Of("2025-H1")));
  EXPECT_TRUE(IsExpectedToReport(unit, Of("2025-07")));
  unit = Commune();
  unit.kind = "TRUONG_HOC";
  EXPECT_FALSE(IsExpectedToReport(unit, Of("2025")));
  unit = Commune();
  unit.level = "DISTRICT";
  EXPECT_FALSE(IsExpectedToReport(unit, Of("2025")));
}

TEST(ReportingTest, AUnitReportsForPeriodsInWhichItExisted) {
  ReportingUnit unit = Commune();
  unit.valid_from = ParseDay("2025-03-31");
  unit.valid_to = ParseDay("2025-07-01");
  EXPECT_OK(CheckExistsIn(unit, Of("2025-Q1")));
  EXPECT_OK(CheckExistsIn(unit, Of("2025")));
  EXPECT_THAT(CheckExistsIn(unit, Of("2025-02")), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_VALID"));
  EXPECT_THAT(CheckExistsIn(unit, Of("2025-Q3")), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_VALID"));
}

}  // namespace
}  // namespace dondoc::indicator
