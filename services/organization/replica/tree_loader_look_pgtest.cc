// The looks of a service that serves: whether its copy is behind, and does not move by itself.
#include <string>
#include <vector>

#include "services/organization/replica/tree_loader_fixture.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::IsOk;
using ::testing::SizeIs;

TEST_F(TreeLoaderTest, LoadsAgainWhatDoesNotMove) {
  ASSERT_OK(Take(1, {government_}));
  TreeLoader loader = Loader();
  EXPECT_THAT(loader.Look({}), IsOk());
  EXPECT_EQ(Known().change, 1) << "facts may be on their way";
  ASSERT_OK(Take(2, {province_}));
  EXPECT_EQ(*loader.Look({}), false) << "it moves";
  EXPECT_EQ(*loader.Look({}), true);
  EXPECT_EQ(Known().change, 3);
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(organization_.handed_out, 1);
}

TEST_F(TreeLoaderTest, WaitsForFactsThatTakeTheirTime) {
  ASSERT_OK(Take(1, {government_}));
  patience_ = 3;
  TreeLoader loader = Loader();
  for (int look = 0; look < 3; ++look) EXPECT_EQ(*loader.Look({}), false);
  ASSERT_OK(Take(2, {province_}));
  for (int look = 0; look < 3; ++look) EXPECT_EQ(*loader.Look({}), false) << "it has moved";
  EXPECT_EQ(*loader.Look({}), true);
}

// A batch of facts is one transaction: it takes its time, and is seen when it is done.
TEST_F(TreeLoaderTest, WhatMovedWhileTheLockWasWaitedForIsNotLoaded) {
  ASSERT_OK(Take(1, {government_}));
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  organization_.while_asked = [&](const grpc::ServerContext&) { EXPECT_OK(Take(2, {province_})); };
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(organization_.handed_out, 0);
  organization_.while_asked = nullptr;
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(*loader.Look({}), true) << "nothing comes any more";
}

// A plan of a whole country comes in hundreds of parts.
TEST_F(TreeLoaderTest, PartsOfAPlanAreMovement) {
  for (int change = 1; change <= 3; ++change) ASSERT_OK(Take(change, {}));
  PlanSuccession(1);
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return ApplyPlans(tx, std::vector{Plan(1, 1)}); }));
  EXPECT_EQ(Known().waiting_plans, 1);
  EXPECT_EQ(*loader.Look({}), false) << "it moves";
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return ApplyPlans(tx, std::vector{Plan(1, 2)}); }));
  EXPECT_EQ(Known().waiting_plans, 0);
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(organization_.handed_out, 0);
}

TEST_F(TreeLoaderTest, LoadsAPlanThatDoesNotArrive) {
  for (int change = 1; change <= 3; ++change) ASSERT_OK(Take(change, {}));
  PlanSuccession(1);
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(*loader.Look({}), true);
  EXPECT_THAT(Successions(), SizeIs(1));
}

TEST_F(TreeLoaderTest, DoesNotLoadForEverWhatLoadingDoesNotMend) {
  ASSERT_OK(Prepare());
  organization_.state.set_succession_steps(7);  // and no plan comes with it
  TreeLoader loader = Loader();
  for (int i = 0; i < 10; ++i) ASSERT_OK(loader.Look({}));
  EXPECT_EQ(organization_.handed_out, 2);
  ASSERT_EQ(organization_.answered, organization_.asked);
  organization_.state.set_change(4);
  EXPECT_EQ(*loader.Look({}), true);
}

// What such a version has taken over has the newest version number, and yet not all that the facts said.
TEST_F(TreeLoaderTest, LoadsAnewWhatAnOlderVersionTookOver) {
  commune_.set_urban(true);
  *organization_.parts[2].mutable_units(0) = commune_;
  const auto towns = [&] {
    v1::UnitGroup group;
    group.set_within_unit_id(province_.id());
    group.add_attributes(v1::URBAN);
    group.add_kinds("UBND");
    return database_
        ->Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&group, 1), *MakeDay(2025, 1, 1)); })
        ->size();
  };
  const auto drop = [&] { Do("UPDATE unit SET attributes = '{}', form = 0; UPDATE unit_state SET attributes = '{}'"); };
  ASSERT_OK(Prepare());
  drop();
  EXPECT_EQ(Known().oldest_form, 0);
  EXPECT_EQ(towns(), 0u);
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known().oldest_form, kUnitForm);
  EXPECT_EQ(towns(), 1u);
  // While it serves: a process of the older version is still there.
  drop();
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(*loader.Look({}), true);
  EXPECT_EQ(towns(), 1u);
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.handed_out, 3);
}

int Times(const std::string& what, const std::string& text) {
  int times = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++times;
  return times;
}

// Whoever reads the log learns of a standstill by one line, however long it lasts.
TEST_F(TreeLoaderTest, AStandstillIsSaidOnce) {
  ASSERT_OK(Take(1, {government_}));
  TreeLoader loader = Loader();
  organization_.cut_at = 1;  // nor can it be loaded
  ::testing::internal::CaptureStderr();
  for (int look = 0; look < 5; ++look) loader.Look({}).IgnoreError();
  ASSERT_OK(Take(2, {province_}));
  EXPECT_EQ(*loader.Look({}), false) << "it moves";
  organization_.cut_at = std::string::npos;
  EXPECT_EQ(*loader.Look({}), true) << "and stands again, and is loaded";
  EXPECT_EQ(*loader.Look({}), false);
  const std::string said = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(Times("does not move", said), 2) << said;
}

TEST_F(TreeLoaderTest, ACopyAheadOfTheTreeIsLeftAlone) {
  ASSERT_OK(Prepare());
  ASSERT_OK(Take(4, {Named(commune_, "newer", 2)}));
  TreeLoader loader = Loader();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(*loader.Look({}), false);
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.handed_out, 1);
}

}  // namespace
}  // namespace dondoc::organization::replica
