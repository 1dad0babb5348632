#include "services/notification/domain/pending.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/domain/occurrences.h"

namespace dondoc::notification {
namespace {

using Fact = std::variant<AssignmentCreatedFact, AssignmentChangedFact>;

const ReminderRule kRule{.before_days = {7, 3, 1}, .on_day = true, .after_days = {1, 3}, .repeat_days = 7};

Day On(const char* text) { return ParseDay(text).value(); }

AssignmentCreatedFact Created(const char* day, const char* due_on = "2026-12-14") {
  return {.assignment_id = "a",
          .directive_id = "d",
          .directive_number = "141/KH-UBND",
          .unit_id = "u",
          .issuer_unit_id = "i",
          .text = "Báo cáo",
          .due_on = ParseDay(due_on),
          .binding = true,
          .version = 1,
          .day = On(day)};
}
AssignmentChangedFact Changed(int version, const char* state, const char* day, const char* due_on = "2026-12-14") {
  return {.assignment_id = "a",
          .directive_id = "d",
          .unit_id = "u",
          .issuer_unit_id = "i",
          .state = state,
          .due_on = ParseDay(due_on),
          .version = version,
          .day = On(day)};
}

std::optional<PendingAssignment> ApplyAll(const std::vector<Fact>& facts) {
  std::optional<PendingAssignment> known;
  for (const Fact& fact : facts) {
    known = std::visit([&](const auto& concrete) { return Apply(known, concrete); }, fact);
  }
  return known;
}

TEST(PendingTest, TheLifeOfAnAssignmentIsTheSameInEveryOrderOfItsFacts) {
  const std::vector<Fact> facts = {Created("2026-12-01"), Changed(2, "ACCEPTED", "2026-12-02"),
                                   Changed(3, "REPORTED", "2026-12-05"), Changed(4, "RETURNED", "2026-12-09"),
                                   Changed(5, "IN_PROGRESS", "2026-12-10")};
  const auto in_order = ApplyAll(facts);
  EXPECT_EQ(in_order->armed_from, On("2026-12-09"));
  EXPECT_TRUE(IsReminded(*in_order));
  std::vector<int> order(facts.size());
  std::iota(order.begin(), order.end(), 0);
  do {
    std::vector<Fact> shuffled;
    for (const int index : order) shuffled.push_back(facts[static_cast<std::size_t>(index)]);
    shuffled.push_back(facts[2]);  // and one of them twice
    PendingAssignment got = *ApplyAll(shuffled);
    EXPECT_GE(*got.armed_from, On("2026-12-09"));
    EXPECT_LE(*got.armed_from, On("2026-12-10"));  // where REPORTED was followed by IN_PROGRESS, its day counts
    got.armed_from = in_order->armed_from;
    EXPECT_EQ(got, *in_order);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(PendingTest, StopsWhereNobodyHasToDoAnythingAndForRequestsAndWithoutDeadline) {
  for (const char* state : {"REPORTED", "COMPLETED", "REFUSED", "CANCELLED", "TRANSFERRED"}) {
    const auto known = ApplyAll({Created("2026-12-01"), Changed(2, state, "2026-12-02")});
    EXPECT_FALSE(IsReminded(*known)) << state;
    EXPECT_EQ(NextMoment(kRule, *known), std::nullopt) << state;
  }
  AssignmentCreatedFact request = Created("2026-12-01");
  request.binding = false;
  EXPECT_FALSE(IsReminded(Apply(std::nullopt, request)));
  AssignmentCreatedFact open_ended = Created("2026-12-01");
  open_ended.due_on = std::nullopt;
  EXPECT_FALSE(IsReminded(Apply(std::nullopt, open_ended)));
}

TEST(PendingTest, AChangeBeforeItsCreationIsKeptAndRemindsNobodyUntilThen) {
  const PendingAssignment early = Apply(std::nullopt, Changed(2, "ACCEPTED", "2026-12-02"));
  EXPECT_FALSE(IsReminded(early));
  const PendingAssignment known = Apply(early, Created("2026-12-01"));
  EXPECT_TRUE(IsReminded(known));
  EXPECT_EQ(known.state, "ACCEPTED");
  EXPECT_EQ(known.version, 2);
  EXPECT_EQ(known.armed_from, On("2026-12-01"));
  EXPECT_EQ(known.text, "Báo cáo");
}

TEST(PendingTest, AReturnArmsTheStepsThatAreStillToCome) {
  const auto known =
      ApplyAll({Created("2026-12-01"), Changed(2, "REPORTED", "2026-12-06"), Changed(3, "RETURNED", "2026-12-12")});
  EXPECT_EQ(CountsFrom(*known), On("2026-12-12"));
  // The steps of 7 and 11 December fell into the time when it was reported: they are gone. 13 December is the next.
  EXPECT_EQ(NextMoment(kRule, *known), StartOf(On("2026-12-13")) + kRule.time_of_day);
}

TEST(PendingTest, AnExtensionArmsTheStepsOfTheNewDeadlineFromItsDay) {
  const auto later = ApplyAll({Created("2026-12-01"), Changed(2, "ACCEPTED", "2026-12-10", "2026-12-31")});
  EXPECT_EQ(NextMoment(kRule, *later), StartOf(On("2026-12-24")) + kRule.time_of_day);
  // Brought forward: seven days before the new deadline is past, and was never missed.
  const auto earlier =
      ApplyAll({Created("2026-12-01", "2026-12-31"), Changed(2, "ACCEPTED", "2026-12-10", "2026-12-14")});
  EXPECT_EQ(NextMoment(kRule, *earlier), StartOf(On("2026-12-11")) + kRule.time_of_day);
  // The same where the change is heard first.
  const auto reordered =
      ApplyAll({Changed(2, "ACCEPTED", "2026-12-10", "2026-12-14"), Created("2026-12-01", "2026-12-31")});
  EXPECT_EQ(NextMoment(kRule, *reordered), StartOf(On("2026-12-11")) + kRule.time_of_day);
}

TEST(PendingTest, WhateverTheClockAndTheFactsDoNoStepIsMadeTwiceAndNoneAfterTheReport) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    unsigned random = seed * 2654435761u;
    const auto next_random = [&random](unsigned below) {
      random = random * 1664525u + 1013904223u;
      return (random >> 8) % below;
    };
    const std::vector<Fact> facts = {
        Created("2026-12-01"), Changed(2, "ACCEPTED", "2026-12-02"), Changed(3, "REPORTED", "2026-12-08"),
        Changed(4, "RETURNED", "2026-12-10", "2026-12-16"), Changed(5, "REPORTED", "2026-12-18", "2026-12-16")};
    std::optional<PendingAssignment> known;
    std::set<std::pair<int, Day>> seen;
    TimePoint now = StartOf(On("2026-12-01"));
    for (int move = 0; move < 80; ++move) {
      if (next_random(3) == 0) {
        const Fact& fact = facts[next_random(static_cast<unsigned>(facts.size()))];
        known = std::visit([&](const auto& concrete) { return Apply(known, concrete); }, fact);
      }
      const auto by = std::chrono::minutes(next_random(3 * 1440));
      now = next_random(5) == 0 ? now - by : now + by;
      if (!known.has_value() || !IsReminded(*known)) continue;
      EXPECT_LT(known->version, 5) << "open after the last report, seed " << seed;
      for (const Occurrence& occurrence : DueSteps(kRule, *known->due_on, CountsFrom(*known), now)) {
        EXPECT_TRUE(seen.insert({occurrence.step, occurrence.nominal_on}).second) << "seed " << seed;
      }
      known->handled_through = std::max(known->handled_through.value_or(Day{}), LastDayReached(kRule, now));
    }
  }
}

}  // namespace
}  // namespace dondoc::notification
