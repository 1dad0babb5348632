#include "services/organization/domain/equipment.h"

#include <algorithm>
#include <map>
#include <set>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/data.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;

constexpr char kHeader[] = "# a remark\nlevel,types,kind,name,aliases,tags,valid_from,valid_to\n";

EquipSite Site(Level level, const std::string& type, const std::string& name) {
  EquipSite site;
  site.head.id = "head";
  site.head.kind = kUbnd;
  site.head.superior_ids = {"above"};
  site.head.territory.id = "t";
  site.head.territory.level = level;
  site.head.territory.type = type;
  site.head.territory.name = name;
  return site;
}

std::vector<Unit> EquipOne(const std::vector<TemplateRow>& rows, const EquipSite& site,
                           std::optional<Day> day = std::nullopt) {
  int last = 0;
  return Equip(rows, {site}, day, [&] { return "id" + std::to_string(++last); });
}

TEST(EquipmentTest, MakesBodiesBelowTheHead) {
  ASSERT_OK_AND_ASSIGN(const auto rows,
                       ReadTemplate(std::string(kHeader) +
                                    "DISTRICT,,PHONG_NOI_VU,Phòng Nội vụ {type} {name},Phòng Nội chính|Phòng X,A|B,,\n"
                                    "COMMUNE,,HOI,Hội {type} {name},,,,\n"));
  const std::vector<Unit> units = EquipOne(rows, Site(Level::kDistrict, "huyện", "Huyện An Lộc Sơn"));
  ASSERT_EQ(units.size(), 1u);
  EXPECT_EQ(units[0].name, "Phòng Nội vụ huyện An Lộc Sơn");
  EXPECT_THAT(units[0].superior_ids, ElementsAre("head", "above"));
  EXPECT_THAT(units[0].aliases, ElementsAre("Phòng Nội chính", "Phòng X"));
  EXPECT_THAT(units[0].tags, ElementsAre("A", "B"));
}

TEST(EquipmentTest, LeavesWhatIsThereAndWhatIsOfOtherTypes) {
  ASSERT_OK_AND_ASSIGN(
      const auto rows,
      ReadTemplate(std::string(kHeader) + "DISTRICT,huyện,A,A,,,,\nDISTRICT,quận|thị xã,B,B,,,,\nDISTRICT,,C,C,,,,\n"));
  EquipSite site = Site(Level::kDistrict, "thị xã", "Thị xã V");
  site.kinds_there = {"C"};
  const std::vector<Unit> units = EquipOne(rows, site);
  ASSERT_EQ(units.size(), 1u);
  EXPECT_EQ(units[0].kind, "B");
}

TEST(EquipmentTest, GivesEachBodyTheDaysOfTheTemplateWithinThoseOfTheTerritory) {
  ASSERT_OK_AND_ASSIGN(const auto rows, ReadTemplate(std::string(kHeader) +
                                                     "DISTRICT,,OLD,O,,,,2025-03-01\nDISTRICT,,NEW,N,,,2025-03-01,\n"));
  EquipSite site = Site(Level::kDistrict, "huyện", "Huyện V");
  site.head.validity.from = MakeDay(2010, 1, 1);
  const std::vector<Unit> both = EquipOne(rows, site);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].validity.from, MakeDay(2010, 1, 1));
  EXPECT_EQ(both[0].validity.to, MakeDay(2025, 3, 1));
  EXPECT_EQ(both[1].validity.from, MakeDay(2025, 3, 1));
  const std::vector<Unit> one = EquipOne(rows, site, MakeDay(2024, 1, 1));
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].kind, "OLD");
  site.head.validity.to = MakeDay(2025, 1, 1);
  EXPECT_EQ(EquipOne(rows, site).size(), 1u);
}

TEST(EquipmentTest, RefusesABrokenTemplate) {
  for (const char* row :
       {"TOWN,,A,A,,,,", "DISTRICT,,,A,,,,", "DISTRICT,,A,,,,,", "DISTRICT,,A,A,,,2025-02-30,", "DISTRICT,,A,A,,,,x",
        "DISTRICT,,A,A,,", "DISTRICT,,A,A,,,2025-01-02,2025-01-01", "\"DISTRICT,,A,A,,,,"}) {
    EXPECT_THAT(ReadTemplate(std::string(kHeader) + row + "\n"),
                HasReason(absl::StatusCode::kInvalidArgument, "BAD_TEMPLATE"))
        << row;
  }
  EXPECT_THAT(ReadTemplate("kind,name\n"), HasReason(absl::StatusCode::kInvalidArgument, "BAD_TEMPLATE"));
}

TEST(EquipmentTest, TheTemplateOfTheServiceIsSound) {
  ASSERT_OK_AND_ASSIGN(const auto rows, ReadTemplate(data::kEquipment));
  std::map<Level, int> per_level;
  for (const TemplateRow& row : rows) {
    ++per_level[row.level];
    EXPECT_TRUE(row.level == Level::kCentral || row.name.find("{name}") != std::string::npos) << row.name;
  }
  EXPECT_GE(per_level[Level::kProvince], 40);
  EXPECT_GE(per_level[Level::kDistrict], 40);
  EXPECT_GE(per_level[Level::kCommune], 12);
  // No kind twice in one territory.
  for (const auto& [level, type] : {std::pair(Level::kProvince, "tỉnh"), std::pair(Level::kProvince, "thành phố"),
                                    std::pair(Level::kDistrict, "huyện"), std::pair(Level::kDistrict, "quận"),
                                    std::pair(Level::kDistrict, "thị xã"), std::pair(Level::kDistrict, "thành phố"),
                                    std::pair(Level::kCommune, "xã"), std::pair(Level::kCentral, "nước")}) {
    std::set<std::string> kinds, names;
    for (const TemplateRow& row : rows) {
      if (row.level != level ||
          !(row.types.empty() || std::find(row.types.begin(), row.types.end(), type) != row.types.end()))
        continue;
      EXPECT_TRUE(kinds.insert(row.kind).second) << row.kind;
      EXPECT_TRUE(names.insert(row.name).second) << row.name;
    }
  }
}

}  // namespace
}  // namespace dondoc::organization
