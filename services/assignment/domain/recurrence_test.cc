#include "services/assignment/domain/recurrence.h"

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::IsOk;

Day D(std::string_view text) { return ParseDay(text).value(); }

struct Case {
  DutyRule rule;
  std::string_view from;
  std::string_view first;
  std::string_view second;  // made on the day after the first; empty for none
};

TEST(Recurrence, FirstAndNextByTable) {
  const Case cases[] = {
      // "trước ngày 15/12 hằng năm"
      {{Recurrence::kYearly, 12, 15, true, 0}, "2026-11-30", "2026-12-14", "2027-12-14"},
      {{Recurrence::kYearly, 12, 15, true, 0}, "2026-12-14", "2026-12-14", "2027-12-14"},
      {{Recurrence::kYearly, 12, 15, true, 0}, "2026-12-15", "2027-12-14", "2028-12-14"},
      {{Recurrence::kYearly, 12, 15, false, 0}, "2026-12-15", "2026-12-15", "2027-12-15"},
      {{Recurrence::kYearly, 1, 1, true, 0}, "2026-06-01", "2026-12-31", "2027-12-31"},
      {{Recurrence::kYearly, 2, 29, false, 0}, "2026-01-01", "2026-02-28", "2027-02-28"},
      {{Recurrence::kYearly, 2, 29, false, 0}, "2028-01-01", "2028-02-29", "2029-02-28"},
      {{Recurrence::kYearly, 0, 0, false, 0}, "2026-01-01", "2026-12-31", "2027-12-31"},
      {{Recurrence::kYearly, 12, 15, true, 2028}, "2026-01-01", "2028-12-14", "2029-12-14"},
      {{Recurrence::kHalfYearly, 6, 15, false, 0}, "2026-01-01", "2026-06-15", "2026-12-15"},
      {{Recurrence::kHalfYearly, 6, 15, false, 0}, "2026-07-01", "2026-12-15", "2027-06-15"},
      {{Recurrence::kHalfYearly, 0, 0, false, 0}, "2026-01-01", "2026-06-30", "2026-12-31"},
      {{Recurrence::kQuarterly, 0, 0, false, 0}, "2026-01-01", "2026-03-31", "2026-06-30"},
      {{Recurrence::kQuarterly, 0, 20, true, 0}, "2026-11-21", "2026-12-19", "2027-03-19"},
      {{Recurrence::kQuarterly, 1, 5, false, 0}, "2026-11-21", "2027-01-05", "2027-04-05"},
      {{Recurrence::kMonthly, 0, 25, false, 0}, "2026-02-25", "2026-02-25", "2026-03-25"},
      {{Recurrence::kMonthly, 0, 31, false, 0}, "2026-02-01", "2026-02-28", "2026-03-31"},
      {{Recurrence::kMonthly, 0, 1, true, 0}, "2026-02-02", "2026-02-28", "2026-03-31"},
      {{Recurrence::kWeekly, 0, 0, false, 0}, "2026-11-21", "2026-11-27", "2026-12-04"},
      {{Recurrence::kWeekly, 0, 1, true, 0}, "2026-11-21", "2026-11-22", "2026-11-29"},
      {{Recurrence::kOnce, 6, 30, true, 2027}, "2026-11-21", "2027-06-29", ""},
      {{Recurrence::kOnce, 6, 30, false, 2021}, "2026-11-21", "2021-06-30", ""},
      {{Recurrence::kOnce, 1, 1, true, 2027}, "2026-11-21", "2026-12-31", ""},
      {{Recurrence::kOnce, 6, 30, false, 0}, "2026-11-21", "2027-06-30", ""},
      {{Recurrence::kPeriodic, 0, 0, false, 0}, "2026-11-21", "", ""},
      {{Recurrence::kAdHoc, 0, 0, false, 0}, "2026-11-21", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(NameOf(c.rule.recurrence)) + " from " + std::string(c.from));
    const std::optional<Day> first = FirstDue(c.rule, D(c.from));
    EXPECT_EQ(first.has_value() ? FormatDay(*first) : "", c.first);
    if (!first.has_value()) continue;
    const std::optional<Day> next = NextDue(c.rule, *first, *first + std::chrono::days(1));
    EXPECT_EQ(next.has_value() ? FormatDay(*next) : "", c.second);
  }
}

TEST(Recurrence, CompletedEarlyMakesTheNextOneAndNotTheSame) {
  const DutyRule rule{Recurrence::kYearly, 12, 15, true, 0};
  EXPECT_EQ(NextDue(rule, D("2026-12-14"), D("2026-10-01")), D("2027-12-14"));
}

TEST(Recurrence, OccurrencesThatPassedUnseenAreLeftOut) {
  const DutyRule rule{Recurrence::kMonthly, 0, 25, false, 0};
  EXPECT_EQ(NextDue(rule, D("2026-01-25"), D("2026-11-21")), D("2026-11-25"));
}

TEST(Recurrence, EveryDayOfTwentyYearsIsFollowedByADueDayWithinItsPeriod) {
  for (const Recurrence recurrence : {Recurrence::kWeekly, Recurrence::kMonthly, Recurrence::kQuarterly,
                                      Recurrence::kHalfYearly, Recurrence::kYearly}) {
    for (const int day : {0, 1, 5}) {
      for (const bool before : {false, true}) {
        const DutyRule rule{recurrence, 0, day, before, 0};
        for (Day from = D("2020-01-01"); from < D("2040-01-01"); from += std::chrono::days(1)) {
          const Day first = FirstDue(rule, from).value();
          ASSERT_GE(first, from);
          ASSERT_LE(first - from, std::chrono::days(367));
          ASSERT_EQ(FirstDue(rule, first), first);
          ASSERT_GT(NextDue(rule, first, from).value(), first);
        }
      }
    }
  }
}

TEST(Recurrence, SaysHowItWasDerived) {
  EXPECT_EQ(Derivation({Recurrence::kYearly, 12, 15, true, 0}, D("2026-12-14")),
            "before 15/12 each year: the last day in time is 14/12/2026");
  EXPECT_EQ(Derivation({Recurrence::kMonthly, 0, 25, false, 0}, D("2026-02-25")),
            "by day 25 each month: the last day in time is 25/02/2026");
  EXPECT_EQ(Derivation({Recurrence::kMonthly, 0, 0, false, 0}, D("2026-02-28")),
            "by the last day each month: the last day in time is 28/02/2026");
  EXPECT_EQ(Derivation({Recurrence::kWeekly, 0, 0, false, 0}, D("2026-11-27")),
            "by Friday each week: the last day in time is 27/11/2026");
  EXPECT_EQ(Derivation({Recurrence::kOnce, 6, 30, true, 2027}, D("2027-06-29")),
            "before 30/6/2027: the last day in time is 29/6/2027");
}

TEST(Recurrence, NamesGoBothWays) {
  for (const std::string_view name :
       {"ONCE", "WEEKLY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY", "PERIODIC", "AD_HOC"}) {
    ASSERT_TRUE(RecurrenceOf(name).has_value()) << name;
    EXPECT_EQ(NameOf(*RecurrenceOf(name)), name);
  }
  EXPECT_FALSE(RecurrenceOf("DAILY").has_value());
}

TEST(Recurrence, NumbersThatNoDateHasAreRefused) {
  EXPECT_THAT(Check({Recurrence::kYearly, 12, 15, true, 0}), IsOk());
  EXPECT_THAT(Check({Recurrence::kYearly, 13, 15, true, 0}),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_RECURRENCE"));
  EXPECT_THAT(Check({Recurrence::kYearly, 12, 32, true, 0}),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_RECURRENCE"));
  EXPECT_THAT(Check({Recurrence::kWeekly, 0, 8, true, 0}),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_RECURRENCE"));
}

}  // namespace
}  // namespace dondoc::assignment
