#include "services/indicator/domain/submission.h"

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

const Indicator kCount{.id = "1", .code = "SO", .kind = IndicatorKind::kCount};
const Indicator kRatio{.id = "2", .code = "TY_LE", .kind = IndicatorKind::kRatio};

const Indicator* Find(const std::string& name) {
  for (const Indicator* indicator : {&kCount, &kRatio}) {
    if (name == indicator->id || name == indicator->code) return indicator;
  }
  return nullptr;
}

absl::StatusOr<std::vector<Cell>> Check(std::vector<CellInput> inputs) { return CheckCells(inputs, Find); }

TEST(SubmissionTest, NumbersByCodeOrId) {
  ASSERT_OK_AND_ASSIGN(const auto cells, Check({{.indicator = "2", .numerator = 45, .denominator = 50},
                                                {.indicator = "SO", .count = 12}}));
  ASSERT_EQ(cells.size(), 2u);
  EXPECT_EQ(cells[0].indicator_code, "TY_LE");
  EXPECT_EQ(cells[0].number, (Number{45, 50}));
  EXPECT_EQ(cells[1].indicator_id, "1");
  EXPECT_EQ(cells[1].number, (Number{12, 0}));
  EXPECT_OK(Check({{.indicator = "TY_LE", .numerator = 0, .denominator = 0}}));
  EXPECT_OK(Check({{.indicator = "SO", .count = kLargestNumber}}));
}

TEST(SubmissionTest, EachMistakeHasAReasonAndAPath) {
  struct Case {
    CellInput input;
    const char* reason;
    const char* field;
  };
  const std::vector<Case> cases{
      {{.indicator = "SO", .count = -1}, "NEGATIVE_VALUE", "values[1].count"},
      {{.indicator = "SO", .count = kLargestNumber + 1}, "VALUE_TOO_LARGE", "values[1].count"},
      {{.indicator = "SO"}, "MISSING_VALUE", "values[1].count"},
      {{.indicator = "SO", .numerator = 1, .denominator = 2}, "WRONG_KIND", "values[1]"},
      {{.indicator = "TY_LE", .count = 1}, "DUPLICATE_CELL", "values[1].indicator"},
      {{.indicator = "KHONG_CO", .count = 1}, "INDICATOR_NOT_FOUND", "values[1].indicator"},
  };
  for (const Case& c : cases) {
    const auto cells = Check({{.indicator = "TY_LE", .numerator = 1, .denominator = 2}, c.input});
    EXPECT_THAT(cells, ::dondoc::testing::HasReason(absl::StatusCode::kInvalidArgument, c.reason));
    EXPECT_EQ(Metadata(cells.status())["field"], c.field);
  }
  const std::vector<Case> ratios{
      {{.indicator = "TY_LE", .numerator = 3, .denominator = 2}, "NUMERATOR_ABOVE_DENOMINATOR", "values[0].numerator"},
      {{.indicator = "TY_LE", .numerator = -3, .denominator = 2}, "NEGATIVE_VALUE", "values[0].numerator"},
      {{.indicator = "TY_LE", .numerator = -3, .denominator = -2}, "NEGATIVE_VALUE", "values[0].numerator"},
      {{.indicator = "TY_LE", .numerator = 3}, "MISSING_VALUE", "values[0].denominator"},
      {{.indicator = "TY_LE", .denominator = 3}, "MISSING_VALUE", "values[0].numerator"},
      {{.indicator = "TY_LE", .count = 3}, "WRONG_KIND", "values[0]"},
      {{.indicator = "TY_LE", .numerator = 3, .denominator = kLargestNumber + 1},
       "VALUE_TOO_LARGE",
       "values[0].denominator"},
  };
  for (const Case& c : ratios) {
    const auto cells = Check({c.input});
    EXPECT_THAT(cells, ::dondoc::testing::HasReason(absl::StatusCode::kInvalidArgument, c.reason));
    EXPECT_EQ(Metadata(cells.status())["field"], c.field);
  }
  EXPECT_THAT(Check({}), ::dondoc::testing::HasReason(absl::StatusCode::kInvalidArgument, "NO_VALUES"));
  EXPECT_THAT(Check(std::vector<CellInput>(kMostCells + 1)),
              ::dondoc::testing::HasReason(absl::StatusCode::kInvalidArgument, "TOO_MANY_VALUES"));
}

TEST(SubmissionTest, ARevisionAddsTheDifference) {
  ASSERT_OK_AND_ASSIGN(const CellChange first, ChangeOf(std::nullopt, {5, 8}, true));
  EXPECT_TRUE(first.changed);
  EXPECT_EQ(first.revision, 1);
  EXPECT_EQ(first.difference, (Total{5, 8, 1}));
  ASSERT_OK_AND_ASSIGN(const CellChange revised, ChangeOf(CurrentValue{1, {5, 8}}, {3, 9}, true));
  EXPECT_TRUE(revised.changed);
  EXPECT_EQ(revised.revision, 2);
  EXPECT_EQ(revised.difference, (Total{-2, 1, 0}));
}

TEST(SubmissionTest, TheSameNumberAgainIsNoChange) {
  ASSERT_OK_AND_ASSIGN(const CellChange same, ChangeOf(CurrentValue{4, {5, 8}}, {5, 8}, true));
  EXPECT_FALSE(same.changed);
  EXPECT_EQ(same.revision, 4);
  EXPECT_EQ(same.difference, Total{});
}

TEST(SubmissionTest, AUnitThatIsNotExpectedAddsNumbersButNoCompleteness) {
  ASSERT_OK_AND_ASSIGN(const CellChange first, ChangeOf(std::nullopt, {5, 0}, false));
  EXPECT_EQ(first.difference, (Total{5, 0, 0}));
}

}  // namespace
}  // namespace dondoc::indicator
