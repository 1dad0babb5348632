#include "tools/dondoc/reading_text.h"

#include <gtest/gtest.h>

namespace dondoc::cli {
namespace {

TEST(ReadingText, LeavesOutWhatIsNotSaid) {
  EXPECT_EQ(DayText(5, 3, 2025), "5/3/2025");
  EXPECT_EQ(DayText(0, 0, 2020), "?/?/2020");
  EXPECT_EQ(DayText(0, 0, 0), "");

  using directive::Period;
  EXPECT_EQ(DueText({.year = 2025, .month = 10, .day = 20}), "20/10/2025");
  EXPECT_EQ(DueText({.month = 10, .day = 20}), "20/10");
  EXPECT_EQ(DueText({.day = 25}), "day 25");
  EXPECT_EQ(DueText({.year = 2025, .month = 10}), "10/2025");
  EXPECT_EQ(DueText({.month = 10}), "month 10");
  EXPECT_EQ(DueText({.year = 2020, .quarter = 3}), "Q3/2020");
  EXPECT_EQ(DueText({.quarter = 3}), "Q3");
  EXPECT_EQ(DueText({.year = 2030}), "2030");
  EXPECT_EQ(DueText({.weekday = 5}), "Friday");
  EXPECT_EQ(DueText({.year = 2026, .month = 3, .day = 5, .hour = 16}), "16:00 5/3/2026");
  EXPECT_EQ(DueText({.within = {5, Period::Unit::kWorkingDay, Period::From::kReceipt}}), "5 working days from receipt");
  EXPECT_EQ(DueText({.within = {1, Period::Unit::kMonth, Period::From::kIssue}}), "1 month from issue");
  EXPECT_EQ(DueText({.at_once = true}), "at once");
  EXPECT_EQ(DueText({}), "");

  EXPECT_EQ(YearsText(2025, 2030), "2025-2030");
  EXPECT_EQ(YearsText(0, 2030), "by 2030");
  EXPECT_EQ(YearsText(2025, 0), "from 2025");
  EXPECT_EQ(YearsText(2025, 2025), "2025");
  EXPECT_EQ(YearsText(0, 0), "");
}

TEST(ReadingText, WritesNumbersAsPeopleDo) {
  EXPECT_EQ(NumberText(95), "95");
  EXPECT_EQ(NumberText(0.3), "0.3");
  EXPECT_EQ(NumberText(12500000), "12500000");
  EXPECT_EQ(NumberText(0), "0");
}

TEST(ReadingText, ShortensBetweenLetters) {
  EXPECT_EQ(Short("Phòng Nội vụ", 100), "Phòng Nội vụ");
  EXPECT_EQ(Short("Phòng", 3), "Ph…");
  EXPECT_STREQ(Doubt(0.2), " ?");
  EXPECT_STREQ(Doubt(0.99), "");
}

}  // namespace
}  // namespace dondoc::cli
