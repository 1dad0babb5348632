#include "services/assignment/domain/counts.h"

#include "gtest/gtest.h"

namespace dondoc::assignment {
namespace {

Day D(std::string_view text) { return ParseDay(text).value(); }

Assignment Given(State state, bool binding = true) {
  Assignment assignment;
  assignment.unit_id = "u";
  assignment.directive_id = "d";
  assignment.due_on = D("2026-12-14");
  assignment.binding = binding;
  assignment.state = state;
  if (state == State::kCompleted) assignment.done_in_time = false;
  return assignment;
}

TEST(Counts, OfEachState) {
  for (const State state :
       {State::kAssigned, State::kAccepted, State::kInProgress, State::kReported, State::kReturned, State::kRefused}) {
    EXPECT_EQ(CountsOf(Given(state)), Counts{.open = 1}) << NameOf(state);
  }
  EXPECT_EQ(CountsOf(Given(State::kCompleted)), Counts{.done_late = 1});
  Assignment in_time = Given(State::kCompleted);
  in_time.done_in_time = true;
  EXPECT_EQ(CountsOf(in_time), Counts{.done_in_time = 1});
  EXPECT_TRUE(CountsOf(Given(State::kCancelled)).IsZero());
  EXPECT_TRUE(CountsOf(Given(State::kTransferred)).IsZero());
}

TEST(Counts, ARequestHasNoDeadlineAndIsNeverLate) {
  EXPECT_EQ(KeyOf(Given(State::kAssigned, false)).due_on, std::nullopt);
  EXPECT_EQ(CountsOf(Given(State::kCompleted, false)), Counts{.done_in_time = 1});
}

TEST(Counts, ChangesBetweenTwoStates) {
  EXPECT_TRUE(ChangesBetween(Given(State::kAssigned), Given(State::kAccepted)).empty());
  const auto done = ChangesBetween(Given(State::kReported), Given(State::kCompleted));
  ASSERT_EQ(done.size(), 1u);
  EXPECT_EQ(done[0].by, (Counts{.open = -1, .done_late = 1}));

  Assignment moved = Given(State::kAssigned);
  moved.due_on = D("2027-01-01");
  const auto changes = ChangesBetween(Given(State::kAssigned), moved);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].by, Counts{.open = -1});
  EXPECT_EQ(changes[1].key.due_on, D("2027-01-01"));
  EXPECT_EQ(changes[1].by, Counts{.open = 1});
}

TEST(Counts, SummaryPartitionsTheTotal) {
  Summary summary;
  const Day today = D("2026-12-15");
  Add(D("2026-12-14"), {.open = 1, .done_in_time = 2, .done_late = 3}, today, summary);
  Add(D("2026-12-15"), {.open = 4, .done_in_time = 5, .done_late = 0}, today, summary);
  Add(std::nullopt, {.open = 6, .done_in_time = 7, .done_late = 0}, today, summary);
  EXPECT_EQ(summary.overdue, 1);
  EXPECT_EQ(summary.in_time, 4);
  EXPECT_EQ(summary.done_in_time, 7);
  EXPECT_EQ(summary.done_late, 3);
  EXPECT_EQ(summary.no_deadline, 13);
  EXPECT_EQ(summary.no_deadline_done, 7);
  EXPECT_EQ(summary.total(), 28);
  EXPECT_EQ(summary.rate_numerator(), 7);
  EXPECT_EQ(summary.rate_denominator(), 11);
}

}  // namespace
}  // namespace dondoc::assignment
