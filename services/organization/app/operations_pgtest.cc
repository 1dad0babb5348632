// The operations against PostgreSQL: what they change and publish, that they happen once, and what they refuse.
#include <algorithm>
#include <future>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/app/announce_turns.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/equip_territories.h"
#include "services/organization/app/import_units.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SampleCsv;
using ::testing::SizeIs;
using testing::World;

std::string IdAndVersion(const Unit& unit) { return unit.id + " " + std::to_string(unit.version); }

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  text.replace(text.find(what), what.size(), by);
  return text;
}

class OperationsTest : public ::testing::Test {
 protected:
  void ImportSample() {
    const auto response = world_.Import(SampleCsv());
    ASSERT_OK(response);
    ASSERT_EQ(response->created(), 28);
  }

  absl::StatusOr<std::string> Create(const CreateUnitCommand& command) {
    return CreateUnit(*world_.context, command, IdAndVersion);
  }

  World world_;
};

TEST_F(OperationsTest, EveryStatementCanBePrepared) { EXPECT_THAT(world_.Unpreparable(), IsEmpty()); }

TEST_F(OperationsTest, ImportMakesTheTreeFromTheTop) {
  ImportSample();
  const Unit commune = world_.Head("98103");
  EXPECT_EQ(commune.name, "Ủy ban nhân dân xã Hòa Mục");
  EXPECT_EQ(commune.territory.level, Level::kCommune);
  EXPECT_THAT(commune.superior_ids, ElementsAre(world_.Head("981").id, world_.Head("98").id, world_.Head("VN").id));
  EXPECT_EQ(world_.Head("VN").name, "Chính phủ");
  EXPECT_EQ(world_.Head("983").name, "Ủy ban nhân dân thành phố Bình Giang");
}

TEST_F(OperationsTest, ImportPublishesEveryUnitAsTheFirstChange) {
  ImportSample();
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].change(), 1);
  EXPECT_EQ(facts[0].part(), 1);
  EXPECT_EQ(facts[0].parts(), 1);
  EXPECT_EQ(facts[0].units_size(), 29);
}

TEST_F(OperationsTest, TheSameListAgainChangesAndPublishesNothing) {
  ImportSample();
  world_.DrainFacts();
  ASSERT_OK_AND_ASSIGN(const auto again, world_.Import(SampleCsv()));
  EXPECT_EQ(again.created(), 0);
  EXPECT_EQ(again.unchanged(), 28);
  EXPECT_THAT(world_.DrainFacts(), IsEmpty());
}

TEST_F(OperationsTest, ABrokenRowImportsNothing) {
  const auto broken = world_.Import(SampleCsv() + "98999,Xã Lạc,commune,Xã,777\n");
  EXPECT_THAT(broken, HasReason(absl::StatusCode::kInvalidArgument, "UNKNOWN_PARENT"));
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM territory"), "0");
  EXPECT_THAT(world_.DrainFacts(), IsEmpty());
}

TEST_F(OperationsTest, ARenameTakesItsBodiesAlong) {
  ImportSample();
  ASSERT_OK(world_.Equip({"981"}));
  const Unit department = world_.Named("Phòng Nội vụ huyện An Lộc Sơn");
  world_.DrainFacts();
  ASSERT_OK_AND_ASSIGN(const auto changed, world_.Import(Replaced(SampleCsv(), "981,Huyện An Lộc Sơn,district,Huyện",
                                                                  "981,Thị xã An Lộc,district,Thị xã")));
  EXPECT_EQ(changed.changed(), 1);
  EXPECT_EQ(world_.Head("981").name, "Ủy ban nhân dân thị xã An Lộc");
  EXPECT_EQ(world_.Named("Phòng Nội vụ thị xã An Lộc").id, department.id);
  EXPECT_EQ(world_.Named("Thị ủy An Lộc").kind, "HUYEN_UY");
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].change(), 3);
  const int bodies = std::stoi(world_.Ask(
      "SELECT count(*) FROM unit u JOIN territory_code t ON t.territory_id = u.territory_id WHERE t.code = '981'"));
  EXPECT_EQ(facts[0].units_size(), bodies);
  EXPECT_EQ(facts[0].units(0).version(), 2);
  EXPECT_EQ(facts[0].units(0).territory_name(), "Thị xã An Lộc");
}

TEST_F(OperationsTest, WithADayAChangeIsANewState) {
  ImportSample();
  ASSERT_OK(world_.Equip({"98106"}));
  const Day day = *MakeDay(2024, 9, 1);
  const std::string moved =
      Replaced(SampleCsv(), "98106,Xã Tân Hợp Sơn,commune,Xã,981", "98106,Phường Tân Hợp,commune,Phường,982");
  ASSERT_OK_AND_ASSIGN(const auto changed, world_.Import(moved, "2024", day));
  EXPECT_EQ(changed.changed(), 1);
  EXPECT_FALSE(changed.planned());
  const Unit before = world_.Head("98106", "2024", *MakeDay(2024, 8, 31)), after = world_.Head("98106", "2024", day);
  EXPECT_EQ(before.id, after.id);
  EXPECT_EQ(before.name, "Ủy ban nhân dân xã Tân Hợp Sơn");
  EXPECT_EQ(after.name, "Ủy ban nhân dân phường Tân Hợp");
  EXPECT_EQ(before.superior_id, world_.Head("981").id);
  EXPECT_EQ(after.superior_id, world_.Head("982").id);
  EXPECT_THAT(after.states, SizeIs(2));
  // Its bodies with it: a body that is made now has both states, too.
  ASSERT_OK(Create({world_.NewRequest(), "Trường Tân Hợp", "TRUONG", after.id, {}, {}, {}}));
  EXPECT_EQ(
      world_.Ask("SELECT count(*) FROM unit_state s JOIN unit u ON u.id = s.unit_id WHERE s.valid_to = '2024-09-01'"),
      world_.Ask("SELECT count(*) FROM unit WHERE territory_id = '" + after.territory.id + "'"));
  // The same file again changes nothing; with the day of a state it corrects that one.
  ASSERT_OK_AND_ASSIGN(const auto again, world_.Import(moved, "2024", day));
  EXPECT_EQ(again.unchanged(), 28);
  ASSERT_OK(world_.Import(Replaced(moved, "98106,Phường Tân Hợp", "98106,Phường Tân Hòa"), "2024", day));
  EXPECT_EQ(world_.Head("98106", "2024", day).name, "Ủy ban nhân dân phường Tân Hòa");
  EXPECT_EQ(world_.Head("98106", "2024", *MakeDay(2024, 8, 31)).name, before.name);
}

// What is planned for later neither stands in the way of an earlier change nor is lost by it.
TEST_F(OperationsTest, ChangesOfAnEarlierDayLeaveWhatIsPlannedForLater) {
  ImportSample();
  const std::string header = "code,name,level,type,parent_code\n";  // and a part of the list
  const auto name = [&](int month, int day) { return world_.Head("98106", "2024", *MakeDay(2024, month, day)).name; };
  ASSERT_OK(world_.Import(header + "98106,Phường Tân Hợp,commune,Phường,981\n", "2024", *MakeDay(2024, 9, 1)));
  ASSERT_OK(world_.Import(header + "98106,Xã Tân Sơn,commune,Xã,981\n", "2024", *MakeDay(2024, 8, 1)));
  EXPECT_EQ(name(7, 31), "Ủy ban nhân dân xã Tân Hợp Sơn");
  EXPECT_EQ(name(8, 1), "Ủy ban nhân dân xã Tân Sơn");
  EXPECT_EQ(name(8, 31), "Ủy ban nhân dân xã Tân Sơn");
  EXPECT_EQ(name(9, 1), "Ủy ban nhân dân phường Tân Hợp");
  // Without a day it is today's name that was wrong.
  ASSERT_OK(world_.Import(header + "98106,Xã Tân Hợp Thượng,commune,Xã,981\n"));
  EXPECT_EQ(name(6, 1), "Ủy ban nhân dân xã Tân Hợp Thượng");
  EXPECT_EQ(name(8, 1), "Ủy ban nhân dân xã Tân Sơn");
  EXPECT_EQ(name(9, 1), "Ủy ban nhân dân phường Tân Hợp");
}

TEST_F(OperationsTest, APartOfTheListIsPutBelowWhatIsThere) {
  ImportSample();
  const std::string header = "code,name,level,type,parent_code\n";
  ASSERT_OK_AND_ASSIGN(const auto added, world_.Import(header + "98198,Xã Tân Lập,commune,Xã,982\n"));
  EXPECT_EQ(added.created(), 1);
  const Unit head = world_.Head("98198"), district = world_.Head("982");
  EXPECT_EQ(head.superior_id, district.id);
  EXPECT_THAT(head.superior_ids, ElementsAre(district.id, world_.Head("98").id, world_.Named("Chính phủ").id));
  EXPECT_THAT(world_.Import(header + "98199,Xã Tân Bình,commune,Xã,98\n"),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_PARENT"));
  EXPECT_THAT(world_.Import(header + "98199,Xã Tân Bình,commune,Xã,977\n"),
              HasReason(absl::StatusCode::kInvalidArgument, "UNKNOWN_PARENT"));
}

TEST_F(OperationsTest, ATurnThatWasKnownBeforeIsToldOnItsDay) {
  ImportSample();
  ASSERT_OK(AnnounceTurns(*world_.context));  // the first time only notes the day
  ASSERT_OK(
      world_.Import(Replaced(SampleCsv(), "98106,Xã Tân Hợp Sơn", "98106,Xã Tân Hợp"), "2024", *MakeDay(2024, 9, 1)));
  const auto known = world_.DrainFacts();
  ASSERT_FALSE(known.empty());
  const v1::Unit& told = known.back().units(0);
  EXPECT_EQ(told.name(), "Ủy ban nhân dân xã Tân Hợp Sơn");
  EXPECT_EQ(told.states_size(), 2);
  ASSERT_OK_AND_ASSIGN(const int none, AnnounceTurns(*world_.context));
  EXPECT_EQ(none, 0);
  world_.clock.Set(StartOf(*MakeDay(2024, 9, 3)));
  ASSERT_OK_AND_ASSIGN(const int turned, AnnounceTurns(*world_.context));
  EXPECT_EQ(turned, 1);
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].units(0).name(), "Ủy ban nhân dân xã Tân Hợp");
  EXPECT_GT(facts[0].units(0).version(), told.version());
  ASSERT_OK_AND_ASSIGN(const int again, AnnounceTurns(*world_.context));
  EXPECT_EQ(again, 0);
}

TEST_F(OperationsTest, ALevelIsNeverChanged) {
  ImportSample();
  EXPECT_THAT(world_.Import(
                  "code,name,level,type,parent_code\n98,Tỉnh Bình Giang,province,Tỉnh,\n981,Xã An Lộc,commune,Xã,98\n"),
              HasReason(absl::StatusCode::kInvalidArgument, "LEVEL_CHANGED"));
}

TEST_F(OperationsTest, AListMaySayWhatItsTerritoriesAre) {
  ASSERT_OK(
      world_.Import("code,name,level,type,parent_code,island,specially_difficult\n98,Tỉnh Bình Giang,province,Tỉnh,,,\n"
                    "981,Huyện Đảo,district,Huyện,98,1,0\n98101,Phường A,commune,Phường,981,,1\n"));
  EXPECT_TRUE(world_.Head("981").territory.attributes.island);
  EXPECT_TRUE(world_.Head("98101").territory.attributes.urban);
  EXPECT_TRUE(world_.Head("98101").territory.attributes.specially_difficult);
  EXPECT_THAT(world_.Import("code,name,level,type,parent_code,island\n98,Tỉnh Bình Giang,province,Tỉnh,,yes\n"),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_ATTRIBUTE"));
}

TEST_F(OperationsTest, AnotherParentMovesEverythingBelow) {
  ImportSample();
  ASSERT_OK(world_.Equip({"98106"}));
  const Unit party = world_.Named("Đảng ủy xã Tân Hợp Sơn");
  world_.DrainFacts();
  ASSERT_OK(world_.Import(
      Replaced(SampleCsv(), "98106,Xã Tân Hợp Sơn,commune,Xã,981", "98106,Xã Tân Hợp Sơn,commune,Xã,982")));
  const Unit moved = world_.Head("98106");
  EXPECT_EQ(moved.superior_id, world_.Head("982").id);
  EXPECT_THAT(world_.Named(party.name).superior_ids,
              ElementsAre(moved.id, world_.Head("982").id, world_.Head("98").id, world_.Head("VN").id));
  const auto facts = world_.DrainFacts();
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].units_size(), 16);
  for (const auto& unit : facts[0].units()) EXPECT_GE(unit.version(), 2);
}

TEST_F(OperationsTest, TheSameRequestIsDoneOnce) {
  const RequestKey request = world_.NewRequest();
  const auto answer = [](const ImportOutcome& outcome) { return std::to_string(outcome.created); };
  const ImportCommand command{request, "2024", "u", SampleCsv(), std::nullopt};
  ASSERT_OK_AND_ASSIGN(const std::string first, ImportUnits(*world_.context, command, answer));
  ASSERT_OK_AND_ASSIGN(const std::string again, ImportUnits(*world_.context, command, answer));
  EXPECT_EQ(first, "28");
  EXPECT_EQ(again, "28");
  EXPECT_THAT(world_.DrainFacts(), SizeIs(1));
  EXPECT_THAT(EquipTerritories(*world_.context, {request, "2024", {"98"}, false, std::nullopt}, [](int) { return ""; }),
              HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(OperationsTest, ConcurrentImportsMakeOneTree) {
  std::vector<std::future<absl::StatusOr<v1::ImportUnitsResponse>>> imports;
  for (int i = 0; i < 4; ++i)
    imports.push_back(std::async(std::launch::async, [this] { return world_.Import(SampleCsv()); }));
  int created = 0;
  for (auto& one : imports) {
    const auto response = one.get();
    ASSERT_OK(response);
    created += response->created();
  }
  EXPECT_EQ(created, 28);
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM unit"), "29");
}

TEST_F(OperationsTest, TwoListsStandBesideEachOther) {
  ImportSample();
  ASSERT_OK_AND_ASSIGN(const auto other,
                       world_.Import("code,name,level,type,parent_code\n98,Tỉnh Bình Giang,province,Tỉnh,\n"
                                     "98101,Xã An Lộc,commune,Xã,98\n",
                                     "2025"));
  EXPECT_EQ(other.created(), 2);
  EXPECT_EQ(world_.Head("98101").name, "Ủy ban nhân dân thị trấn An Lộc");
}

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
