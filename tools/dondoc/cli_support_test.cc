#include "tools/dondoc/cli_support.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <sstream>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "dondoc/organization/v1/organization_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::cli {
namespace {

using ::dondoc::testing::HasReason;

TEST(LocalTimeTest, IsThatOfVietNam) {
  google::protobuf::Timestamp time;
  time.set_seconds(1'796'603'400);  // 2026-12-07 00:30 UTC
  EXPECT_EQ(LocalTime(time), "2026-12-07 07:30");
}

TEST(TableTest, MeasuresWhatATerminalShows) {
  EXPECT_EQ(DisplayWidth("Ủy ban"), 6u);
  EXPECT_EQ(DisplayWidth("U\u0309y"), 2u);
  EXPECT_EQ(DisplayWidth("漢"), 2u);
  EXPECT_EQ(DisplayWidth(""), 0u);
}

TEST(TableTest, AlignsColumnsAndLeavesNoSpacesAtTheEnd) {
  Table table({"CODE", "NAME", "N"});
  table.Add({"98101", "Thị trấn An Lộc", "3"});
  table.Add({"98", "Tỉnh\nBình Giang"});
  EXPECT_EQ(table.Text(),
            "CODE   NAME             N\n"
            "98101  Thị trấn An Lộc  3\n"
            "98     Tỉnh Bình Giang\n");
}

TEST(ErrorTextTest, SaysCodeReasonMessageAndWhere) {
  EXPECT_EQ(ErrorText(InvalidField("emails[1]", "BAD_EMAIL", "'x' is no address")),
            "error: INVALID_ARGUMENT BAD_EMAIL: 'x' is no address (field: emails[1])");
  EXPECT_EQ(ErrorText(NotFound("UNIT_NOT_FOUND", "no such unit")), "error: NOT_FOUND UNIT_NOT_FOUND: no such unit");
  EXPECT_EQ(ErrorText(WithMetadata(WithMetadata(InvalidField("code", "BAD_ROW", "no"), "line", "7"), "file", "u.csv")),
            "error: INVALID_ARGUMENT BAD_ROW: no (file: u.csv, line: 7, field: code)");
}

TEST(JsonTextTest, UsesTheNamesOfTheProtos) {
  organization::v1::ImportUnitsResponse response;
  response.set_created(3);
  EXPECT_EQ(JsonText(response), "{\n \"created\": 3,\n \"changed\": 0,\n \"unchanged\": 0,\n \"planned\": false\n}\n");
}

TEST(ReadFileTest, SaysWhatIsWrong) {
  const dondoc::testing::TempDir dir;
  const std::string path = dir.path() / "a";
  std::ofstream(path) << "four";
  ASSERT_OK_AND_ASSIGN(const std::string content, ReadFile(path, 4));
  EXPECT_EQ(content, "four");
  EXPECT_THAT(ReadFile(path, 3), HasReason(absl::StatusCode::kInvalidArgument, "FILE_TOO_LARGE"));
  EXPECT_THAT(ReadFile(path + "x", 3), HasReason(absl::StatusCode::kNotFound, "FILE_NOT_FOUND"));
  EXPECT_THAT(ReadFile(dir.path(), 3), HasReason(absl::StatusCode::kNotFound, "FILE_NOT_FOUND"));
}

struct SessionTest : public ::testing::Test {
  SessionTest() {
    session.AddOptions(app);
    app.add_subcommand("say")->callback([this] { session.Run([this] { return outcome; }); });
  }
  std::ostringstream out, err;
  Session session{out, err};
  CLI::App app;
  absl::Status outcome;
};

TEST_F(SessionTest, TakesGlobalOptionsBeforeAndAfterTheCommand) {
  app.parse("--as 981 say --format json --timeout 3");
  EXPECT_TRUE(session.json());
  EXPECT_EQ(session.options().as, "981");
  EXPECT_EQ(session.options().timeout_seconds, 3);
  EXPECT_EQ(session.exit_code(), 0);
}

TEST_F(SessionTest, PrintsAnErrorAndEndsWithOne) {
  outcome = NotFound("UNIT_NOT_FOUND", "no");
  app.parse("say");
  EXPECT_EQ(session.exit_code(), 1);
  EXPECT_EQ(err.str(), "error: NOT_FOUND UNIT_NOT_FOUND: no\n");
}

TEST_F(SessionTest, RepeatsARequestIdThatIsGiven) {
  EXPECT_NE(session.RequestId(), session.RequestId());
  app.parse("say --request-id 018f0000-0000-7000-8000-000000000001");
  EXPECT_EQ(session.RequestId(), "018f0000-0000-7000-8000-000000000001");
}

TEST_F(SessionTest, SaysWhereNothingAnswers) {
  setenv("DONDOC_ORGANIZATION", "unix:/nonexistent/organization.sock", 1);
  app.parse("say --timeout 1");
  EXPECT_THAT(session.FindUnit("981"), dondoc::testing::StatusIs(absl::StatusCode::kUnavailable));
  unsetenv("DONDOC_ORGANIZATION");
}

}  // namespace
}  // namespace dondoc::cli
