#include "tools/dondoc/reading_text.h"

#include <gtest/gtest.h>

namespace dondoc::cli {
namespace {

TEST(ReadingText, LeavesOutWhatIsNotSaid) {
  EXPECT_EQ(DayText(5, 3, 2025), "5/3/2025");
  EXPECT_EQ(DayText(0, 0, 2020), "?/?/2020");
  EXPECT_EQ(DayText(0, 0, 0), "");

  EXPECT_EQ(DueText(20, 10, 0, 2025, 0), "20/10/2025");
  EXPECT_EQ(DueText(20, 10, 0, 0, 0), "20/10");
  EXPECT_EQ(DueText(25, 0, 0, 0, 0), "day 25");
  EXPECT_EQ(DueText(0, 10, 0, 2025, 0), "10/2025");
  EXPECT_EQ(DueText(0, 10, 0, 0, 0), "month 10");
  EXPECT_EQ(DueText(0, 0, 3, 2020, 0), "Q3/2020");
  EXPECT_EQ(DueText(0, 0, 3, 0, 0), "Q3");
  EXPECT_EQ(DueText(0, 0, 0, 2030, 0), "2030");
  EXPECT_EQ(DueText(0, 0, 0, 0, 5), "Friday");
  EXPECT_EQ(DueText(0, 0, 0, 0, 0), "");

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
