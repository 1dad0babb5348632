#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "common/time/clock.h"
#include "common/time/day.h"

namespace dondoc {
namespace {

TEST(DayTest, BeginsAtSeventeenHoursUtcOfTheDayBefore) {
  const Day day = *ParseDay("2026-12-15");
  EXPECT_EQ(FormatTime(StartOf(day)), "2026-12-14T17:00:00.000000Z");
  EXPECT_EQ(DayOf(StartOf(day)), day);
  EXPECT_EQ(DayOf(StartOf(day) - std::chrono::microseconds(1)), day - std::chrono::days(1));
}

TEST(DayTest, RefusesWhatIsNotADate) {
  for (const char* text : {"2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01",
                           "", "2026-01-0a", "2026-01--1", "0000-01-01"}) {
    EXPECT_FALSE(ParseDay(text).has_value()) << text;
  }
  EXPECT_TRUE(ParseDay("2024-02-29").has_value());
}

TEST(DayTest, EveryDayOfACenturyComesBack) {
  for (Day day = *ParseDay("1975-05-01"); day < *ParseDay("2075-05-01"); day += std::chrono::days(1)) {
    ASSERT_EQ(ParseDay(FormatDay(day)), day);
    ASSERT_EQ(DayOf(StartOf(day)), day);
  }
}

TEST(TimeTest, ReadsPostgresAndRfc3339) {
  const TimePoint expected =
      TimePoint(*ParseDay("2026-11-21")) + std::chrono::hours(2) + std::chrono::microseconds(120000);
  EXPECT_EQ(ParseTime("2026-11-21 02:00:00.12+00"), expected);
  EXPECT_EQ(ParseTime("2026-11-21T02:00:00.120000Z"), expected);
  EXPECT_EQ(ParseTime(FormatTime(expected)), expected);
  EXPECT_FALSE(ParseTime("2026-11-21 02:00:00+07").has_value());
  EXPECT_FALSE(ParseTime("2026-11-21 24:00:00Z").has_value());
}

TEST(DevelopmentClockTest, GoesOnFromWhereItWasSet) {
  const std::string path = "/tmp/dondoc-clock-test." + std::to_string(::getpid());
  const DevelopmentClock clock(path);
  const TimePoint real = SystemClock().Now();
  EXPECT_LT(clock.Now() - real, std::chrono::minutes(1));
  const TimePoint target = StartOf(*ParseDay("2026-12-08"));
  ASSERT_TRUE(SetDevelopmentClock(path, target));
  EXPECT_GE(clock.Now(), target);
  EXPECT_EQ(DayOf(clock.Now()), *ParseDay("2026-12-08"));
  std::remove(path.c_str());
}

}  // namespace
}  // namespace dondoc
