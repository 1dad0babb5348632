#include "common/time/calendar_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "common/time/calendar_data.h"

namespace dondoc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// Whoever adds days off reads the mistakes of the file here.
TEST(CalendarLinesTest, EveryLineOfTheFileIsRight) {
  const CalendarLines read = ReadCalendarLines(calendar_data::kCalendar);
  EXPECT_THAT(read.mistakes, IsEmpty());
  EXPECT_GT(read.lines.size(), 100u);
}

TEST(CalendarLinesTest, ReadsEachKind) {
  const CalendarLines read = ReadCalendarLines(
      "# comment\n\n"
      "2014-09-02\tYEARLY\tQuốc khánh\tLAW\tlaw\n"
      "2026-02-17\tHOLIDAY\tTết Nguyên đán\tASSUMED\tlaw\n"
      "2026-08-31\tSWAPPED\t2026-08-22\tANNOUNCED\tannouncement");
  EXPECT_THAT(read.mistakes, IsEmpty());
  ASSERT_EQ(read.lines.size(), 3u);
  EXPECT_EQ(read.lines[0].kind, CalendarLineKind::kYearly);
  EXPECT_EQ(read.lines[0].name, "Quốc khánh");
  EXPECT_EQ(read.lines[0].basis, CalendarBasis::kLaw);
  EXPECT_EQ(read.lines[1].kind, CalendarLineKind::kHoliday);
  EXPECT_EQ(FormatDay(read.lines[1].day), "2026-02-17");
  EXPECT_EQ(read.lines[1].basis, CalendarBasis::kAssumed);
  EXPECT_EQ(read.lines[2].kind, CalendarLineKind::kSwapped);
  EXPECT_EQ(read.lines[2].name, "");
  EXPECT_EQ(FormatDay(read.lines[2].worked), "2026-08-22");
}

TEST(CalendarLinesTest, SaysWhatIsWrong) {
  // Behind these two lines, the third is wrong.
  const std::string before =
      "2014-09-02\tYEARLY\tQuốc khánh\tLAW\tlaw\n"
      "2026-01-02\tSWAPPED\t2026-01-10\tANNOUNCED\tannouncement\n";
  const std::vector<std::pair<const char*, const char*>> kLines = {
      {"2026-02-17\tHOLIDAY\tTết\tLAW", "4 columns instead of 5"},
      {"2026-02-17\tHOLIDAY\tTết\tLAW\tlaw\tmore", "6 columns instead of 5"},
      {"2026-02-17 HOLIDAY Tết LAW law", "1 columns instead of 5"},
      {"2026-02-17\tHOLIDAY\t\tLAW\tlaw", "a column that is empty"},
      {"2026-02-17\tHOLIDAY\tTết \tLAW\tlaw", "has blanks around it"},
      {"2026-02-17\tHOLIDAY\tTết\tLAW\tlaw\r", "has blanks around it"},
      {"2026-02-30\tHOLIDAY\tTết\tLAW\tlaw", "no day: 2026-02-30"},
      {"17/02/2026\tHOLIDAY\tTết\tLAW\tlaw", "no day: 17/02/2026"},
      {"2026-02-17\tholiday\tTết\tLAW\tlaw", "neither YEARLY nor HOLIDAY nor SWAPPED: holiday"},
      {"2026-02-17\tHOLIDAY\tTết\tMAYBE\tlaw", "neither LAW nor ANNOUNCED nor ASSUMED: MAYBE"},
      {"2026-11-24\tYEARLY\tVăn hóa\tLAW\tlaw", "YEARLY behind lines of one year"},
      {"2026-11-24\tYEARLY\tVăn hóa\tASSUMED\tlaw", "what comes every year comes by LAW"},
      {"2028-02-29\tYEARLY\tVăn hóa\tLAW\tlaw", "29 February"},
      {"2026-09-02\tHOLIDAY\tQuốc khánh\tLAW\tlaw", "2026-09-02 is a holiday already"},
      {"2025-12-31\tHOLIDAY\tTết\tLAW\tlaw", "2025-12-31 stands behind 2026-01-02"},
      {"2026-01-02\tHOLIDAY\tTết\tLAW\tlaw", "2026-01-02 stands behind 2026-01-02"},
      {"2026-01-10\tHOLIDAY\tTết\tLAW\tlaw", "2026-01-10 is worked for another day"},
      {"2026-08-31\tSWAPPED\tQuốc khánh\tANNOUNCED\tlaw", "no day that is worked instead: Quốc khánh"},
      {"2026-08-31\tSWAPPED\t2026-08-22\tASSUMED\tlaw", "a swap is ANNOUNCED"},
      {"2026-08-30\tSWAPPED\t2026-08-22\tANNOUNCED\tlaw", "2026-08-30 is off anyway"},
      {"2026-08-31\tSWAPPED\t2026-08-21\tANNOUNCED\tlaw", "2026-08-21 is worked anyway"},
      {"2026-08-31\tSWAPPED\t2025-08-23\tANNOUNCED\tlaw", "a swap over more than a month"},
      {"2026-09-02\tSWAPPED\t2026-08-22\tANNOUNCED\tlaw", "2026-09-02 is a holiday already"},
      {"2023-09-04\tSWAPPED\t2023-09-02\tANNOUNCED\tlaw", "stands behind"},
      {"2028-09-01\tSWAPPED\t2028-09-02\tANNOUNCED\tlaw", "2028-09-02 is a holiday"},
      {"2026-01-09\tSWAPPED\t2026-01-10\tANNOUNCED\tlaw", "2026-01-10 is worked for two days"},
  };
  for (const auto& [line, mistake] : kLines) {
    const CalendarLines read = ReadCalendarLines(before + line + "\n");
    EXPECT_THAT(read.mistakes, ElementsAre(HasSubstr(mistake))) << line;
    EXPECT_EQ(read.lines.size(), 2u) << line;
    EXPECT_THAT(read.mistakes, ElementsAre(StartsWith("line 3: "))) << line;
  }
}

}  // namespace
}  // namespace dondoc
