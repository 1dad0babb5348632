#include "services/directive/domain/deadline.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(DeadlineOfTest, FollowsTheTableOfTheLawsTime) {
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
    const auto deadline = DeadlineOf(c.due, c.before, *ParseDay(c.issued_on), std::nullopt);
    EXPECT_EQ(deadline.has_value() ? FormatDay(deadline->last_day) : "", c.want) << c.what;
  }
}

TEST(DeadlineOfTest, CountsFromTheIssueOrFromReceiptAndSaysHow) {
  using Unit = Period::Unit;
  constexpr auto kIssue = Period::From::kIssue;
  constexpr auto kReceipt = Period::From::kReceipt;
  const Day issued_on = *ParseDay("2026-03-02");                            // a Monday
  const TimePoint received_at = *ParseTime("2026-03-03T02:12:40.000000Z");  // 09:12 of Tuesday in Viet Nam
  struct Case {
    Due due;
    const char* last_day;
    const char* time;
    const char* derivation;
  };
  const Case cases[] = {
      {{.at_once = true}, "2026-03-03", "", "at once: the day of receipt, 03/3/2026"},
      {{.within = {15, Unit::kDay, kIssue}}, "2026-03-17", "", "15 days from the issue on 02/3/2026"},
      {{.within = {5, Unit::kDay, kIssue}},
       "2026-03-09",
       "",
       "5 days from the issue on 02/3/2026; 07/3/2026 is a Saturday, so that the period ends with the next working "
       "day, "
       "09/3/2026 (Civil Code 2015, article 148.5)"},
      {{.within = {1, Unit::kDay, kReceipt}}, "2026-03-04", "", "1 day from receipt on 03/3/2026"},
      {{.within = {2, Unit::kWeek, kIssue}}, "2026-03-16", "", "2 weeks from the issue on 02/3/2026"},
      {{.within = {1, Unit::kMonth, kReceipt}}, "2026-04-03", "", "1 month from receipt on 03/3/2026"},
      {{.within = {24, Unit::kHour, kReceipt}}, "2026-03-04", "09:12", "24 hours from receipt on 03/3/2026"},
      {{.within = {36, Unit::kHour, kIssue}}, "2026-03-04", "", "36 hours from the issue on 02/3/2026"},
      {{.year = 2026, .month = 3, .day = 5, .hour = 16}, "2026-03-05", "16:00", ""},
      {{.month = 3, .day = 5, .hour = 9, .minute = 5},
       "2026-03-05",
       "09:05",
       "05/3, the next one from the issue on 02/3/2026: 05/3/2026"},
      {{.year = 2026, .quarter = 3}, "2026-09-30", "", "the end of quarter 3/2026: 30/9/2026"},
      {{.year = 2026}, "2026-12-31", "", "the end of 2026: 31/12/2026"},
      {{.year = 2026, .month = 4, .day = 1}, "2026-04-01", "", ""},
  };
  for (const Case& c : cases) {
    const auto deadline = DeadlineOf(c.due, false, issued_on, received_at);
    ASSERT_TRUE(deadline.has_value()) << c.derivation;
    EXPECT_EQ(FormatDay(deadline->last_day), c.last_day) << c.derivation;
    EXPECT_EQ(deadline->time, c.time) << c.derivation;
    EXPECT_EQ(deadline->derivation, c.derivation);
  }
  EXPECT_EQ(DeadlineOf({.month = 12, .day = 15}, true, issued_on, {})->derivation,
            "the day before 15/12, the next one from the issue on 02/3/2026: 14/12/2026");
}

TEST(DeadlineOfTest, WorkingDaysLeaveOutWhatNobodyWorks) {
  const Due due{.within = {5, Period::Unit::kWorkingDay, Period::From::kIssue}};
  const auto deadline = DeadlineOf(due, false, *ParseDay("2026-03-02"), {});
  EXPECT_EQ(FormatDay(deadline->last_day), "2026-03-09");
  EXPECT_EQ(deadline->derivation, "from the issue: 5 working days after 02/3/2026: without 2 weekend days");
  // 30 April and 1 May are a Thursday and a Friday in 2026, a weekend follows.
  EXPECT_EQ(FormatDay(DeadlineOf(due, false, *ParseDay("2026-04-28"), {})->last_day), "2026-05-07");
}

TEST(DeadlineOfTest, AnHourIsNotTheDayBefore) {
  const Due due{.year = 2026, .month = 3, .day = 5, .hour = 16};
  EXPECT_EQ(FormatDay(DeadlineOf(due, true, *ParseDay("2026-03-02"), {})->last_day), "2026-03-05");
}

TEST(DeadlineOfTest, WhatRunsFromReceiptWaitsForIt) {
  for (const Due& due : {Due{.at_once = true}, Due{.within = {5, Period::Unit::kWorkingDay, Period::From::kReceipt}}}) {
    EXPECT_EQ(DeadlineOf(due, false, *ParseDay("2026-03-02"), std::nullopt), std::nullopt);
  }
}

TEST(DeadlineOfTest, MonthsEndWithTheMonth) {
  const Due due{.within = {1, Period::Unit::kMonth, Period::From::kIssue}};
  EXPECT_EQ(FormatDay(DeadlineOf(due, false, *ParseDay("2025-01-31"), {})->last_day), "2025-02-28");
}

}  // namespace
}  // namespace dondoc::directive
