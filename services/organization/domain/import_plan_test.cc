#include "services/organization/domain/import_plan.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/domain/naming.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Sample() {
  std::ifstream in("tests/samples/units.csv");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class ImportPlanTest : public ::testing::Test {
 protected:
  ImportPlanTest() {
    government_.id = "government";
    government_.kind = kGovernment;
    government_.territory.id = "country";
    government_.territory.level = Level::kCentral;
  }

  ImportPlan Plan(const std::string& csv) {
    const auto rows = ReadTerritoryList(csv, "u");
    EXPECT_OK(rows);
    auto plan = PlanImport(*rows, known_, government_, "2024", {}, since_,
                           [this] { return "id" + std::to_string(++last_id_); });
    EXPECT_OK(plan);
    return *plan;
  }

  void Remember(const ImportPlan& plan) {
    for (std::size_t i = 0; i < plan.created.size(); ++i) known_.push_back({plan.created[i], plan.created_ubnds[i].id});
    for (const ImportPlan::Change& changed : plan.changed) {
      for (KnownTerritory& known : known_) {
        if (known.territory.id == changed.territory.id) known.territory = changed.territory;
      }
    }
  }

  Unit government_;
  std::vector<KnownTerritory> known_;
  std::optional<Day> since_;
  int last_id_ = 0;
};

// Each territory's code with the names of the bodies above its UBND, whatever the ids.
std::map<std::string, std::vector<std::string>> Shape(const ImportPlan& plan) {
  std::map<std::string, std::string> names = {{"government", "Chính phủ"}};
  for (const Unit& ubnd : plan.created_ubnds) names[ubnd.id] = ubnd.name;
  std::map<std::string, std::vector<std::string>> shape;
  for (const Unit& ubnd : plan.created_ubnds) {
    auto& line = shape[ubnd.territory.code];
    line.push_back(ubnd.name);
    for (const std::string& id : ubnd.superior_ids) line.push_back(names.at(id));
  }
  return shape;
}

TEST_F(ImportPlanTest, GivesEachTerritoryItsUbndBelowThatOfItsParent) {
  const ImportPlan plan = Plan(Sample());
  EXPECT_THAT(plan.created, SizeIs(28));
  const auto shape = Shape(plan);
  EXPECT_THAT(shape.at("98103"), ElementsAre("Ủy ban nhân dân xã Hòa Mục", "Ủy ban nhân dân huyện An Lộc Sơn",
                                             "Ủy ban nhân dân tỉnh Bình Giang", "Chính phủ"));
  EXPECT_THAT(shape.at("98301"), ElementsAre("Ủy ban nhân dân phường 1", "Ủy ban nhân dân thành phố Bình Giang",
                                             "Ủy ban nhân dân tỉnh Bình Giang", "Chính phủ"));
}

TEST_F(ImportPlanTest, AShuffledFileGivesTheSameTree) {
  const auto expected = Shape(Plan(Sample()));
  std::vector<std::string> lines;
  std::string sample = Sample();
  for (std::size_t end; (end = sample.find('\n')) != std::string::npos; sample.erase(0, end + 1))
    lines.push_back(sample.substr(0, end));
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937 random(seed);
    std::shuffle(lines.begin() + 1, lines.end(), random);
    std::string csv;
    for (const std::string& line : lines) csv += line + "\r\n";
    EXPECT_EQ(Shape(Plan(csv)), expected) << "seed " << seed;
  }
}

TEST_F(ImportPlanTest, TheSameListAgainChangesNothing) {
  Remember(Plan(Sample()));
  const ImportPlan again = Plan(Sample());
  EXPECT_EQ(again.unchanged, 28);
  EXPECT_THAT(again.created, IsEmpty());
  EXPECT_THAT(again.changed, IsEmpty());
}

TEST_F(ImportPlanTest, ARenameKeepsTheIdentity) {
  Remember(Plan(Sample()));
  std::string csv = Sample();
  csv.replace(csv.find("981,Huyện An Lộc Sơn,district,Huyện"), sizeof("981,Huyện An Lộc Sơn,district,Huyện") - 1,
              "981,Thị xã An Lộc Sơn,district,Thị xã");
  const ImportPlan plan = Plan(csv);
  ASSERT_THAT(plan.changed, SizeIs(1));
  EXPECT_EQ(plan.changed[0].territory.type, "thị xã");
  EXPECT_EQ(plan.unchanged, 27);
  EXPECT_THAT(plan.moved_ubnds, IsEmpty());
}

TEST_F(ImportPlanTest, ADayOnWhichItDoesNotGoByTheListIsRefused) {
  Remember(Plan(Sample()));
  for (KnownTerritory& one : known_) one.days = {*MakeDay(2024, 5, 1), *MakeDay(2025, 7, 1)};
  std::string csv = Sample();
  csv.replace(csv.find("Xã Hòa Mục"), sizeof("Xã Hòa Mục") - 1, "Xã Hòa Mục Mới");
  const auto rows = ReadTerritoryList(csv, "u");
  ASSERT_OK(rows);
  const auto plan = [&](Day since) {
    return PlanImport(*rows, known_, government_, "2024", {}, since, [] { return std::string("id"); });
  };
  EXPECT_THAT(plan(*MakeDay(2024, 4, 30)), HasReason(absl::StatusCode::kInvalidArgument, "DAY_OUTSIDE_LIST"));
  EXPECT_THAT(plan(*MakeDay(2025, 7, 1)), HasReason(absl::StatusCode::kInvalidArgument, "DAY_OUTSIDE_LIST"));
  ASSERT_OK_AND_ASSIGN(const ImportPlan within, plan(*MakeDay(2025, 1, 1)));
  ASSERT_THAT(within.changed, SizeIs(1));
  EXPECT_EQ(within.changed[0].days, (Validity{*MakeDay(2025, 1, 1), *MakeDay(2025, 7, 1)}));
}

TEST_F(ImportPlanTest, AnotherParentMovesTheUbnd) {
  Remember(Plan(Sample()));
  std::string csv = Sample();
  const std::string row = "98103,Xã Hòa Mục,commune,Xã,981";
  // Its new district has a commune of that name already; another name, too, then.
  csv.replace(csv.find(row), row.size(), "98103,Xã Hòa Mục Mới,commune,Xã,982");
  const ImportPlan plan = Plan(csv);
  ASSERT_THAT(plan.moved_ubnds, SizeIs(1));
  const auto district =
      std::find_if(known_.begin(), known_.end(), [](const auto& one) { return one.territory.code == "982"; });
  EXPECT_EQ(plan.moved_ubnds[0].superior_id, district->ubnd_id);
}

}  // namespace
}  // namespace dondoc::organization
