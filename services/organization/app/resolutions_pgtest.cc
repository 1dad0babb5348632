// Who takes over from the bodies of a divided territory: chosen one by one, or all with one word.
#include <map>
#include <optional>
#include <string>

#include "services/organization/app/succession_fixture.h"
#include "services/organization/storage/succession_storage.h"

namespace dondoc::organization {
namespace {

using ::testing::SizeIs;

class ResolutionsTest : public SuccessionTest {
 protected:
  ResolutionsTest() {
    const auto planned = Plan(Planning());
    EXPECT_OK(planned);
    if (planned.ok()) divided_ = planned->divided;
    ubnd_ = Head("90103", "2024");
    upper_ = Head("90102", "2025");
    police_ = BodyNamed("Công an xã Cát");
  }

  std::string BodyNamed(const std::string& name) {
    return world_.Ask("SELECT unit_id FROM unit_state WHERE name = '" + name + "'");
  }
  // How many bodies are still without a choice after these.
  int OpenAfter(const std::vector<Resolution>& resolutions) {
    const auto planned = Resolve(resolutions);
    EXPECT_OK(planned);
    return planned.ok() ? planned->divided : -1;
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

  std::string ubnd_, upper_, police_;
  int divided_ = 0;  // bodies that are divided
};

TEST_F(ResolutionsTest, OneBodyIsOneChoice) {
  ASSERT_GT(divided_, 5);
  EXPECT_EQ(OpenAfter({{ubnd_, upper_}}), divided_ - 1);
  EXPECT_THAT(Chosen(), SizeIs(1));
}

TEST_F(ResolutionsTest, AllBodiesOfATerritoryGoToTheirCounterparts) {
  EXPECT_EQ(OpenAfter({{ubnd_, upper_, /*bodies=*/true}}), 0);
  EXPECT_THAT(Chosen(), SizeIs(divided_));
  EXPECT_EQ(HeirsBeside(upper_), divided_);
}

TEST_F(ResolutionsTest, WhatWasChosenForOneBodyStays) {
  const std::string lower_police = BodyNamed("Công an xã Cát Hạ");
  ASSERT_OK(Resolve({{police_, lower_police}}));
  ASSERT_OK(Resolve({{ubnd_, upper_, /*bodies=*/true}}));
  EXPECT_EQ(Chosen()[police_], lower_police);
  EXPECT_EQ(HeirsBeside(upper_), divided_ - 1);
  // In the same request, too.
  ASSERT_OK(Resolve({{ubnd_, std::nullopt, /*bodies=*/true}}));
  ASSERT_OK(Resolve({{ubnd_, upper_, /*bodies=*/true}, {police_, lower_police}}));
  EXPECT_EQ(Chosen()[police_], lower_police);
  EXPECT_THAT(Chosen(), SizeIs(divided_));
}

// Whoever names an heir learns whom it replaces: one that was clear by itself, or chosen before.
TEST_F(ResolutionsTest, AnHeirThatIsReplacedIsNamed) {
  const std::string merged = Head("90101", "2024"), lower = Head("90103", "2025");
  const auto replaced = [&](const std::string& body, const std::optional<std::string>& heir) {
    const auto planned = Resolve({{body, heir}});
    EXPECT_OK(planned);
    std::string text;
    for (const ReplacedHeir& one : planned->replaced) text += one.unit_name + ": " + one.heir_name + ";";
    return text;
  };
  EXPECT_EQ(replaced(merged, lower), "Ủy ban nhân dân xã An: Ủy ban nhân dân xã An Bình;");
  EXPECT_EQ(replaced(merged, lower), "") << "it has that one already";
  EXPECT_EQ(replaced(merged, std::nullopt), "") << "taken back, it is as it was by itself";
  EXPECT_EQ(replaced(ubnd_, upper_), "") << "it had none";
  EXPECT_EQ(replaced(ubnd_, lower), "Ủy ban nhân dân xã Cát: Ủy ban nhân dân xã Cát Thượng;");
}

TEST_F(ResolutionsTest, AllChoicesOfATerritoryAreTakenBack) {
  ASSERT_OK(Resolve({{ubnd_, upper_, /*bodies=*/true}}));
  EXPECT_EQ(OpenAfter({{ubnd_, std::nullopt, /*bodies=*/true}}), divided_);
  EXPECT_THAT(Chosen(), SizeIs(0));
}

}  // namespace
}  // namespace dondoc::organization
