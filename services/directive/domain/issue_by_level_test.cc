#include "services/directive/domain/issue_by_level.h"

#include <gtest/gtest.h>

#include "services/directive/domain/testing_directive.h"

namespace dondoc::directive {
namespace {

using testing::Plan;

TEST(SplitByLevelTest, EachLevelGetsItsUnitsOnly) {
  const Directive plan = Plan();
  const auto parts = SplitByLevel(plan);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].level, Level::kDistrict);
  EXPECT_TRUE(parts[0].with_targets);
  ASSERT_EQ(parts[0].tasks.size(), 2U);
  EXPECT_EQ(parts[0].tasks[1].units.size(), 1U);
  EXPECT_TRUE(parts[0].duties.empty());
  EXPECT_EQ(parts[1].level, Level::kCommune);
  EXPECT_FALSE(parts[1].with_targets);
  ASSERT_EQ(parts[1].tasks.size(), 1U);
  EXPECT_EQ(parts[1].tasks[0].task->ordinal, 2);
  EXPECT_EQ(parts[1].duties.size(), 1U);
}

TEST(SplitByLevelTest, TheIssuersLevelIsThereInAnyCase) {
  Directive plan = Plan();
  plan.tasks = {plan.tasks[1]};
  plan.tasks[0].units = {"Ủy ban nhân dân các xã, thị trấn"};
  const auto parts = SplitByLevel(plan);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].level, Level::kDistrict);
  EXPECT_TRUE(parts[0].with_targets);
  EXPECT_TRUE(parts[0].tasks.empty());
}

TEST(SplitByLevelTest, WhatIsDroppedIsLeftOut) {
  Directive plan = Plan();
  plan.tasks[1].dropped = plan.duties[0].dropped = true;
  const auto parts = SplitByLevel(plan);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].tasks.size(), 1U);
}

TEST(SplitByLevelTest, NobodyGetsAReportTwice) {
  Directive plan = Plan();
  plan.duties[0].recurrence = Recurrence::kOnce;
  const auto parts = SplitByLevel(plan);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[1].tasks.size(), 1U);
  EXPECT_TRUE(parts[1].duties.empty());
}

}  // namespace
}  // namespace dondoc::directive
