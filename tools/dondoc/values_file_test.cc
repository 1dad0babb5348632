#include "tools/dondoc/values_file.h"

#include "common/status/status_matchers.h"

namespace dondoc::cli {
namespace {

using ::dondoc::testing::HasReason;

const std::string kHead = "unit,period,indicator,numerator,denominator\n";

TEST(ValuesFileTest, RowsOfOneUnitAndPeriodAreOneSubmission) {
  ASSERT_OK_AND_ASSIGN(const auto submissions, ReadValues("\xEF\xBB\xBF" + kHead +
                                                              "180,2026,SO,12,\r\n"
                                                              "\"UBND xã \"\"Suối\"\", Mây\",2026,TY_LE,45,50\n"
                                                              "\n"
                                                              "180,2026,TY_LE,1,2\n"
                                                              "180,2026-Q1,SO,3,",
                                                          "v.csv"));
  ASSERT_EQ(submissions.size(), 3u);
  EXPECT_EQ(submissions[0].unit, "180");
  EXPECT_EQ(submissions[0].lines, (std::vector<int>{2, 5}));
  EXPECT_EQ(submissions[0].submission.values(0).count(), 12);
  EXPECT_FALSE(submissions[0].submission.values(0).has_denominator());
  EXPECT_EQ(submissions[0].submission.values(1).denominator(), 2);
  EXPECT_EQ(submissions[1].unit, "UBND xã \"Suối\", Mây");
  EXPECT_EQ(submissions[2].submission.period(), "2026-Q1");
}

TEST(ValuesFileTest, SemicolonsAsASpreadsheetWritesThem) {
  ASSERT_OK_AND_ASSIGN(const auto submissions,
                       ReadValues("unit;period;indicator;numerator;denominator\r\n180;2026;TY_LE;45;50\r\n", "v.csv"));
  ASSERT_EQ(submissions.size(), 1u);
  EXPECT_EQ(submissions[0].submission.values(0).denominator(), 50);
}

TEST(ValuesFileTest, AMistakeNamesFileLineAndField) {
  struct Case {
    std::string rows;
    const char* reason;
    const char* line;
    const char* field;
  };
  for (const Case& c : {
           Case{"180,2026,SO,12\n", "BAD_ROW", "2", "row"},
           Case{"180,2026,SO,12,,\n", "BAD_ROW", "2", "row"},
           Case{",2026,SO,12,\n", "BAD_ROW", "2", "unit"},
           Case{"180,2026,,12,\n", "BAD_ROW", "2", "indicator"},
           Case{"180,2026,SO,1,\n180,2026,TY_LE,1.5,2\n", "BAD_NUMBER", "3", "numerator"},
           Case{"180,2026,SO,1,x\n", "BAD_NUMBER", "2", "denominator"},
           Case{"180,2026,SO,,\n", "BAD_NUMBER", "2", "numerator"},
           Case{"\"a\nb\",2026,SO,1,\n180,2026,SO,1,\n\n180,2026,SO,2,\n", "DUPLICATE_CELL", "6", "indicator"},
           Case{"\"180,2026,SO,1,\n", "BAD_ROW", "2", "row"},
           Case{"\"180\"x,2026,SO,1,\n", "BAD_ROW", "2", "row"},
           Case{"", "NO_ROWS", "2", "row"},
       }) {
    const auto submissions = ReadValues(kHead + c.rows, "v.csv");
    EXPECT_THAT(submissions, HasReason(absl::StatusCode::kInvalidArgument, c.reason)) << c.rows;
    auto metadata = Metadata(submissions.status());
    EXPECT_EQ(metadata["file"], "v.csv");
    EXPECT_EQ(metadata["line"], c.line) << c.rows;
    EXPECT_EQ(metadata["field"], c.field) << c.rows;
  }
  EXPECT_THAT(ReadValues("don_vi;ky\n", "v.csv"), HasReason(absl::StatusCode::kInvalidArgument, "BAD_HEADER"));
  EXPECT_THAT(ReadValues("", "v.csv"), HasReason(absl::StatusCode::kInvalidArgument, "NO_ROWS"));
}

TEST(ValuesFileTest, NumbersOfTheCommandLine) {
  EXPECT_EQ(ReadValue("SO=12")->count(), 12);
  EXPECT_EQ(ReadValue("SO=-1")->count(), -1);
  ASSERT_OK_AND_ASSIGN(const auto ratio, ReadValue("TY_LE=45/50"));
  EXPECT_EQ(ratio.indicator(), "TY_LE");
  EXPECT_EQ(ratio.numerator(), 45);
  EXPECT_EQ(ratio.denominator(), 50);
  for (const char* argument : {"SO", "=1", "SO=", "SO=x", "SO=1/", "SO=/2", "SO=1/2/3", "SO=1.5"}) {
    EXPECT_THAT(ReadValue(argument), HasReason(absl::StatusCode::kInvalidArgument, "BAD_NUMBER")) << argument;
  }
}

TEST(ValuesFileTest, ARefusedSubmissionIsFoundInTheFile) {
  const FileSubmission submission{.unit = "180", .submission = {}, .lines = {4, 9}};
  indicator::v1::SubmissionError error;
  error.set_reason("NUMERATOR_ABOVE_DENOMINATOR");
  error.set_message("too much");
  error.set_field("values[1].numerator");
  auto metadata = Metadata(AtLine(error, submission, "v.csv"));
  EXPECT_EQ(metadata["line"], "9");
  EXPECT_EQ(metadata["field"], "numerator");
  error.set_field("unit_id");
  metadata = Metadata(AtLine(error, submission, "v.csv"));
  EXPECT_EQ(metadata["line"], "4");
  EXPECT_EQ(metadata["field"], "unit_id");
  error.set_field("values[0]");
  EXPECT_EQ(Metadata(AtLine(error, submission, "v.csv"))["field"], "row");
}

}  // namespace
}  // namespace dondoc::cli
