#include "services/notification/domain/occurrences.h"

#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::notification {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const ReminderRule kRule{.before_days = {7, 3, 1}, .on_day = true, .after_days = {1, 3}, .repeat_days = 7};

Day On(const char* text) { return ParseDay(text).value(); }
TimePoint At(const char* day, minutes time) { return StartOf(On(day)) + time; }

// "-7@2026-12-07", with " late", " x3" for what it covers, and the reason where suppressed.
std::string Show(const Occurrence& occurrence) {
  std::string text = std::to_string(occurrence.step) + "@" + FormatDay(occurrence.nominal_on);
  if (occurrence.late) text += " late";
  if (occurrence.covers != 1) text += " x" + std::to_string(occurrence.covers);
  if (occurrence.fate != Fate::kMade) text += " " + std::string(SuppressionReason(occurrence.fate));
  return text;
}
std::vector<std::string> Show(const std::vector<Occurrence>& occurrences) {
  std::vector<std::string> shown;
  for (const Occurrence& occurrence : occurrences) shown.push_back(Show(occurrence));
  return shown;
}

TEST(OccurrencesTest, EachStepIsMadeOnItsDayFromHalfPastSeven) {
  const Day due = On("2026-12-14");
  EXPECT_THAT(DueSteps(kRule, due, On("2026-12-07"), At("2026-12-07", hours(7) + minutes(29))), IsEmpty());
  EXPECT_THAT(Show(DueSteps(kRule, due, On("2026-12-07"), At("2026-12-07", hours(7) + minutes(30)))),
              ElementsAre("-7@2026-12-07"));
  EXPECT_THAT(Show(DueSteps(kRule, due, On("2026-12-07"), At("2026-12-07", hours(23)))), ElementsAre("-7@2026-12-07"));
}

TEST(OccurrencesTest, DayByDayFrom30NovemberTo20DecemberAUnitGetsSix) {
  const Day due = On("2026-12-14");
  std::vector<std::string> all;
  Day from = On("2026-11-30");
  for (Day day = On("2026-11-30"); day <= On("2026-12-20"); day += std::chrono::days(1)) {
    const TimePoint now = StartOf(day) + hours(8);
    for (const Occurrence& occurrence : DueSteps(kRule, due, from, now)) all.push_back(Show(occurrence));
    from = LastDayReached(kRule, now) + std::chrono::days(1);
  }
  EXPECT_THAT(all, ElementsAre("-7@2026-12-07", "-3@2026-12-11", "-1@2026-12-13", "0@2026-12-14", "1@2026-12-15",
                               "3@2026-12-17"));
}

TEST(OccurrencesTest, InOneJumpFrom30NovemberTo20DecemberThreeAreMadeLateAndThreeSuppressed) {
  EXPECT_THAT(
      Show(DueSteps(kRule, On("2026-12-14"), On("2026-12-01"), At("2026-12-20", hours(8)))),
      ElementsAre("-7@2026-12-07 late DEADLINE_PASSED", "-3@2026-12-11 late DEADLINE_PASSED",
                  "-1@2026-12-13 late DEADLINE_PASSED", "0@2026-12-14 late", "1@2026-12-15 late", "3@2026-12-17 late"));
}

TEST(OccurrencesTest, AStepBeforeTheDeadlineIsMadeLateWithinTheCatchUpWindowOnly) {
  const Day due = On("2026-12-31");
  ReminderRule rule = kRule;
  rule.before_days = {30, 7};
  EXPECT_THAT(Show(DueSteps(rule, due, On("2026-12-01"), At("2026-12-08", hours(8)))),
              ElementsAre("-30@2026-12-01 late"));
  EXPECT_THAT(Show(DueSteps(rule, due, On("2026-12-01"), At("2026-12-09", hours(8)))),
              ElementsAre("-30@2026-12-01 late TOO_LATE"));
  // On the last day itself the deadline has not passed: seven days late is still within the window.
  EXPECT_THAT(Show(DueSteps(rule, due, On("2026-12-20"), At("2026-12-31", hours(8)))),
              ElementsAre("-7@2026-12-24 late", "0@2026-12-31"));
}

TEST(OccurrencesTest, OfMissedRepetitionsOnlyTheLastIsMade) {
  EXPECT_THAT(Show(DueSteps(kRule, On("2026-12-14"), On("2026-12-18"), At("2027-12-20", hours(8)))),
              ElementsAre("367@2027-12-16 late x52"));
  EXPECT_THAT(Show(DueSteps(kRule, On("2026-12-14"), On("2026-12-18"), At("2026-12-24", hours(8)))),
              ElementsAre("10@2026-12-24"));
}

TEST(OccurrencesTest, DaysAreCountedAcrossMonthEndsAndLeapYears) {
  EXPECT_THAT(Show(PlannedSteps(kRule, On("2028-03-01"), On("2028-01-01"), 8)),
              ElementsAre("-7@2028-02-23", "-3@2028-02-27", "-1@2028-02-29", "0@2028-03-01", "1@2028-03-02",
                          "3@2028-03-04", "10@2028-03-11", "17@2028-03-18"));
  EXPECT_THAT(Show(PlannedSteps(kRule, On("2027-01-02"), On("2026-12-30"), 3)),
              ElementsAre("-3@2026-12-30", "-1@2027-01-01", "0@2027-01-02"));
}

TEST(OccurrencesTest, NothingIsMadeOfStepsBeforeTheFirstDayThatCounts) {
  // Given years after its deadline (an old document brought in): only the weekly reminder that comes next.
  EXPECT_THAT(DueSteps(kRule, On("2021-12-14"), On("2026-12-08"), At("2026-12-08", hours(9))), IsEmpty());
  const auto next = PlannedSteps(kRule, On("2021-12-14"), On("2026-12-08"), 1);
  ASSERT_EQ(next.size(), 1u);
  EXPECT_GE(next.front().nominal_on, On("2026-12-08"));
  EXPECT_LT(next.front().nominal_on, On("2026-12-15"));
  EXPECT_EQ((next.front().step - 3) % 7, 0);
}

TEST(OccurrencesTest, TheNextMomentIsTheRulesTimeOfDayInVietNam) {
  EXPECT_EQ(NextMoment(kRule, On("2026-12-14"), On("2026-12-08")), ParseTime("2026-12-11T00:30:00.000000Z"));
  ReminderRule before_only{.before_days = {3}};
  EXPECT_EQ(NextMoment(before_only, On("2026-12-14"), On("2026-12-12")), std::nullopt);
  ReminderRule weekly_only{.repeat_days = 7};
  EXPECT_EQ(NextMoment(weekly_only, On("2026-12-14"), On("2026-12-01")), At("2026-12-21", hours(7) + minutes(30)));
}

TEST(OccurrencesTest, HoweverTheClockIsMovedEachStepComesAtMostOnceAndNoneIsForgotten) {
  const Day due = On("2026-12-14");
  for (unsigned seed = 1; seed <= 200; ++seed) {
    unsigned random = seed * 2654435761u;
    const auto next_random = [&random](unsigned below) {
      random = random * 1664525u + 1013904223u;
      return (random >> 8) % below;
    };
    std::set<int> seen;
    int covered = 0;
    Day from = On("2026-11-30");
    TimePoint now = At("2026-11-30", hours(0));
    TimePoint furthest = now;
    for (int move = 0; move < 60; ++move) {
      // Mostly on, sometimes back, by minutes or days.
      const auto by = minutes(next_random(5) == 0 ? next_random(20 * 1440) : next_random(1440));
      now = next_random(6) == 0 ? now - by : now + by;
      furthest = std::max(furthest, now);
      for (const Occurrence& occurrence : DueSteps(kRule, due, from, now)) {
        EXPECT_TRUE(seen.insert(occurrence.step).second) << "seed " << seed << ", step " << occurrence.step;
        covered += occurrence.covers;
      }
      from = std::max(from, LastDayReached(kRule, now) + std::chrono::days(1));
    }
    int expected = 0;
    for (const Occurrence& planned : PlannedSteps(kRule, due, On("2026-11-30"), 1000)) {
      expected += planned.nominal_on <= LastDayReached(kRule, furthest) ? 1 : 0;
    }
    EXPECT_EQ(covered, expected) << "seed " << seed;
  }
}

}  // namespace
}  // namespace dondoc::notification
