#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "common/status/status_matchers.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/app/make_next_occurrences.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::testing::HasReason;
using testing::World;

// One task for one commune, due on 14 December.
class Operations : public ::testing::Test {
 protected:
  void SetUp() override {
    auto fact = world_.Directive(COMMUNE);
    World::ForUnit(world_.AddTask(fact, "2026-12-14"), world_.communes[0]);
    ASSERT_OK(world_.Issue(fact));
    ASSERT_OK(world_.Settle());
    id_ = world_.Texts("SELECT id FROM assignment")[0];
  }

  ChangeCommand Command(Verb verb, const std::string& actor = "") {
    ChangeCommand command;
    command.request_id = world_.ids.NewId();
    command.request_hash = "h";
    command.assignment_id = id_;
    command.act.verb = verb;
    command.act.actor_unit_id = actor;
    command.act.text = "lời";
    command.user = "lan";
    return command;
  }

  absl::StatusOr<std::string> Do(const ChangeCommand& command) {
    return ChangeAssignment(world_.context, command, [](const AssignmentView& view, Day today) {
      return std::string(NameOf(view.assignment.state)) + " " + std::to_string(view.assignment.version) + " " +
             FormatDay(today);
    });
  }

  std::string Counts(const std::string& unit) {
    return world_
        .Texts("SELECT concat_ws(' ', open, done_in_time, done_late) FROM roll_up WHERE unit_id = '" + unit + "'")
        .at(0);
  }

  World world_;
  std::string id_;
};

TEST_F(Operations, FromAcceptedToCompletedWithAReturnAndTheCountsFollow) {
  EXPECT_EQ(Do(Command(Verb::kAccept, world_.communes[0])).value(), "ACCEPTED 2 2026-11-21");
  EXPECT_EQ(Do(Command(Verb::kStart, world_.communes[0])).value(), "IN_PROGRESS 3 2026-11-21");
  EXPECT_EQ(Do(Command(Verb::kReport, world_.communes[0])).value(), "REPORTED 4 2026-11-21");
  EXPECT_EQ(Do(Command(Verb::kReturn, world_.districts[0])).value(), "RETURNED 5 2026-11-21");
  world_.clock.Set(*ParseTime("2026-12-14T18:00:00Z"));  // the 15th in Viet Nam
  EXPECT_EQ(Do(Command(Verb::kReport, world_.communes[0])).value(), "REPORTED 6 2026-12-15");
  EXPECT_EQ(Do(Command(Verb::kComplete, world_.province)).value(), "COMPLETED 7 2026-12-15");
  EXPECT_EQ(Counts(world_.communes[0]), "0 0 1");
  EXPECT_EQ(Counts(world_.government), "1 0 0");
  ASSERT_OK(world_.Settle());
  for (const std::string& unit : {world_.districts[0], world_.province, world_.government})
    EXPECT_EQ(Counts(unit), "0 0 1");
  EXPECT_EQ(
      world_.Texts(
          "SELECT concat_ws(' ', version, verb, from_state, to_state, actor_user) FROM transition ORDER BY version"),
      (std::vector<std::string>{"2 ACCEPT ASSIGNED ACCEPTED lan", "3 START ACCEPTED IN_PROGRESS lan",
                                "4 REPORT IN_PROGRESS REPORTED lan", "5 RETURN REPORTED RETURNED lan",
                                "6 REPORT RETURNED REPORTED lan", "7 COMPLETE REPORTED COMPLETED lan"}));
}

TEST_F(Operations, EachActIsPublishedToTheUnitsLevel) {
  ASSERT_OK(Do(Command(Verb::kRefuse)));
  EXPECT_EQ(world_.Texts("SELECT destination || ' ' || type FROM outbox"),
            std::vector<std::string>{"commune dondoc.assignment.v1.AssignmentChanged"});
  const auto changed = messaging::Decode<v1::AssignmentChanged>(world_.DrainOutbox().at(0)).value();
  EXPECT_EQ(changed.assignment_id(), id_);
  EXPECT_EQ(changed.state(), "REFUSED");
  EXPECT_EQ(changed.reason(), "lời");
  EXPECT_EQ(changed.version(), 2);
  EXPECT_EQ(changed.due_on(), "2026-12-14");
}

TEST_F(Operations, TheSameRequestAgainHasTheSameAnswerAndOneEffect) {
  const ChangeCommand accept = Command(Verb::kAccept);
  ASSERT_OK_AND_ASSIGN(const std::string first, Do(accept));
  ASSERT_OK(Do(Command(Verb::kStart)));
  world_.clock.Advance(std::chrono::hours(48));
  ASSERT_OK_AND_ASSIGN(const std::string again, Do(accept));
  EXPECT_EQ(first, again);
  EXPECT_EQ(world_.Number("SELECT count(*) FROM transition"), 2);
  EXPECT_EQ(world_.DrainOutbox().size(), 2u);

  ChangeCommand other = accept;
  other.request_hash = "another";
  EXPECT_THAT(Do(other), HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  other = accept;
  other.act.verb = Verb::kRefuse;
  EXPECT_THAT(Do(other), HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(Operations, ARefusedActLeavesNothingBehind) {
  ChangeCommand stale = Command(Verb::kAccept);
  stale.expected_version = 7;
  EXPECT_THAT(Do(stale), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Do(Command(Verb::kComplete)), HasReason(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  ChangeCommand stranger = Command(Verb::kAccept);
  stranger.permit = [this](const access::Parties& parties) {
    EXPECT_EQ(parties.unit, world_.communes[0]);
    EXPECT_EQ(parties.issuer, world_.province);
    return Error(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED", "not yours");
  };
  EXPECT_THAT(Do(stranger), HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  ChangeCommand nowhere = Command(Verb::kAccept);
  nowhere.assignment_id = world_.ids.NewId();
  EXPECT_THAT(Do(nowhere), HasReason(absl::StatusCode::kNotFound, "ASSIGNMENT_NOT_FOUND"));
  EXPECT_EQ(world_.Number("SELECT count(*) FROM transition"), 0);
  EXPECT_EQ(world_.Number("SELECT count(*) FROM idempotency_key"), 0);
  EXPECT_TRUE(world_.DrainOutbox().empty());
  // And so the same id may be used when the cause is gone.
  stale.expected_version = 1;
  ASSERT_OK(Do(stale));
}

TEST_F(Operations, OfManyAtOnceOneAccepts) {
  constexpr int kThreads = 6;
  std::barrier start(kThreads);
  std::atomic<int> accepted = 0;
  std::atomic<int> wrong_state = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, command = Command(Verb::kAccept)] {
      start.arrive_and_wait();
      const auto done = Do(command);
      if (done.ok()) ++accepted;
      if (Reason(done.status()) == "WRONG_STATE") ++wrong_state;
    });
  }
  threads.clear();
  EXPECT_EQ(accepted, 1);
  EXPECT_EQ(wrong_state, kThreads - 1);
  EXPECT_EQ(world_.Number("SELECT version FROM assignment"), 2);
}

TEST_F(Operations, TheSameRequestManyTimesAtOnceHasOneEffectAndOneAnswer) {
  constexpr int kThreads = 6;
  const ChangeCommand command = Command(Verb::kAccept);
  std::barrier start(kThreads);
  std::atomic<int> same = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      start.arrive_and_wait();
      if (Do(command).value_or("") == "ACCEPTED 2 2026-11-21") ++same;
    });
  }
  threads.clear();
  EXPECT_EQ(same, kThreads);
  EXPECT_EQ(world_.Number("SELECT count(*) FROM transition"), 1);
}

TEST_F(Operations, ManySchedulersMakeEachOccurrenceOnce) {
  auto fact = world_.Directive(COMMUNE);
  world_.AddDuty(fact, world_.province);
  ASSERT_OK(world_.Issue(fact));
  world_.clock.Set(*ParseTime("2026-12-20T02:00:00Z"));
  std::vector<std::jthread> threads;
  std::barrier start(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      start.arrive_and_wait();
      while (MakeNextOccurrences(world_.context, {"COMMUNE"}, 1).value() > 0) {
      }
    });
  }
  threads.clear();
  EXPECT_EQ(world_.Number("SELECT count(*) FROM assignment WHERE due_on = '2027-12-14'"), 6);
  EXPECT_EQ(world_.Number("SELECT count(*) FROM assignment WHERE due_on > '2027-12-14' AND due_on <> 'infinity'"), 0);
}

}  // namespace
}  // namespace dondoc::assignment
