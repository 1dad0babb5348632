#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/time/working_days.h"

namespace dondoc {
namespace {

Day D(std::string_view text) { return ParseDay(text).value(); }

TEST(ExplainWorkingDaysTest, SaysWhatIsLeftOut) {
  struct Row {
    const char* from;
    int n;
    const char* text;
  };
  for (const Row& row : {
           Row{"2026-11-16", 3, "3 working days after 16/11/2026"},
           {"2026-11-20", 1, "1 working day after 20/11/2026: without 2 weekend days"},
           {"2026-11-21", 1, "1 working day after 21/11/2026: without 1 weekend day"},
           {"2026-04-27", 5,
            "5 working days after 27/4/2026: without 2 weekend days, 30/4 (Ngày Chiến thắng) and 01/5 (Ngày Quốc tế "
            "lao "
            "động)"},
           {"2026-04-24", 1,
            "1 working day after 24/4/2026: without 1 weekend day, 26/4 (Giỗ Tổ Hùng Vương) and 27/4 (in place of Giỗ "
            "Tổ Hùng "
            "Vương on 26/4)"},
           {"2026-02-13", 1,
            "1 working day after 13/02/2026: without 4 weekend days and 16/02 to 20/02 (Tết Nguyên đán)"},
           {"2026-08-21", 7,
            "7 working days after 21/8/2026: without 3 weekend days, 31/8 (swapped for 22/8) and 01/9 to 02/9 (Quốc "
            "khánh), with 22/8 (worked for 31/8)"},
           {"2026-08-20", 3, "3 working days after 20/8/2026: without 1 weekend day, with 22/8 (worked for 31/8)"},
           {"2025-12-31", 1,
            "1 working day after 31/12/2025: without 2 weekend days, 01/01/2026 (Tết Dương lịch) and 02/01/2026 "
            "(swapped "
            "for "
            "10/01/2026)"},
           {"2026-05-06", -2, "2 working days before 06/5/2026"},
           {"2026-05-05", -2,
            "2 working days before 05/5/2026: without 2 weekend days, 30/4 (Ngày Chiến thắng) and 01/5 (Ngày Quốc tế "
            "lao "
            "động)"},
       }) {
    EXPECT_EQ(ExplainWorkingDays(D(row.from), row.n), row.text);
  }
}

TEST(ExplainWorkingDaysTest, CountsWhatNobodyWouldRead) {
  EXPECT_EQ(
      ExplainWorkingDays(D("2023-12-29"), 250),
      "250 working days after 29/12/2023: without 103 weekend days and 14 other days off, with 04/5/2024 (worked for "
      "29/4/2024)");
}

TEST(ExplainWorkingDaysTest, SaysWhatIsNotKnown) {
  const int year = static_cast<int>(std::chrono::year_month_day(LastKnownDay()).year());
  const Day christmas = *MakeDay(year, 12, 25);
  EXPECT_THAT(ExplainWorkingDays(*MakeDay(year + 1, 5, 5), 1),
              ::testing::EndsWith("; of " + std::to_string(year + 1) + " only weekends and fixed holidays are known"));
  EXPECT_THAT(
      ExplainWorkingDays(christmas, 500),
      ::testing::EndsWith("; from " + std::to_string(year + 1) + " on only weekends and fixed holidays are known"));
  EXPECT_EQ(ExplainWorkingDays(D("2018-03-05"), 1),
            "1 working day after 05/3/2018; of 2018 only weekends and fixed holidays are known");
  if (LastAnnouncedDay() == LastKnownDay()) return;
  const int assumed = static_cast<int>(std::chrono::year_month_day(LastAnnouncedDay()).year()) + 1;
  EXPECT_THAT(ExplainWorkingDays(*MakeDay(assumed - 1, 12, 25), 10),
              ::testing::EndsWith("; the days off of " + std::to_string(assumed) + " are not announced yet"));
}

TEST(ExplainEndOfPeriodTest, SaysWhyItIsLater) {
  EXPECT_EQ(ExplainEndOfPeriod(D("2026-11-20")), "");
  EXPECT_EQ(ExplainEndOfPeriod(D("2026-11-21")),
            "21/11/2026 is a Saturday, so that the period ends with the next working day, 23/11/2026 (Civil Code 2015, "
            "article 148.5)");
  EXPECT_EQ(
      ExplainEndOfPeriod(D("2026-04-30")),
      "30/4/2026 is a holiday (Ngày Chiến thắng), so that the period ends with the next working day, 04/5/2026 (Civil "
      "Code 2015, article 148.5)");
  EXPECT_EQ(
      ExplainEndOfPeriod(D("2026-08-31")),
      "31/8/2026 is a day off (swapped for 22/8), so that the period ends with the next working day, 03/9/2026 (Civil "
      "Code 2015, article 148.5)");
  EXPECT_EQ(ExplainEndOfPeriod(D("2026-08-22")), "");
}

}  // namespace
}  // namespace dondoc
