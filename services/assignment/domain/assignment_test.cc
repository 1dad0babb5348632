#include "services/assignment/domain/assignment.h"

#include <map>

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::IsOk;

Day D(std::string_view text) { return ParseDay(text).value(); }

Assignment Given(State state) {
  Assignment assignment;
  assignment.id = "a";
  assignment.unit_id = "commune";
  assignment.issuer_unit_id = "issuer";
  assignment.due_on = D("2026-12-14");
  assignment.state = state;
  if (state == State::kReported) assignment.reported_on = D("2026-12-10");
  return assignment;
}

Act Doing(Verb verb, std::string actor = "") {
  Act act;
  act.verb = verb;
  act.actor_unit_id = std::move(actor);
  act.text = "some words";
  act.today = D("2026-12-12");
  return act;
}

TEST(Assignment, EveryStateAgainstEveryVerb) {
  const std::map<std::pair<State, Verb>, State> allowed = {
      {{State::kAssigned, Verb::kAccept}, State::kAccepted},    {{State::kAssigned, Verb::kRefuse}, State::kRefused},
      {{State::kAccepted, Verb::kStart}, State::kInProgress},   {{State::kAccepted, Verb::kReport}, State::kReported},
      {{State::kInProgress, Verb::kReport}, State::kReported},  {{State::kReturned, Verb::kStart}, State::kInProgress},
      {{State::kReturned, Verb::kReport}, State::kReported},    {{State::kReported, Verb::kReturn}, State::kReturned},
      {{State::kReported, Verb::kComplete}, State::kCompleted},
  };
  for (const State state : kAllStates) {
    for (const Verb verb : kAllVerbs) {
      SCOPED_TRACE(std::string(NameOf(state)) + " " + std::string(NameOf(verb)));
      const absl::StatusOr<Assignment> after = Perform(Given(state), Doing(verb));
      const auto expected = allowed.find({state, verb});
      if (expected == allowed.end()) {
        EXPECT_THAT(after, HasReason(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
        continue;
      }
      ASSERT_THAT(after, IsOk());
      EXPECT_EQ(after->state, expected->second);
      EXPECT_EQ(after->version, 2);
    }
  }
}

TEST(Assignment, AWrongStateSaysWhatWouldBeRight) {
  const absl::Status status = Perform(Given(State::kCompleted), Doing(Verb::kReport)).status();
  EXPECT_EQ(status.message(), "it is COMPLETED; REPORT is for ACCEPTED, IN_PROGRESS or RETURNED");
  EXPECT_EQ(Metadata(status)["state"], "COMPLETED");
}

TEST(Assignment, AReturnAndARefusalHaveAReasonAndAReportHasText) {
  Act act = Doing(Verb::kReturn);
  act.text.clear();
  absl::Status status = Perform(Given(State::kReported), act).status();
  EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "REASON_REQUIRED"));
  EXPECT_EQ(Metadata(status)["field"], "reason");
  act.verb = Verb::kReport;
  status = Perform(Given(State::kInProgress), act).status();
  EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "REPORT_REQUIRED"));
  EXPECT_EQ(Metadata(status)["field"], "text");
}

TEST(Assignment, DoneInTimeIsTheDayOfTheAcceptedReport) {
  Assignment assignment = Given(State::kInProgress);
  Act act = Doing(Verb::kReport);
  act.today = D("2026-12-14");
  ASSERT_OK_AND_ASSIGN(assignment, Perform(assignment, act));
  act.verb = Verb::kReturn;
  ASSERT_OK_AND_ASSIGN(const Assignment returned, Perform(assignment, act));
  EXPECT_EQ(returned.returns, 1);
  EXPECT_EQ(returned.reason, "some words");

  // Accepted as it was, weeks later: in time.
  act.verb = Verb::kComplete;
  act.today = D("2027-01-20");
  ASSERT_OK_AND_ASSIGN(const Assignment completed, Perform(assignment, act));
  EXPECT_EQ(completed.done_in_time, true);
  EXPECT_EQ(completed.completed_on, D("2027-01-20"));

  // Returned, and reported again on the day after: late.
  act.verb = Verb::kReport;
  act.today = D("2026-12-15");
  ASSERT_OK_AND_ASSIGN(const Assignment again, Perform(returned, act));
  act.verb = Verb::kComplete;
  ASSERT_OK_AND_ASSIGN(const Assignment late, Perform(again, act));
  EXPECT_EQ(late.done_in_time, false);
  EXPECT_EQ(late.returns, 1);
}

TEST(Assignment, OverdueFromTheDayAfter) {
  Assignment assignment = Given(State::kInProgress);
  EXPECT_FALSE(IsOverdue(assignment, D("2026-12-14")));
  EXPECT_TRUE(IsOverdue(assignment, D("2026-12-15")));
  assignment.state = State::kCompleted;
  EXPECT_FALSE(IsOverdue(assignment, D("2026-12-15")));
  assignment.state = State::kInProgress;
  assignment.binding = false;
  EXPECT_FALSE(IsOverdue(assignment, D("2026-12-15")));
  assignment.binding = true;
  assignment.due_on.reset();
  EXPECT_FALSE(IsOverdue(assignment, D("2026-12-15")));
}

TEST(Assignment, NamesGoBothWays) {
  for (const State state : kAllStates) EXPECT_EQ(StateOf(NameOf(state)), state);
  for (const Verb verb : kAllVerbs) EXPECT_EQ(VerbOf(NameOf(verb)), verb);
  EXPECT_FALSE(StateOf("OVERDUE").has_value());
}

}  // namespace
}  // namespace dondoc::assignment
