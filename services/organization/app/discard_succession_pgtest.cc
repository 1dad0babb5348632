// Plans and planned lists that nobody wants any more.
#include <string>

#include "common/status/status.h"
#include "services/organization/app/succession_fixture.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::IsEmpty;
using testing::kNew;
using ::testing::SizeIs;

constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

TEST_F(SuccessionTest, APlanIsDiscarded) {
  world_.clock.Set(StartOf(*MakeDay(2025, 6, 20)));
  ASSERT_OK(Plan(Planning()));
  ASSERT_OK(Enact());  // on its day
  const std::string first = id_, before = Dump();
  Drain();
  const auto discarded = Discard();
  ASSERT_OK(discarded);
  EXPECT_EQ(discarded->state, "DISCARDED");
  // Others are told by a plan that does nothing.
  const Facts facts = Drain();
  ASSERT_THAT(facts.planned, SizeIs(1));
  EXPECT_EQ(facts.planned[0].version(), 2);
  EXPECT_EQ(facts.planned[0].parts(), 1);
  EXPECT_EQ(facts.planned[0].edges_size(), 0);
  EXPECT_EQ(Dump(), before);
  world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
  EXPECT_EQ(*EnactDue(*world_.context), 0);
  EXPECT_THAT(Enact(), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  EXPECT_THAT(Undo(), HasReason(kPrecondition, "SUCCESSION_NOT_ENACTED"));
  EXPECT_THAT(Resolve({{Head("90103", "2024"), std::nullopt}}), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  ASSERT_OK(Discard());
  EXPECT_THAT(Drain().planned, IsEmpty()) << "once";
  // The decision is free.
  const auto again = Plan(Planning());
  ASSERT_OK(again);
  EXPECT_NE(again->id, first);
  EXPECT_EQ(world_.database().Run([&](pg::Transaction& tx) { return FindSuccession(tx, "15/NQ-HĐND"); })->id,
            again->id);
  ASSERT_OK(Enact());
  EXPECT_THAT(Discard(), HasReason(kPrecondition, "SUCCESSION_ENACTED"));
  ASSERT_OK(Undo());
}

TEST_F(SuccessionTest, APlannedListIsDiscarded) {
  ASSERT_OK(world_.Import(kNew, "2052"));  // meant was another one
  ASSERT_OK(world_.Equip({"90"}, /*with_subtree=*/true, "2052"));
  const std::string mistake = Head("90101", "2052");
  const std::string bodies = world_.Ask(
      "SELECT count(*) FROM unit u JOIN territory_code c ON c.territory_id = u.territory_id AND c.code_list = '2052'");
  PlanCommand command = Planning();
  command.to_list = "2052";
  ASSERT_OK(Plan(command));
  EXPECT_THAT(DiscardTheList("2052"), HasReason(kPrecondition, "LIST_IN_USE")) << "the plan names it";
  ASSERT_OK(Discard());
  const identity::User account{
      .id = world_.ids.NewId(), .login = "lan", .name = "Lan", .unit_id = mistake, .created_at = world_.clock.Now()};
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::InsertUser(tx, account); }));
  EXPECT_THAT(DiscardTheList("2052"), HasReason(kPrecondition, "LIST_IN_USE")) << "an account is kept there";
  world_.Ask("DELETE FROM user_account RETURNING 1");
  Drain();
  ASSERT_OK_AND_ASSIGN(const std::string discarded, DiscardTheList("2052"));
  EXPECT_EQ(discarded, "5 " + bodies);
  EXPECT_THAT(Drain().units, IsEmpty()) << "they are planned for ever, as others know already";
  EXPECT_THAT(DiscardTheList("2052"), HasReason(absl::StatusCode::kNotFound, "LIST_NOT_FOUND"));
  EXPECT_THAT(DiscardTheList("2024"), HasReason(kPrecondition, "LIST_NOT_PLANNED"));

  // Nothing of it is seen or in the way any more: the only planned list is the other one; its own name is free.
  ASSERT_OK(Plan(Planning()));
  EXPECT_EQ(world_.Ask("SELECT to_list FROM succession WHERE state = 'PLANNED'"), "2025");
  UnitFilter planned;
  planned.kind = "UBND";
  planned.day = *MakeDay(2025, 7, 1);
  planned.planned = true;
  planned.limit = 100;
  EXPECT_THAT(*world_.database().Run([&](pg::Transaction& tx) { return ListUnits(tx, planned); }), SizeIs(5));
  ASSERT_OK_AND_ASSIGN(const auto again, world_.Import(kNew, "2052"));
  EXPECT_EQ(again.created(), 5);
  EXPECT_TRUE(again.planned());
  EXPECT_NE(Head("90101", "2052"), mistake);
  ASSERT_OK(DiscardTheList("2052"));

  // A list that came into force is none to discard; once that was taken back, it is a plan again.
  ASSERT_OK(Enact());
  EXPECT_THAT(DiscardTheList("2025"), HasReason(kPrecondition, "LIST_NOT_PLANNED"));
  ASSERT_OK(Undo());
  ASSERT_OK(DiscardTheList("2025"));
  EXPECT_THAT(Plan(Planning()), HasReason(kPrecondition, "NO_PLANNED_LIST"));
}

}  // namespace
}  // namespace dondoc::organization
