// Who takes over from the bodies of a divided territory: chosen one by one, or all with one word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/status/status_matchers.h"
#include "services/organization/app/plan_succession.h"
#include "services/organization/storage/succession_storage.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using testing::kFile;
using testing::kNew;
using testing::kOld;
using ::testing::SizeIs;
using testing::World;

class ResolutionsTest : public ::testing::Test {
 protected:
  ResolutionsTest() {
    EXPECT_OK(world_.Import(kOld));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true));
    EXPECT_OK(world_.Import(kNew, "2025"));
    EXPECT_OK(world_.Equip({"90"}, /*with_subtree=*/true, "2025"));
    PlanCommand plan;
    plan.request = world_.NewRequest();
    plan.decision_number = "15/NQ-HĐND";
    plan.decided_on = *MakeDay(2025, 6, 12);
    plan.effective_on = *MakeDay(2025, 7, 1);
    plan.file_name = "s.csv";
    plan.csv = kFile;
    EXPECT_OK(PlanSuccession(*world_.context, plan, [&](const Succession& planned) {
      divided_ = planned.divided;
      return id_ = planned.id;
    }));
    ubnd_ = world_.Head("90103", "2024", *MakeDay(2025, 6, 30)).id;
    upper_ = world_.Head("90102", "2025").id;
    lower_ = world_.Head("90103", "2025").id;
    police_ = world_.Named("Công an xã Cát").id;
  }

  void Resolve(const std::vector<Resolution>& resolutions) {
    ASSERT_OK(
        ResolveSuccession(*world_.context, {world_.NewRequest(), id_, resolutions}, [&](const Succession& planned) {
          open_ = planned.divided;
          return planned.id;
        }));
  }
  std::map<std::string, std::string> Chosen() {
    return *world_.database().Run([&](pg::Transaction& tx) { return ListResolutions(tx, id_); });
  }
  // Of the heirs, those that belong to the territory of a body.
  int HeirsBeside(const std::string& body) {
    return std::stoi(
        world_.Ask("SELECT count(*) FROM succession_resolution r JOIN unit u ON u.id = r.heir_unit_id "
                   "WHERE u.territory_id = (SELECT territory_id FROM unit WHERE id = '" +
                   body + "')"));
  }

  World world_;
  std::string id_, ubnd_, upper_, lower_, police_;
  int divided_ = 0;  // bodies that are divided
  int open_ = 0;     // those without a choice, after the last one
};

TEST_F(ResolutionsTest, OneBodyIsOneChoice) {
  ASSERT_GT(divided_, 5);
  Resolve({{ubnd_, upper_}});
  EXPECT_THAT(Chosen(), SizeIs(1));
  EXPECT_EQ(open_, divided_ - 1);
}

TEST_F(ResolutionsTest, AllBodiesOfATerritoryGoToTheirCounterparts) {
  Resolve({{ubnd_, upper_, /*bodies=*/true}});
  EXPECT_THAT(Chosen(), SizeIs(divided_));
  EXPECT_EQ(HeirsBeside(upper_), divided_);
  EXPECT_EQ(open_, 0);
}

TEST_F(ResolutionsTest, WhatWasChosenForOneBodyStays) {
  const std::string lower_police = world_.Ask("SELECT unit_id FROM unit_state WHERE name = 'Công an xã Cát Hạ'");
  Resolve({{police_, lower_police}});
  Resolve({{ubnd_, upper_, /*bodies=*/true}});
  EXPECT_EQ(Chosen()[police_], lower_police);
  EXPECT_EQ(HeirsBeside(upper_), divided_ - 1);
  // In the same request, too.
  Resolve({{ubnd_, std::nullopt, /*bodies=*/true}});
  Resolve({{ubnd_, upper_, /*bodies=*/true}, {police_, lower_police}});
  EXPECT_EQ(Chosen()[police_], lower_police);
  EXPECT_THAT(Chosen(), SizeIs(divided_));
}

TEST_F(ResolutionsTest, AllChoicesOfATerritoryAreTakenBack) {
  Resolve({{ubnd_, upper_, /*bodies=*/true}});
  Resolve({{ubnd_, std::nullopt, /*bodies=*/true}});
  EXPECT_THAT(Chosen(), SizeIs(0));
  EXPECT_EQ(open_, divided_);
}

}  // namespace
}  // namespace dondoc::organization
