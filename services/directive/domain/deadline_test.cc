#include "services/directive/domain/deadline.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(LastDayTest, FollowsTheTableOfTheLawsTime) {
  struct Case {
    const char* what;
    Due due;
    bool before;
    const char* issued_on;
    const char* want;  // "" for none
  };
  const Case cases[] = {
      {"a day", {.year = 2025, .month = 6, .day = 30}, false, "2025-02-14", "2025-06-30"},
      {"before a day", {.year = 2025, .month = 6, .day = 30}, true, "2025-02-14", "2025-06-29"},
      {"before the first of a year", {.year = 2026, .month = 1, .day = 1}, true, "2025-02-14", "2025-12-31"},
      {"no year, later this year", {.month = 12, .day = 15}, false, "2025-02-14", "2025-12-15"},
      {"no year, next year", {.month = 1, .day = 31}, false, "2025-02-14", "2026-01-31"},
      {"no year, on the day of issue", {.month = 2, .day = 14}, false, "2025-02-14", "2025-02-14"},
      {"no year, before the day of issue itself", {.month = 2, .day = 14}, true, "2025-02-14", "2026-02-13"},
      {"29 February comes again in a leap year", {.month = 2, .day = 29}, false, "2025-02-14", "2028-02-29"},
      {"29 February of a year without", {.year = 2025, .month = 2, .day = 29}, false, "2025-02-14", ""},
      {"no such date", {.year = 2025, .month = 2, .day = 30}, false, "2025-02-14", ""},
      {"end of a quarter", {.year = 2020, .quarter = 3}, false, "2020-01-05", "2020-09-30"},
      {"before a quarter", {.year = 2020, .quarter = 3}, true, "2020-01-05", "2020-06-30"},
      {"quarter without a year, next", {.quarter = 1}, false, "2025-04-02", "2026-03-31"},
      {"quarter without a year, this", {.quarter = 2}, false, "2025-04-02", "2025-06-30"},
      {"end of February", {.year = 2024, .month = 2}, false, "2024-01-02", "2024-02-29"},
      {"before a month", {.year = 2024, .month = 3}, true, "2024-01-02", "2024-02-29"},
      {"end of a year", {.year = 2025}, false, "2024-01-02", "2025-12-31"},
      {"before a year", {.year = 2025}, true, "2024-01-02", "2024-12-31"},
      {"25th, this month", {.day = 25}, false, "2025-02-14", "2025-02-25"},
      {"10th, next month", {.day = 10}, false, "2025-12-14", "2026-01-10"},
      {"31st, the month that has one", {.day = 31}, false, "2025-04-01", "2025-05-31"},
      {"a year that is past stays past", {.year = 2020, .month = 1, .day = 1}, false, "2025-02-14", "2020-01-01"},
      {"only a weekday", {.weekday = 5}, false, "2025-02-14", ""},
      {"none", {}, false, "2025-02-14", ""},
  };
  for (const Case& c : cases) {
    const auto day = LastDay(c.due, c.before, *ParseDay(c.issued_on));
    EXPECT_EQ(day.has_value() ? FormatDay(*day) : "", c.want) << c.what;
  }
}

TEST(FindWrittenDeadlineTest, FindsTheWordsAroundTheNumbers) {
  struct Case {
    const char* clause;
    Due due;
    const char* text;
    bool before;
    bool yearly;
  };
  const Case cases[] = {
      {"Gửi báo cáo trước ngày 15/12 hằng năm về Phòng.",
       {.month = 12, .day = 15},
       "trước ngày 15/12 hằng năm",
       true,
       true},
      {"Định kỳ hằng năm (trước ngày 15/12) báo cáo", {.month = 12, .day = 15}, "trước ngày 15/12", true, true},
      {"Hoàn thành chậm nhất ngày 05/3/2025.",
       {.year = 2025, .month = 3, .day = 5},
       "chậm nhất ngày 05/3/2025",
       false,
       false},
      {"xong trước ngày 20 tháng 11 năm 2025",
       {.year = 2025, .month = 11, .day = 20},
       "xong trước ngày 20 tháng 11 năm 2025",
       true,
       false},
      {"trong quý III/2020", {.year = 2020, .quarter = 3}, "trong quý III/2020", false, false},
      {"hoàn thành trong tháng 6 năm 2025", {.year = 2025, .month = 6}, "trong tháng 6 năm 2025", false, false},
      {"TRUOC NGAY 15/12", {.month = 12, .day = 15}, "TRUOC NGAY 15/12", true, false},
      {"năm 2025 hoàn thành", {.year = 2025}, "năm 2025", false, false},
      {"theo Kế hoạch số 15/KH-UBND", {.month = 12, .day = 15}, "", false, false},
      {"", {.month = 12, .day = 15}, "", false, false},
  };
  for (const Case& c : cases) {
    const WrittenDeadline written = FindWrittenDeadline(c.clause, c.due);
    EXPECT_EQ(written.text, c.text) << c.clause;
    EXPECT_EQ(written.before, c.before) << c.clause;
    EXPECT_EQ(written.yearly, c.yearly) << c.clause;
  }
}

TEST(ParseDueTest, ReadsWhatPeopleType) {
  const auto same = [](const char* text, const Due& want) {
    const auto due = ParseDue(text);
    ASSERT_TRUE(due.has_value()) << text;
    EXPECT_EQ(*due, want) << text;
    EXPECT_EQ(ParseDue(DueNumbers(*due)), due) << text;
  };
  same("2025-12-15", {.year = 2025, .month = 12, .day = 15});
  same("15/12/2025", {.year = 2025, .month = 12, .day = 15});
  same("15/12", {.month = 12, .day = 15});
  same("12/2025", {.year = 2025, .month = 12});
  same("quý 3/2025", {.year = 2025, .quarter = 3});
  same("q3/2025", {.year = 2025, .quarter = 3});
  same("2025", {.year = 2025});
  same("", {});
  for (const char* wrong : {"30/2/2025", "31/4", "tomorrow", "15/13", "q5/2025", "0/0", "1/2/3/4", "12"}) {
    EXPECT_FALSE(ParseDue(wrong).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace dondoc::directive
