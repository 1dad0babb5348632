#include "common/time/working_days.h"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace dondoc {
namespace {

using std::chrono::days;

Day D(std::string_view text) { return ParseDay(text).value(); }

// Why a day is off in one word and two, for tables: "holiday Quốc khánh", "swapped 2026-08-22", "weekend", "".
std::string Why(Day day) {
  const auto off = WhyOff(day);
  if (!off) return "";
  switch (off->kind) {
    case DayOffKind::kHoliday:
      return "holiday " + std::string(off->name);
    case DayOffKind::kMadeUp:
      return "for " + std::string(off->name) + " " + FormatDay(off->other);
    case DayOffKind::kSwapped:
      return "swapped " + FormatDay(off->other);
    case DayOffKind::kWeekend:
      return "weekend";
  }
  return "?";
}

TEST(WhyOffTest, KnowsTheTrapsOfTheCalendar) {
  const std::vector<std::pair<const char*, const char*>> kDays = {
      {"2026-11-20", ""},
      {"2026-11-21", "weekend"},
      {"2026-11-22", "weekend"},
      // Wanted by 80-NQ/TW, not law as far as is known.
      {"2026-11-24", ""},
      // Tết of 2026: one day before, four from the first.
      {"2026-02-13", ""},
      {"2026-02-14", "weekend"},
      {"2026-02-16", "holiday Tết Nguyên đán"},
      {"2026-02-20", "holiday Tết Nguyên đán"},
      {"2026-02-23", ""},
      // Tết of 2024: two days before; Saturday and Sunday of it are made up.
      {"2024-02-07", ""},
      {"2024-02-08", "holiday Tết Nguyên đán"},
      {"2024-02-10", "holiday Tết Nguyên đán"},
      {"2024-02-13", "for Tết Nguyên đán 2024-02-10"},
      {"2024-02-14", "for Tết Nguyên đán 2024-02-11"},
      {"2024-02-15", ""},
      // Giỗ Tổ on a Sunday.
      {"2026-04-26", "holiday Giỗ Tổ Hùng Vương"},
      {"2026-04-27", "for Giỗ Tổ Hùng Vương 2026-04-26"},
      {"2026-04-28", ""},
      // Giỗ Tổ on a Saturday, 30/4 behind it on a Sunday, 1/5 on the Monday: made up behind all of them.
      {"2023-04-29", "holiday Giỗ Tổ Hùng Vương"},
      {"2023-05-01", "holiday Ngày Quốc tế lao động"},
      {"2023-05-02", "for Giỗ Tổ Hùng Vương 2023-04-29"},
      {"2023-05-03", "for Ngày Chiến thắng 2023-04-30"},
      {"2023-05-04", ""},
      // Swapped days: the Friday behind a holiday, the Monday before one.
      {"2025-04-26", ""},
      {"2025-05-02", "swapped 2025-04-26"},
      {"2024-04-29", "swapped 2024-05-04"},
      {"2024-05-04", ""},
      {"2024-05-05", "weekend"},
      {"2026-01-02", "swapped 2026-01-10"},
      {"2026-01-10", ""},
      {"2026-08-22", ""},
      {"2026-08-31", "swapped 2026-08-22"},
      {"2026-09-01", "holiday Quốc khánh"},
      {"2026-09-02", "holiday Quốc khánh"},
      {"2026-09-03", ""},
      // National Day on a Saturday; two days since 2021, one before.
      {"2023-09-01", "holiday Quốc khánh"},
      {"2023-09-04", "for Quốc khánh 2023-09-02"},
      {"2020-09-01", ""},
      {"2020-09-03", ""},
      // New Year on a Saturday and on a Sunday, also where Tết is not known.
      {"2022-01-03", "for Tết Dương lịch 2022-01-01"},
      {"2023-01-02", "for Tết Dương lịch 2023-01-01"},
      {"2024-01-02", ""},
      {"2039-01-03", "for Tết Dương lịch 2039-01-01"},
      // Tết of 2030 is a day before that of China: the new moon comes between midnight in Hà Nội and that in Beijing.
      {"2030-01-31", "holiday Tết Nguyên đán"},
      {"2030-02-06", "for Tết Nguyên đán 2030-02-03"},
      {"2030-02-07", ""},
      // 29 February is a day like others.
      {"2024-02-29", ""},
      {"2020-02-29", "weekend"},
  };
  for (const auto& [day, why] : kDays) EXPECT_EQ(Why(D(day)), why) << day;
}

TEST(WhyOffTest, IsSilentAboutWorkedWeekends) {
  EXPECT_EQ(WorkedFor(D("2026-08-22")), D("2026-08-31"));
  EXPECT_EQ(WorkedFor(D("2026-08-23")), std::nullopt);
  EXPECT_EQ(WorkedFor(D("2026-08-31")), std::nullopt);
}

// What article 112.1 gives: eleven days since 2021, ten before; of which each on a weekend is made up.
TEST(WhyOffTest, EveryKnownYearHasTheHolidaysOfTheLaw) {
  for (int year = 2020; LastKnownDay() >= *MakeDay(year, 1, 1); ++year) {
    std::map<std::string, int> holidays;
    int on_weekends = 0;
    int made_up = 0;
    int swapped = 0;
    int worked = 0;
    for (Day day = *MakeDay(year, 1, 1); day <= *MakeDay(year, 12, 31); day += days(1)) {
      worked += WorkedFor(day).has_value() ? 1 : 0;
      const auto off = WhyOff(day);
      if (!off) continue;
      const std::chrono::weekday weekday(day);
      const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
      ASSERT_TRUE(weekend || off->kind != DayOffKind::kWeekend) << FormatDay(day);
      ASSERT_FALSE(weekend && (off->kind == DayOffKind::kMadeUp || off->kind == DayOffKind::kSwapped));
      if (off->kind == DayOffKind::kHoliday) ++holidays[std::string(off->name)];
      on_weekends += weekend && off->kind == DayOffKind::kHoliday ? 1 : 0;
      made_up += off->kind == DayOffKind::kMadeUp ? 1 : 0;
      swapped += off->kind == DayOffKind::kSwapped ? 1 : 0;
    }
    const std::map<std::string, int> law = {{"Tết Dương lịch", 1},        {"Tết Nguyên đán", 5},
                                            {"Giỗ Tổ Hùng Vương", 1},     {"Ngày Chiến thắng", 1},
                                            {"Ngày Quốc tế lao động", 1}, {"Quốc khánh", year < 2021 ? 1 : 2}};
    EXPECT_EQ(holidays, law) << year;
    EXPECT_EQ(made_up, on_weekends) << year;
    EXPECT_EQ(swapped, worked) << year;
  }
}

TEST(AddWorkingDaysTest, CountsFromTheDayAfter) {
  struct Row {
    const char* from;
    int n;
    const char* to;
  };
  for (const Row& row : {
           Row{"2026-11-16", 5, "2026-11-23"},  // Monday: to the next Monday
           {"2026-11-20", 1, "2026-11-23"},     // Friday
           {"2026-11-21", 1, "2026-11-23"},     // Saturday: the first day is Monday all the same
           {"2026-04-27", 5, "2026-05-06"},     // a day off itself; over 30/4 and 1/5
           {"2026-02-12", 2, "2026-02-23"},     // over Tết
           {"2025-04-25", 1, "2025-04-26"},     // to a Saturday that is worked
           {"2025-04-25", 5, "2025-05-06"},
           {"2026-08-21", 6, "2026-08-28"},  // with a Saturday
           {"2026-08-28", 1, "2026-09-03"},  // over National Day
           {"2024-12-30", 2, "2025-01-02"},  // over the end of a year
           {"2025-12-31", 1, "2026-01-05"},  // the same, with a swap
           {"2024-02-28", 1, "2024-02-29"},  // the end of February
           {"2025-02-28", 1, "2025-03-03"},
           {"2026-05-06", -5, "2026-04-24"},  // back: 5/5, 4/5, 29/4, 28/4, 24/4
           {"2026-11-21", -1, "2026-11-20"},
           {"2026-11-21", 0, "2026-11-21"},
       }) {
    EXPECT_EQ(FormatDay(AddWorkingDays(D(row.from), row.n)), row.to) << row.from << " " << row.n;
  }
}

TEST(AddWorkingDaysTest, TakesMoreThanTheMostAsTheMost) {
  const Day from = D("2026-11-20");
  EXPECT_EQ(AddWorkingDays(from, 2'000'000'000), AddWorkingDays(from, kMostWorkingDays));
  EXPECT_EQ(AddWorkingDays(from, std::numeric_limits<int>::min()), AddWorkingDays(from, -kMostWorkingDays));
}

// Of all days from 2020 to 2035: the result is worked, later for a later day or number, and n days and m days are n +
// m.
TEST(AddWorkingDaysTest, IsMonotoneAndAdditive) {
  constexpr int kMost = 45;
  const Day last = D("2035-12-31");
  // after[d][n], each found from its own start.
  std::map<Day, std::vector<Day>> after;
  for (Day day = D("2020-01-01"); day <= last + days(2 * kMost); day += days(1)) {
    std::vector<Day>& row = after[day];
    for (int n = 0; n <= kMost; ++n) row.push_back(AddWorkingDays(day, n));
  }
  for (Day day = D("2020-01-01"); day < last; day += days(1)) {
    const std::vector<Day>& row = after[day];
    const std::vector<Day>& next = after[day + days(1)];
    ASSERT_EQ(row[0], day);
    for (size_t n = 1; n <= kMost; ++n) {
      ASSERT_TRUE(IsWorkingDay(row[n])) << FormatDay(day) << " " << n;
      ASSERT_LT(row[n - 1], row[n]) << FormatDay(day) << " " << n;
      ASSERT_LE(row[n], next[n]) << FormatDay(day) << " " << n;
      // Back again, where the start is worked.
      if (IsWorkingDay(day) && n <= 5) {
        ASSERT_EQ(AddWorkingDays(row[n], -static_cast<int>(n)), day) << n;
      }
      for (size_t m : {size_t{1}, size_t{3}, kMost - n}) {
        if (n + m > kMost) continue;
        ASSERT_EQ(after[row[n]][m], row[n + m]) << FormatDay(day) << " " << n << " " << m;
      }
    }
  }
}

TEST(EndOfPeriodTest, IsTheNextWorkingDayWhereTheLastIsOff) {
  const std::map<const char*, const char*> kDays = {
      {"2026-11-20", "2026-11-20"}, {"2026-11-21", "2026-11-23"}, {"2026-11-22", "2026-11-23"},
      {"2026-04-25", "2026-04-28"},  // Saturday, Giỗ Tổ on Sunday, made up on Monday
      {"2026-04-30", "2026-05-04"}, {"2026-02-14", "2026-02-23"}, {"2026-08-22", "2026-08-22"},  // worked
      {"2026-08-31", "2026-09-03"},                                                              // swapped
      {"2024-08-31", "2024-09-04"}, {"2022-12-31", "2023-01-03"},
  };
  for (const auto& [last, end] : kDays) EXPECT_EQ(FormatDay(EndOfPeriod(D(last))), end) << last;
}

// The next years change these lines; that the known ones go on is what this is for.
TEST(CertaintyTest, GrowsWorseFromYearToYear) {
  EXPECT_GE(LastAnnouncedDay(), D("2026-12-31"));
  EXPECT_GE(LastKnownDay(), D("2035-12-31"));
  EXPECT_LE(LastAnnouncedDay(), LastKnownDay());
  EXPECT_EQ(CertaintyOf(D("2020-01-01")), CalendarCertainty::kAnnounced);
  EXPECT_EQ(CertaintyOf(LastAnnouncedDay()), CalendarCertainty::kAnnounced);
  EXPECT_EQ(CertaintyOf(LastAnnouncedDay() + days(1)),
            LastAnnouncedDay() < LastKnownDay() ? CalendarCertainty::kAssumed : CalendarCertainty::kFixedDays);
  EXPECT_EQ(CertaintyOf(LastKnownDay() + days(1)), CalendarCertainty::kFixedDays);
  EXPECT_EQ(CertaintyOf(D("2019-12-31")), CalendarCertainty::kFixedDays);
}

}  // namespace
}  // namespace dondoc
