// Lists of territories as they are imported: what changes on which day, what is told, and what is refused.
#include <future>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/organization/app/announce_turns.h"
#include "services/organization/app/equip_territories.h"
#include "services/organization/app/import_units.h"
#include "services/organization/app/operations_fixture.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SampleCsv;
using ::testing::SizeIs;

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

}  // namespace
}  // namespace dondoc::organization
