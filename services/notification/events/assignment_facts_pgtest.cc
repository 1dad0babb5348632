#include "services/notification/events/assignment_facts.h"

#include "common/status/status_matchers.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/notification/storage/pending_storage.h"
#include "services/notification/tests/database_fixture.h"

namespace dondoc::notification {
namespace {

using ::dondoc::testing::HasReason;
using testing::At;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::TestId;

template <typename Message>
messaging::Fact FactOf(const Message& message, TimePoint time) {
  return {.id = TestId(1),
          .type = message.GetTypeName(),
          .time = time,
          .source = "assignment",
          .trace = "",
          .payload = message.SerializeAsString(),
          .stream = "",
          .generation = ""};
}

class AssignmentFactsTest : public testing::NotificationTest {
 protected:
  dondoc::assignment::v1::CreatedAssignment* Add(dondoc::assignment::v1::AssignmentsCreated& created, int id) const {
    auto* one = created.add_assignments();
    one->set_assignment_id(TestId(id));
    one->set_directive_id(TestId(900));
    one->set_directive_number("12/KH-UBND");
    one->set_unit_id(commune_);
    one->set_issuer_unit_id(district_);
    one->set_text("Báo cáo");
    one->set_due_on("2026-12-14");
    one->set_binding(true);
    one->set_version(1);
    return one;
  }
  dondoc::assignment::v1::AssignmentChanged Changed(int id, const std::string& state, int version) const {
    dondoc::assignment::v1::AssignmentChanged changed;
    changed.set_assignment_id(TestId(id));
    changed.set_directive_id(TestId(900));
    changed.set_unit_id(commune_);
    changed.set_issuer_unit_id(district_);
    changed.set_state(state);
    changed.set_due_on("2026-12-14");
    changed.set_version(version);
    return changed;
  }
  template <typename Message>
  absl::Status Take(absl::Status (*handler)(pg::Transaction&, std::span<const messaging::Fact>),
                    const std::vector<Message>& messages, TimePoint time) {
    std::vector<messaging::Fact> facts;
    for (const Message& message : messages) facts.push_back(FactOf(message, time));
    return database_.Run([&](pg::Transaction& tx) { return handler(tx, facts); });
  }
};

TEST_F(AssignmentFactsTest, AreTakenOverInBatchesTwiceAndOutOfOrder) {
  dondoc::assignment::v1::AssignmentsCreated created;
  Add(created, 100);
  Add(created, 101);
  Add(created, 102);
  ASSERT_OK(Take(OnAssignmentChanged, std::vector{Changed(101, "REPORTED", 3), Changed(101, "ACCEPTED", 2)},
                 At("2026-12-01", 9)));
  ASSERT_OK(Take(OnAssignmentsCreated, std::vector{created, created}, At("2026-11-30", 9)));
  ASSERT_OK(Take(OnAssignmentsCreated, std::vector{created}, At("2026-11-30", 9)));
  ASSERT_OK(Take(OnAssignmentChanged, std::vector{Changed(102, "CANCELLED", 2)}, At("2026-12-02", 9)));
  clock_.Set(At("2026-12-07", 8));
  SendAll();
  EXPECT_THAT(Steps(TestId(100)), ElementsAre("-7@2026-12-07 MADE"));
  EXPECT_THAT(Steps(TestId(101)), IsEmpty());
  EXPECT_THAT(Steps(TestId(102)), IsEmpty());
}

TEST_F(AssignmentFactsTest, CountFromTheDayTheyHappenedAndNotFromTheDayTheyWereHeard) {
  dondoc::assignment::v1::AssignmentsCreated created;
  Add(created, 100);
  clock_.Set(At("2026-12-13", 9));
  ASSERT_OK(Take(OnAssignmentsCreated, std::vector{created}, At("2026-12-10", 9)));
  SendAll();
  EXPECT_THAT(Steps(TestId(100)), ElementsAre("-3@2026-12-11 MADE late", "-1@2026-12-13 MADE"));
}

TEST_F(AssignmentFactsTest, APoisonousFactSaysWhatIsWrongAndLeavesNothing) {
  const auto spoiled = [&](void (*spoil)(dondoc::assignment::v1::CreatedAssignment&)) {
    dondoc::assignment::v1::AssignmentsCreated created;
    Add(created, 100);
    spoil(*Add(created, 101));
    const absl::Status status = Take(OnAssignmentsCreated, std::vector{created}, At("2026-11-30", 9));
    EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
    return Metadata(status)["field"];
  };
  EXPECT_EQ(spoiled([](auto& one) { one.set_assignment_id("x"); }), "assignment_id");
  EXPECT_EQ(spoiled([](auto& one) { one.set_unit_id(""); }), "unit_id");
  EXPECT_EQ(spoiled([](auto& one) { one.set_due_on("2026-02-30"); }), "due_on");
  EXPECT_EQ(spoiled([](auto& one) { one.set_version(0); }), "version");
  EXPECT_THAT(Take(OnAssignmentChanged, std::vector{Changed(100, "DONE", 2)}, At("2026-12-01", 9)),
              HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
  messaging::Fact garbage = FactOf(Changed(100, "ACCEPTED", 2), At("2026-12-01", 9));
  garbage.payload = "\xff\xff\xff";
  EXPECT_FALSE(database_.Run([&](pg::Transaction& tx) { return OnAssignmentChanged(tx, {&garbage, 1}); }).ok());
  clock_.Set(At("2026-12-14", 9));
  SendAll();
  EXPECT_THAT(Inbox(commune_), IsEmpty());
}

dondoc::assignment::v1::AssignmentsTransferred Transfer(const std::string& from_unit, const std::string& to_unit,
                                                        const std::string& issuer, const std::string& state) {
  dondoc::assignment::v1::AssignmentsTransferred message;
  auto& transfer = *message.add_transfers();
  transfer.set_from_assignment_id(TestId(100));
  transfer.set_from_unit_id(from_unit);
  transfer.set_from_version(2);
  transfer.set_state(state);
  auto& to = *transfer.mutable_to();
  to.set_assignment_id(TestId(101));
  to.set_directive_id(TestId(900));
  to.set_directive_number("12/KH-UBND");
  to.set_unit_id(to_unit);
  to.set_issuer_unit_id(issuer);
  to.set_text("Báo cáo");
  to.set_due_on("2026-12-14");
  to.set_binding(true);
  to.set_version(1);
  return message;
}

dondoc::assignment::v1::AssignmentsRestored Restoration(const dondoc::assignment::v1::AssignmentChanged& from,
                                                        const dondoc::assignment::v1::AssignmentChanged& removed) {
  dondoc::assignment::v1::AssignmentsRestored message;
  *message.add_assignments()->mutable_now() = from;
  auto& gone = *message.add_assignments();
  *gone.mutable_now() = removed;
  gone.set_removed(true);
  return message;
}

TEST_F(AssignmentFactsTest, WhatGoesToAnotherUnitIsRemindedOfThere) {
  dondoc::assignment::v1::AssignmentsCreated created;
  Add(created, 100);
  ASSERT_OK(Take(OnAssignmentsCreated, std::vector{created}, At("2026-11-30", 9)));
  clock_.Set(At("2026-12-07", 8));
  SendAll();
  const auto transfer = Transfer(commune_, other_commune_, district_, "ACCEPTED");
  ASSERT_OK(Take(OnAssignmentsTransferred, std::vector{transfer, transfer}, At("2026-12-08", 9)));
  clock_.Set(At("2026-12-11", 8));
  SendAll();
  EXPECT_THAT(Steps(TestId(100)), ElementsAre("-7@2026-12-07 MADE"));
  EXPECT_THAT(Steps(TestId(101)), ElementsAre("-3@2026-12-11 MADE"));
  EXPECT_EQ(Inbox(other_commune_).size(), 1u);
}

TEST_F(AssignmentFactsTest, WhatIsReportedAlreadyIsNotRemindedOfWithTheOtherUnit) {
  ASSERT_OK(Take(OnAssignmentsTransferred, std::vector{Transfer(commune_, other_commune_, district_, "REPORTED")},
                 At("2026-12-01", 9)));
  clock_.Set(At("2026-12-14", 8));
  SendAll();
  EXPECT_THAT(Steps(TestId(101)), IsEmpty());
}

TEST_F(AssignmentFactsTest, WhatComesBackGoesOnAsIfNothingHadBeen) {
  dondoc::assignment::v1::AssignmentsCreated created;
  Add(created, 100);
  ASSERT_OK(Take(OnAssignmentsCreated, std::vector{created}, At("2026-11-30", 9)));
  ASSERT_OK(Take(OnAssignmentsTransferred, std::vector{Transfer(commune_, other_commune_, district_, "ASSIGNED")},
                 At("2026-12-06", 9)));
  auto gone = Changed(101, "CANCELLED", 2);
  gone.set_unit_id(other_commune_);
  const auto restoration = Restoration(Changed(100, "ASSIGNED", 3), gone);
  ASSERT_OK(Take(OnAssignmentsRestored, std::vector{restoration}, At("2026-12-08", 9)));
  EXPECT_EQ(*database_.Run([](pg::Transaction& tx) { return ListOpen(tx, testing::TestId(3), testing::TestId(900)); }),
            std::vector<PendingAssignment>{});
  clock_.Set(At("2026-12-11", 8));
  SendAll();
  // The step of the 7th is of a day on which the other unit had it.
  EXPECT_THAT(Steps(TestId(100)), ElementsAre("-7@2026-12-07 MADE late", "-3@2026-12-11 MADE"));
  EXPECT_THAT(Steps(TestId(101)), IsEmpty());
}

TEST_F(AssignmentFactsTest, WhatWasRemovedStaysSoWhateverComesLateOfIt) {
  auto gone = Changed(101, "CANCELLED", 2);
  gone.set_unit_id(other_commune_);
  ASSERT_OK(
      Take(OnAssignmentsRestored, std::vector{Restoration(Changed(100, "ASSIGNED", 3), gone)}, At("2026-12-08", 9)));
  ASSERT_OK(Take(OnAssignmentsTransferred, std::vector{Transfer(commune_, other_commune_, district_, "ASSIGNED")},
                 At("2026-12-06", 9)));
  clock_.Set(At("2026-12-11", 8));
  SendAll();
  EXPECT_THAT(Steps(TestId(101)), IsEmpty());
  EXPECT_THAT(Inbox(other_commune_), IsEmpty());
}

}  // namespace
}  // namespace dondoc::notification
