// The operations against PostgreSQL: what they change and publish, that they happen once, and what they refuse.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/app/operations_fixture.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SampleCsv;
using ::testing::SizeIs;

TEST_F(OperationsTest, EveryStatementCanBePrepared) { EXPECT_THAT(world_.Unpreparable(), IsEmpty()); }

TEST_F(OperationsTest, EquipCreatesWhatIsMissingOnce) {
  ImportSample();
  world_.DrainFacts();
  ASSERT_OK_AND_ASSIGN(const int created, world_.Equip({"981"}, true));
  EXPECT_GT(created, 8 * 12 + 40);
  EXPECT_EQ(world_.Named("Phòng Giáo dục và Đào tạo huyện An Lộc Sơn").superior_id, world_.Head("981").id);
  EXPECT_EQ(world_.Named("Hội Khuyến học xã Hòa Mục").superior_ids.size(), 4u);
  int published = 0;
  for (const auto& fact : world_.DrainFacts()) {
    EXPECT_EQ(fact.change(), 2);
    published += fact.units_size();
  }
  EXPECT_EQ(published, created);
  ASSERT_OK_AND_ASSIGN(const int again, world_.Equip({"981", "98103"}, true));
  EXPECT_EQ(again, 0);
  EXPECT_THAT(world_.DrainFacts(), IsEmpty());
}

TEST_F(OperationsTest, EquipRefusesCodesThatAreNotThere) {
  ImportSample();
  const auto refused = world_.Equip({"981", "777", "778"});
  EXPECT_THAT(refused, HasReason(absl::StatusCode::kNotFound, "TERRITORY_NOT_FOUND"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("'777' '778'"));
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM unit"), "29");
}

TEST_F(OperationsTest, EquipsTheCountry) {
  ImportSample();
  ASSERT_OK(world_.Equip({"VN"}));
  EXPECT_EQ(world_.Named("Bộ Giáo dục và Đào tạo").superior_id, world_.Head("VN").id);
}

TEST_F(OperationsTest, CreatesABodyBelowItsSuperior) {
  ImportSample();
  world_.DrainFacts();
  const Unit district = world_.Head("981");
  const CreateUnitCommand command{
      world_.NewRequest(), "Trường THPT An Lộc Sơn", "TRUONG_THPT", district.id, {"TRUONG_HOC"}, {"a@b.vn"}, {}};
  ASSERT_OK_AND_ASSIGN(const std::string created, Create(command));
  EXPECT_EQ(created, *Create(command));
  const Unit school = world_.Named("Trường THPT An Lộc Sơn");
  EXPECT_EQ(created, school.id + " 1");
  EXPECT_EQ(school.territory.code, "981");
  EXPECT_THAT(school.superior_ids, ElementsAre(district.id, world_.Head("98").id, world_.Head("VN").id));
  EXPECT_THAT(school.emails, ElementsAre("a@b.vn"));
  EXPECT_THAT(world_.DrainFacts(), SizeIs(1));
}

TEST_F(OperationsTest, RefusesABodyThatIsThereOrHasNoSuperior) {
  ImportSample();
  CreateUnitCommand command{
      world_.NewRequest(), "Ủy ban nhân dân huyện An Lộc Sơn", "X", world_.Head("981").id, {}, {}, {}};
  const auto twice = Create(command);
  EXPECT_THAT(twice, HasReason(absl::StatusCode::kAlreadyExists, "UNIT_EXISTS"));
  EXPECT_EQ(Metadata(twice.status()).at("field"), "unit.name");
  command.superior_id = world_.ids.NewId();
  const auto nowhere = Create(command);
  EXPECT_THAT(nowhere, HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  EXPECT_EQ(Metadata(nowhere.status()).at("field"), "unit.superior_id");
}

TEST_F(OperationsTest, PutsNoBodyBelowOneThatHasEnded) {
  ImportSample();
  const std::string district = world_.Head("981").id;
  world_.Ask("UPDATE unit SET valid_to = '2024-06-02' WHERE id = '" + district + "' RETURNING 1");
  CreateUnitCommand command{world_.NewRequest(), "Phòng Một cửa", "PHONG_MC", district, {}, {}, {}};
  ASSERT_OK(Create(command)) << "on its last day";
  world_.clock.Set(StartOf(*MakeDay(2024, 6, 2)));
  command.request = world_.NewRequest();
  command.name = "Phòng Hai cửa";
  const auto refused = Create(command);
  EXPECT_THAT(refused, HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
  EXPECT_EQ(Metadata(refused.status()).at("field"), "unit.superior_id");
  // Whatever the days that are asked for.
  command.valid_from = *MakeDay(2024, 1, 1);
  EXPECT_THAT(Create(command), HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
}

TEST_F(OperationsTest, AnAliasIsAddedOnce) {
  ImportSample();
  world_.DrainFacts();
  const std::string id = world_.Head("981").id;
  for (const char* alias : {"Huyện nhà", "huyện  NHÀ", "Ủy ban nhân dân huyện An Lộc Sơn"}) {
    ASSERT_OK(AddAlias(*world_.context, world_.NewRequest(), id, {alias, {}}, IdAndVersion));
  }
  EXPECT_THAT(world_.Head("981").aliases, ElementsAre("Huyện nhà"));
  EXPECT_THAT(world_.DrainFacts(), IsEmpty());
  EXPECT_THAT(AddAlias(*world_.context, world_.NewRequest(), world_.ids.NewId(), {"x", {}}, IdAndVersion),
              HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
}

TEST_F(OperationsTest, ContactsAreReplacedAndPublished) {
  ImportSample();
  world_.DrainFacts();
  const std::string id = world_.Head("981").id;
  ASSERT_OK_AND_ASSIGN(const std::string changed,
                       SetContacts(*world_.context, world_.NewRequest(), id, {"a@b.vn", "c@d.vn"}, IdAndVersion));
  EXPECT_EQ(changed, id + " 2");
  ASSERT_OK(SetContacts(*world_.context, world_.NewRequest(), id, {"a@b.vn", "c@d.vn"}, IdAndVersion));
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_THAT(facts[0].units(0).emails(), ElementsAre("a@b.vn", "c@d.vn"));
  EXPECT_EQ(facts[0].change(), 2);
  EXPECT_THAT(SetContacts(*world_.context, world_.NewRequest(), world_.ids.NewId(), {}, IdAndVersion),
              HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
}

TEST_F(OperationsTest, ListsPagesByNameWithEveryFilter) {
  ImportSample();
  ASSERT_OK(world_.Equip({"981"}, true));
  const auto list = [&](UnitFilter filter) {
    filter.day = DayOf(world_.clock.Now());
    filter.limit = 7;
    std::vector<std::string> names;
    while (true) {
      const auto page = world_.database().Run([&](pg::Transaction& tx) { return ListUnits(tx, filter); }).value();
      for (const Unit& unit : page) names.push_back(unit.name);
      if (page.size() < 7) return names;
      filter.after_id = page.back().id;
    }
  };
  EXPECT_THAT(
      list({}),
      SizeIs(std::stoul(world_.Ask("SELECT count(*) FROM unit WHERE valid_to IS NULL OR valid_to > '2024-06-01'"))));
  UnitFilter communes;
  communes.level = Level::kCommune;
  communes.kind = "UBND";
  communes.within_unit_id = world_.Head("981").id;
  const auto names = list(communes);
  EXPECT_THAT(names, SizeIs(8));
  EXPECT_EQ(names.front(), "Ủy ban nhân dân thị trấn An Lộc");
  UnitFilter query;
  query.query = "hoi khuyen hoc HÒA";
  EXPECT_THAT(list(query), ElementsAre("Hội Khuyến học xã Hòa Mục"));
  query.query = "không có";
  EXPECT_THAT(list(query), IsEmpty());
}

// Whatever happens, who takes the newest version of each unit from the facts has the tree.
TEST_F(OperationsTest, TheFactsTellTheWholeTree) {
  ImportSample();
  ASSERT_OK(world_.Equip({"98"}, true));
  ASSERT_OK(
      world_.Import(Replaced(SampleCsv(), "98106,Xã Tân Hợp Sơn,commune,Xã,981", "98106,Xã Tân Hợp,commune,Xã,982")));
  ASSERT_OK(SetContacts(*world_.context, world_.NewRequest(), world_.Head("982").id, {"a@b.vn"}, IdAndVersion));
  std::map<std::string, v1::Unit> newest;
  std::set<std::int64_t> changes;
  for (const auto& fact : world_.DrainFacts()) {
    changes.insert(fact.change());
    EXPECT_LE(fact.units_size(), 500);
    for (const auto& unit : fact.units()) {
      auto& known = newest[unit.id()];
      if (unit.version() > known.version()) known = unit;
    }
  }
  EXPECT_THAT(changes, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(world_.Ask("SELECT change FROM tree"), "4");
  EXPECT_EQ(std::to_string(newest.size()), world_.Ask("SELECT count(*) FROM unit"));
  for (const auto& [id, unit] : newest) {
    const Unit stored = world_.database()
                            .Run([&id = id](pg::Transaction& tx) { return GetUnit(tx, id, *MakeDay(2024, 6, 1)); })
                            .value();
    EXPECT_EQ(stored.name, unit.name());
    EXPECT_EQ(stored.version, unit.version());
    EXPECT_TRUE(std::equal(stored.superior_ids.begin(), stored.superior_ids.end(), unit.superior_ids().begin(),
                           unit.superior_ids().end()));
  }
}

}  // namespace
}  // namespace dondoc::organization
