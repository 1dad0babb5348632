#include <thread>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/app/apply_facts.h"
#include "services/notification/app/send_due_reminders.h"
#include "services/notification/app/set_rule.h"
#include "services/notification/storage/pending_storage.h"
#include "services/notification/tests/database_fixture.h"

namespace dondoc::notification {
namespace {

using ::dondoc::testing::HasReason;
using testing::At;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::On;
using testing::TestId;
using ::testing::UnorderedElementsAre;

class RemindersTest : public testing::NotificationTest {
 protected:
  const std::string mine_ = TestId(100);
  const std::string theirs_ = TestId(101);
};

TEST_F(RemindersTest, DayByDayEachUnitThatHasNotReportedGetsEachReminderOnceAndTheOthersNone) {
  Apply({Created(mine_, commune_), Created(theirs_, other_commune_)});
  Apply({Changed(Created(theirs_, other_commune_), 2, "REPORTED", "2026-12-01")});
  DayByDayTo("2026-12-20");
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 MADE", "-3@2026-12-11 MADE", "-1@2026-12-13 MADE",
                                        "0@2026-12-14 MADE", "1@2026-12-15 MADE", "3@2026-12-17 MADE"));
  EXPECT_THAT(Steps(theirs_), IsEmpty());
  const auto inbox = Inbox(commune_);
  ASSERT_EQ(inbox.size(), 6u);
  EXPECT_THAT(inbox[0].text.subject, HasSubstr("còn 7 ngày"));
  EXPECT_THAT(inbox[3].text.subject, HasSubstr("hôm nay là ngày cuối"));
  EXPECT_THAT(inbox[5].text.subject, HasSubstr("quá hạn 3 ngày"));
  EXPECT_THAT(inbox[0].text.body, HasSubstr("Kính gửi: Ủy ban nhân dân xã Suối Trong"));
  EXPECT_THAT(inbox[0].text.body, HasSubstr("của Ủy ban nhân dân huyện Đá Bạc"));
  EXPECT_EQ(inbox[0].from_unit_id, district_);
  EXPECT_THAT(Inbox(other_commune_), IsEmpty());
  const auto deliveries = Deliveries();
  ASSERT_EQ(deliveries.size(), 6u);
  for (const auto& delivery : deliveries) {
    EXPECT_EQ(delivery.address, "ubnd@suoitrong.example.vn");
    EXPECT_EQ(delivery.state, "PENDING");
  }
}

TEST_F(RemindersTest, WhatIsOfAUnitThatHasEndedIsSaidToWhoIsAboveIt) {
  Apply({Created(mine_, commune_)});
  AddUnit(commune_, "Ủy ban nhân dân xã Suối Trong", {"ubnd@suoitrong.example.vn"}, district_, "2026-12-08");
  DayByDayTo("2026-12-13");
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 MADE", "-3@2026-12-11 MADE", "-1@2026-12-13 MADE"));
  EXPECT_EQ(Inbox(commune_).size(), 1u) << "before it ended";
  const auto inbox = Inbox(district_);
  ASSERT_EQ(inbox.size(), 2u);
  EXPECT_THAT(inbox[0].text.body, HasSubstr("Kính gửi: Ủy ban nhân dân huyện Đá Bạc"));
  EXPECT_THAT(inbox[0].text.body, HasSubstr("Ủy ban nhân dân xã Suối Trong đã kết thúc hoạt động"));
}

TEST_F(RemindersTest, InOneJumpStepsBeforeThePassedDeadlineAreSuppressedVisiblyAndTheRestIsMadeLateInOrder) {
  Apply({Created(mine_, commune_)});
  SendAll();
  clock_.Set(At("2026-12-20", 8));
  SendAll();
  SendAll();
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 DEADLINE_PASSED late", "-3@2026-12-11 DEADLINE_PASSED late",
                                        "-1@2026-12-13 DEADLINE_PASSED late", "0@2026-12-14 MADE late",
                                        "1@2026-12-15 MADE late", "3@2026-12-17 MADE late"));
  const auto inbox = Inbox(commune_);
  ASSERT_EQ(inbox.size(), 3u);
  EXPECT_EQ(inbox[0].nominal_on, On("2026-12-14"));
  EXPECT_EQ(inbox[2].nominal_on, On("2026-12-17"));
  EXPECT_TRUE(inbox[0].late);
  EXPECT_THAT(inbox[0].text.body, HasSubstr("lời nhắc của ngày 14/12/2026, gửi bù ngày 20/12/2026"));
  EXPECT_EQ(Deliveries().size(), 3u);
  // From here on as always.
  DayByDayTo("2026-12-25");
  EXPECT_EQ(Steps(mine_).back(), "10@2026-12-24 MADE");
}

TEST_F(RemindersTest, ADevelopmentClockThatJumpsPassesThroughTheDaysBetween) {
  Apply({Created(mine_, commune_), Created(theirs_, other_commune_)});
  Apply({Changed(Created(theirs_, other_commune_), 2, "REPORTED", "2026-12-01")});
  clock_.Set(At("2026-12-20", 8));
  const Context living{database_, clock_, ids_, /*lives_through=*/true};
  int steps = 0;
  for (bool more = true; more; ++steps) {
    ASSERT_OK_AND_ASSIGN(const DueOutcome outcome, SendDueReminders(living, 10));
    more = outcome.more;
  }
  EXPECT_EQ(steps, 7) << "six moments, and nothing more";
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 MADE", "-3@2026-12-11 MADE", "-1@2026-12-13 MADE",
                                        "0@2026-12-14 MADE", "1@2026-12-15 MADE", "3@2026-12-17 MADE"));
  EXPECT_THAT(Steps(theirs_), IsEmpty());
  const auto inbox = Inbox(commune_);
  ASSERT_EQ(inbox.size(), 6u);
  EXPECT_THAT(inbox[0].text.subject, HasSubstr("còn 7 ngày"));
  EXPECT_EQ(inbox[0].made_at, At("2026-12-07", 7, 30));
}

TEST_F(RemindersTest, GoesOutAtHalfPastSevenAndAtOnceWhereThatIsPast) {
  Apply({Created(mine_, commune_)});
  clock_.Set(At("2026-12-07", 7, 29));
  SendAll();
  EXPECT_THAT(Steps(mine_), IsEmpty());
  clock_.Set(At("2026-12-07", 7, 30));
  SendAll();
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 MADE"));
  // Given in the afternoon of a day that has a step: at once.
  AssignmentCreatedFact late = Created(theirs_, other_commune_);
  late.day = On("2026-12-11");
  clock_.Set(At("2026-12-11", 15));
  Apply({late});
  SendAll();
  EXPECT_THAT(Steps(theirs_), ElementsAre("-3@2026-12-11 MADE"));
}

TEST_F(RemindersTest, StopsWhenReportedAndGoesOnWithWhatIsStillToComeWhenReturned) {
  const auto created = Created(mine_, commune_);
  Apply({created});
  DayByDayTo("2026-12-08");
  Apply({Changed(created, 2, "REPORTED", "2026-12-09")});
  DayByDayTo("2026-12-12");
  Apply({Changed(created, 3, "RETURNED", "2026-12-12")});
  DayByDayTo("2026-12-14");
  Apply({Changed(created, 4, "REPORTED", "2026-12-14"), Changed(created, 5, "COMPLETED", "2026-12-14")});
  DayByDayTo("2027-01-31");
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 MADE", "-1@2026-12-13 MADE", "0@2026-12-14 MADE"));
  EXPECT_THAT(Inbox(commune_)[1].text.body, HasSubstr("đã bị trả lại"));
}

TEST_F(RemindersTest, FactsInAnyOrderAndTwiceComeToTheSame) {
  const auto created = Created(mine_, commune_);
  const auto reported = Changed(created, 2, "REPORTED", "2026-12-01");
  Apply({reported});
  clock_.Set(At("2026-12-15", 8));
  SendAll();
  Apply({created});
  Apply({created, created});
  Apply({reported});
  SendAll();
  EXPECT_THAT(Steps(mine_), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto known, database_.Run([&](pg::Transaction& tx) { return FindPending(tx, mine_); }));
  EXPECT_EQ(known->state, "REPORTED");
  EXPECT_TRUE(known->described);
}

TEST_F(RemindersTest, RequestsAndAssignmentsWithoutDeadlineAreNotRemindedOf) {
  AssignmentCreatedFact request = Created(mine_, commune_);
  request.binding = false;
  AssignmentCreatedFact open_ended = Created(theirs_, commune_);
  open_ended.due_on = std::nullopt;
  Apply({request, open_ended});
  DayByDayTo("2026-12-20");
  EXPECT_THAT(Inbox(commune_), IsEmpty());
}

TEST_F(RemindersTest, GoingBackInTimeRepeatsNothing) {
  Apply({Created(mine_, commune_)});
  DayByDayTo("2026-12-14");
  const auto before = Steps(mine_);
  clock_.Set(At("2026-12-01", 8));
  DayByDayTo("2026-12-14");
  EXPECT_EQ(Steps(mine_), before);
  DayByDayTo("2026-12-15");
  EXPECT_EQ(Steps(mine_).size(), before.size() + 1);
}

TEST_F(RemindersTest, AReminderWaitsForItsUnitToBeKnown) {
  const std::string unknown = TestId(50);
  Apply({Created(mine_, unknown)});
  clock_.Set(At("2026-12-07", 8));
  ASSERT_OK_AND_ASSIGN(const DueOutcome outcome, SendDueReminders(context_, 10));
  EXPECT_EQ(outcome.postponed, 1);
  AddUnit(unknown, "Ủy ban nhân dân xã Mới", {"a@moi.example.vn", "b@moi.example.vn", "a@moi.example.vn"}, district_);
  SendAll();
  EXPECT_THAT(Steps(mine_), IsEmpty());
  clock_.Advance(std::chrono::minutes(1));
  SendAll();
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 MADE"));
  std::vector<std::string> addresses;
  for (const auto& delivery : Deliveries()) addresses.push_back(delivery.address);
  EXPECT_THAT(addresses, UnorderedElementsAre("a@moi.example.vn", "b@moi.example.vn"));
}

TEST_F(RemindersTest, TwoSchedulersAtOnceMakeEachStepOnce) {
  std::vector<AssignmentCreatedFact> many;
  for (int i = 0; i < 400; ++i) many.push_back(Created(TestId(1000 + i), i % 2 == 0 ? commune_ : other_commune_));
  Apply(many);
  clock_.Set(At("2026-12-20", 8));
  const auto work = [this] {
    for (;;) {
      const auto outcome = SendDueReminders(context_, 7);
      ASSERT_OK(outcome);
      if (outcome->looked_at == 0) return;
    }
  };
  std::thread first(work);
  std::thread second(work);
  first.join();
  second.join();
  EXPECT_EQ(Inbox(commune_).size(), 600u);
  EXPECT_EQ(Inbox(other_commune_).size(), 600u);
  for (int i = 0; i < 400; ++i) EXPECT_EQ(Steps(TestId(1000 + i)).size(), 6u);
}

TEST_F(RemindersTest, ASchedulerGoesAroundWhatAConsumerHoldsAndComesBack) {
  Apply({Created(mine_, commune_)});
  clock_.Set(At("2026-12-07", 8));
  ASSERT_OK(database_.Run([&](pg::Transaction& tx) -> absl::Status {
    const auto locked = LockPending(tx, {mine_});
    EXPECT_EQ(locked->size(), 1u);
    const auto outcome = SendDueReminders(context_, 10);
    EXPECT_EQ(outcome->looked_at, 0);
    return absl::OkStatus();
  }));
  SendAll();
  EXPECT_EQ(Steps(mine_).size(), 1u);
}

TEST_F(RemindersTest, AStepThatFailsInTheMiddleLeavesNothing) {
  Apply({Created(mine_, commune_)});
  clock_.Set(At("2026-12-07", 8));
  const absl::Status status = database_.Run([&](pg::Transaction& tx) -> absl::Status {
    const auto due = LockDue(tx, clock_.Now(), 10);
    EXPECT_EQ(due->size(), 1u);
    const RecordedStep step{.assignment_id = mine_,
                            .unit_id = commune_,
                            .occurrence = {.step = -7, .nominal_on = On("2026-12-07")},
                            .message_id = TestId(700)};
    return InsertReminders(tx, {step}, clock_.Now()).status();  // and no message: refused at COMMIT
  });
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(Steps(mine_), IsEmpty());
  SendAll();
  EXPECT_EQ(Steps(mine_).size(), 1u);
  EXPECT_EQ(Inbox(commune_).size(), 1u);
}

class RulesTest : public RemindersTest {
 protected:
  absl::StatusOr<StoredRule> Set(const ReminderRule& rule, std::int64_t version, const std::string& request_id,
                                 const std::optional<std::string>& issuer = {}) {
    return SetRule(
        context_,
        {.request_id = request_id, .request_hash = "h", .issuer_unit_id = issuer, .rule = rule, .version = version});
  }
  const ReminderRule two_days_{.before_days = {2}};
};

TEST_F(RulesTest, AChangedRuleHoldsForDaysFromTodayOn) {
  Apply({Created(mine_, commune_)});
  DayByDayTo("2026-12-09");
  ReminderRule rule{.before_days = {10, 5, 2}, .on_day = true, .time_of_day = std::chrono::hours(10)};
  ASSERT_OK_AND_ASSIGN(const StoredRule stored, Set(rule, 1, TestId(1)));
  EXPECT_EQ(stored.version, 2);
  DayByDayTo("2026-12-20");
  clock_.Advance(std::chrono::hours(2));
  SendAll();
  // Ten days before is past and was never missed. Reminders now go out at ten, and this scheduler looks at eight.
  EXPECT_THAT(Steps(mine_), ElementsAre("-7@2026-12-07 MADE", "-5@2026-12-09 MADE late", "-2@2026-12-12 MADE late",
                                        "0@2026-12-14 MADE late"));
}

TEST_F(RulesTest, AnIssuerMayHaveARuleOfItsOwn) {
  Apply({Created(mine_, commune_)});
  ASSERT_OK(Set(two_days_, 0, TestId(1), district_));
  DayByDayTo("2026-12-20");
  EXPECT_THAT(Steps(mine_), ElementsAre("-2@2026-12-12 MADE"));
  ASSERT_OK_AND_ASSIGN(const auto rules,
                       database_.Run([&](pg::Transaction& tx) { return ListRules(tx, std::nullopt, 10); }));
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules[0].issuer_unit_id, std::nullopt);
  EXPECT_EQ(rules[0].rule.before_days, (std::vector<int>{7, 3, 1}));
  EXPECT_EQ(rules[1].issuer_unit_id, district_);
}

TEST_F(RulesTest, TheSameRequestGivesTheSameAnswerAndAStaleOneIsRefused) {
  ASSERT_OK_AND_ASSIGN(const StoredRule first, Set(two_days_, 1, TestId(1)));
  ASSERT_OK_AND_ASSIGN(const StoredRule again, Set(two_days_, 1, TestId(1)));
  EXPECT_EQ(first.version, again.version);
  EXPECT_EQ(Reason(Set(two_days_, 1, TestId(2)).status()), "STALE_ETAG");
  EXPECT_EQ(Reason(Set(two_days_, 0, TestId(3)).status()), "STALE_ETAG");
  EXPECT_THAT(Set(two_days_, 5, TestId(4), commune_), HasReason(absl::StatusCode::kNotFound, "RULE_NOT_FOUND"));
  EXPECT_THAT(Set(ReminderRule{}, 2, TestId(5)), HasReason(absl::StatusCode::kInvalidArgument, "INVALID_RULE"));
}

}  // namespace
}  // namespace dondoc::notification
