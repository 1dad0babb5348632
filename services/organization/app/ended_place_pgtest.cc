// Where units are that have ended: docs/adr/2026-11-21-an-ended-unit-has-a-place.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "services/organization/testing/lists_of_merging_provinces.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using testing::World;

const Day kBefore = *MakeDay(2025, 6, 30), kFirst = *MakeDay(2025, 7, 1), kSecond = *MakeDay(2026, 1, 1);

using Ids = std::vector<std::string>;

class EndedPlaceTest : public ::testing::Test {
 protected:
  EndedPlaceTest() {
    EXPECT_OK(world_.Import(testing::kThreeProvinces));
    EXPECT_OK(world_.Equip({"91", "92", "93"}, /*with_subtree=*/true));
    EXPECT_OK(world_.Import(testing::kTwoProvinces, "2025"));
    EXPECT_OK(world_.Equip({"91", "93"}, /*with_subtree=*/true, "2025"));
    government_ = world_.Head("VN").id;
    lam_ = Head("91", "2024");
    district_ = Head("911", "2024");
    merged_ = Head("91101", "2024");
    divided_ = Head("91102", "2024");
    hill_district_ = Head("931", "2024");
    hill_ = Head("93", "2024");
    office_ = BodyOf(district_, "PHONG_NOI_VU");
    party_ = BodyOf(merged_, "DANG_UY");
    new_ = Head("91", "2025");
    an_cat_ = Head("91001", "2025");
    world_.clock.Set(StartOf(kFirst));
    world_.DrainFacts();
  }

  std::string Head(const std::string& code, const std::string& list) { return world_.Head(code, list, kBefore).id; }
  // The body of this kind of a head's territory.
  std::string BodyOf(const std::string& head, const std::string& kind) {
    return world_.Ask("SELECT b.id FROM unit b JOIN unit h ON h.territory_id = b.territory_id WHERE h.id = '" + head +
                      "' AND b.kind = '" + kind + "'");
  }

  void Enact(const std::string& decision, Day day, const std::string& list, const std::string& csv) {
    ASSERT_OK_AND_ASSIGN(successions_[decision], world_.Enact(decision, day, csv, list));
    ExpectWholeLinesOn(day);
  }
  void EnactFirst() { Enact("1/NQ", kFirst, "2025", testing::kToTwo); }
  void ImportForSecond() {
    ASSERT_OK(world_.Import(testing::kOneProvince, "2026"));
    ASSERT_OK(world_.Equip({"94"}, /*with_subtree=*/true, "2026"));
    last_ = Head("94", "2026");
    world_.clock.Set(StartOf(kSecond));
  }

  // Who is above a unit on a day, the nearest first.
  Ids Above(const std::string& unit, Day day) {
    const std::string text = FormatDay(day);
    std::istringstream line(
        world_.Ask("SELECT array_to_string(superior_ids, ' ') FROM unit_on('" + text + "') WHERE id = '" + unit + "'"));
    Ids ids;
    for (std::string id; line >> id;) ids.push_back(id);
    return ids;
  }
  std::string StatesOf(const std::string& unit) {
    return world_.Ask("SELECT count(*) FROM unit_state WHERE unit_id = '" + unit + "'");
  }
  // On the day the line of every unit, there or not, is the one that the superiors make.
  void ExpectWholeLinesOn(Day day) {
    const std::string on = FormatDay(day);
    const auto holds = [&](const std::string& s) {
      return s + ".valid_from <= '" + on + "' AND (" + s + ".valid_to IS NULL OR " + s + ".valid_to > '" + on + "')";
    };
    EXPECT_EQ(world_.Ask("SELECT count(*) FROM unit_state s JOIN unit_state a ON a.unit_id = s.superior_id WHERE " +
                         holds("s") + " AND " + holds("a") + " AND s.superior_ids <> s.superior_id || a.superior_ids"),
              "0");
    // Whoever has ended stands right below one that exists.
    EXPECT_EQ(world_.Ask("SELECT count(*) FROM unit_on('" + on + "') u JOIN unit a ON a.id = u.superior_id " +
                         "WHERE u.valid_to <= '" + on + "' AND a.valid_to <= '" + on + "'"),
              "0");
  }
  std::string Dump() {
    std::string all;
    for (const char* table : {"territory", "territory_state", "territory_code", "unit_state", "kept_territory",
                              "kept_unit", "kept_unit_state", "kept_territory_state", "kept_territory_code"}) {
      all += world_.Ask(std::string("SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM ") + table + " t") + "\n";
    }
    return all + world_.Ask("SELECT string_agg((to_jsonb(u) - 'version')::text, E'\\n' ORDER BY u.id) FROM unit u");
  }

  World world_;
  std::map<std::string, std::string> successions_;
  std::string government_, lam_, district_, merged_, divided_, hill_, hill_district_, office_, party_;
  std::string new_, an_cat_;  // of the list of 2025
  std::string last_;          // of the list of 2026
};

TEST_F(EndedPlaceTest, AnEndedUnitStandsBelowItsHeirOrBelowThatOfWhoWasAboveIt) {
  EnactFirst();
  EXPECT_THAT(Above(lam_, kFirst), ElementsAre(new_, government_));
  EXPECT_THAT(Above(merged_, kFirst), ElementsAre(an_cat_, new_, government_));
  EXPECT_THAT(Above(party_, kFirst), ElementsAre(BodyOf(an_cat_, "DANG_UY"), an_cat_, new_, government_));
  // Nobody comes after a district, its offices, and a commune that was divided.
  for (const std::string& unit : {district_, office_, divided_}) {
    EXPECT_THAT(Above(unit, kFirst), ElementsAre(new_, government_));
  }
  // The province goes on, and its district stays where it was.
  EXPECT_THAT(Above(hill_district_, kFirst), ElementsAre(hill_, government_));
  EXPECT_EQ(StatesOf(hill_district_), "1");
  EXPECT_THAT(Above(BodyOf(hill_district_, "PHONG_NOI_VU"), kFirst), ElementsAre(hill_, government_));
}

TEST_F(EndedPlaceTest, BeforeTheDayEverybodyStandsWhereTheyStood) {
  const Ids of_office = Above(office_, kBefore), of_commune = Above(merged_, kBefore);
  EXPECT_THAT(of_office, ElementsAre(district_, lam_, government_));
  EnactFirst();
  EXPECT_EQ(Above(office_, kBefore), of_office);
  EXPECT_EQ(Above(merged_, kBefore), of_commune);
  EXPECT_EQ(world_.Ask("SELECT count(DISTINCT name) FROM unit_state WHERE unit_id = '" + office_ + "'"), "1");
}

TEST_F(EndedPlaceTest, TheFactsHaveThePlaces) {
  EnactFirst();
  std::map<std::string, v1::Unit> units;
  for (const v1::UnitsChanged& fact : world_.DrainFacts()) {
    for (const v1::Unit& unit : fact.units()) units[unit.id()] = unit;
  }
  const v1::Unit& office = units[office_];
  EXPECT_THAT(office.superior_ids(), ElementsAre(new_, government_));
  ASSERT_THAT(office.states(), SizeIs(2));
  EXPECT_EQ(office.states(0).superior_id(), district_);
  EXPECT_EQ(office.states(1).valid_from(), "2025-07-01");
  EXPECT_EQ(office.states(1).superior_id(), new_);
}

TEST_F(EndedPlaceTest, AnotherSuccessionMovesThemOnAndBack) {
  EnactFirst();
  ImportForSecond();
  const std::string between = Dump();
  Enact("2/NQ", kSecond, "2026", testing::kToOne);
  EXPECT_THAT(Above(lam_, kSecond), ElementsAre(last_, government_));
  EXPECT_THAT(Above(office_, kSecond), ElementsAre(last_, government_));
  EXPECT_THAT(Above(divided_, kSecond), ElementsAre(last_, government_));
  EXPECT_THAT(Above(new_, kSecond), ElementsAre(last_, government_));
  // The heir goes on, in another province.
  EXPECT_THAT(Above(merged_, kSecond), ElementsAre(an_cat_, last_, government_));
  // Ended before, with a superior that ends only now.
  EXPECT_THAT(Above(hill_district_, kSecond), ElementsAre(last_, government_));
  EXPECT_THAT(Above(office_, kFirst), ElementsAre(new_, government_));
  EXPECT_THAT(Above(office_, kBefore), ElementsAre(district_, lam_, government_));
  ExpectWholeLinesOn(kFirst);
  ExpectWholeLinesOn(kBefore);

  ASSERT_OK(world_.Undo(successions_["2/NQ"]));
  EXPECT_EQ(Dump(), between);
  world_.clock.Set(StartOf(kFirst));
  ASSERT_OK(world_.Undo(successions_["1/NQ"]));
  EXPECT_EQ(StatesOf(office_), "1");
  EXPECT_THAT(Above(office_, kSecond), ElementsAre(district_, lam_, government_));
}

TEST_F(EndedPlaceTest, UndoingIsExact) {
  const std::string before = Dump();
  EnactFirst();
  EXPECT_NE(Dump(), before);
  ASSERT_OK(world_.Undo(successions_["1/NQ"]));
  EXPECT_EQ(Dump(), before);
}

}  // namespace
}  // namespace dondoc::organization
