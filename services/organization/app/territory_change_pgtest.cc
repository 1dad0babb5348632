// What a succession does to territories and bodies, and that it is taken back to the letter.
#include "services/organization/storage/territory_change.h"

#include <chrono>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/resolve_names.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SampleCsv;
using testing::SharedFile;
using ::testing::SizeIs;
using testing::World;

const Day kDay = *MakeDay(2025, 7, 1), kDayBefore = *MakeDay(2025, 6, 30);
constexpr char kChange[] = "01900000-0000-7000-8000-0000000000aa";

// Everything that a change may write, without the numbers that only grow.
std::string Dump(World& world) {
  std::string dump;
  for (const char* what :
       {"territory t", "territory_state t", "territory_code t", "unit_state t", "kept_territory t", "unit_alias t",
        "kept_unit t", "kept_unit_state t", "kept_territory_state t", "kept_territory_code t",
        "(SELECT id, kind, territory_id, tags, emails, valid_from, valid_to, name_pattern, "
        "continued_by FROM unit) t"}) {
    dump += world.Ask("SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM " +
                      std::string(what)) +
            "\n";
  }
  return dump;
}

absl::StatusOr<std::vector<std::string>> Change(World& world, const TerritoryChange& change) {
  return world.database().Run([&](pg::Transaction& tx) -> absl::StatusOr<std::vector<std::string>> {
    DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
    return ChangeTerritories(tx, change);
  });
}

absl::StatusOr<std::vector<std::string>> Restore(World& world) {
  return world.database().Run([&](pg::Transaction& tx) -> absl::StatusOr<std::vector<std::string>> {
    DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
    return RestoreTerritories(tx, kChange);
  });
}

std::vector<std::string> Uses(World& world) {
  return world.database().Run([&](pg::Transaction& tx) { return ListUsesOfChange(tx, kChange, 20); }).value();
}

// Each unit's stored line of superiors is the one that its superiors make, in every state.
void ExpectWholeLines(World& world) {
  EXPECT_EQ(world.Ask("SELECT count(*) FROM unit_state s JOIN unit u ON u.id = s.unit_id JOIN unit_state a "
                      "ON a.unit_id = s.superior_id AND a.valid_from <= greatest(s.valid_from, u.valid_from) "
                      "AND (a.valid_to IS NULL OR a.valid_to > greatest(s.valid_from, u.valid_from)) "
                      "WHERE s.superior_ids <> s.superior_id || a.superior_ids"),
            "0");
  // A chain without gaps and overlaps.
  EXPECT_EQ(
      world.Ask(
          "SELECT count(*) FROM (SELECT valid_from, lag(valid_to) OVER (PARTITION BY unit_id ORDER BY valid_from) "
          "AS before FROM unit_state) s WHERE valid_from <> coalesce(before, '-infinity')"),
      "0");
}

// A province of 2024 whose two-level list of 2025 has it, with one commune that goes on under another name, one new
// commune in the place of a whole district, and no districts.
class TerritoryChangeTest : public ::testing::Test {
 protected:
  static constexpr char kNewList[] =
      "code,name,level,type,parent_code\n"
      "98,Tỉnh Lâm Bình,province,Tỉnh,\n"
      "98101,Xã An Lộc,commune,Xã,98\n"
      "98103,Phường Hòa Mục,commune,Phường,98\n";

  void SetUp() override {
    ASSERT_OK(world_.Import(SampleCsv()));
    ASSERT_OK(world_.Equip({"98"}, true));
    ASSERT_OK_AND_ASSIGN(const auto planned, world_.Import(kNewList, "2025"));
    EXPECT_TRUE(planned.planned());
    ASSERT_OK(world_.Equip({"98"}, true, "2025"));
    change_.id = kChange;
    change_.day = kDay;
    change_.continuing = {{TerritoryOf("98", "2024"), TerritoryOf("98", "2025")},
                          {TerritoryOf("98103", "2024"), TerritoryOf("98103", "2025")}};
    change_.beginning = {TerritoryOf("98101", "2025")};
    std::istringstream list(SampleCsv());
    std::string line;
    std::getline(list, line);
    while (std::getline(list, line)) {
      const std::string code = line.substr(0, line.find(','));
      if (code != "98" && code != "98103") change_.ending.push_back(TerritoryOf(code, "2024"));
    }
  }

  std::string TerritoryOf(const std::string& code, const std::string& list) {
    return world_.Ask("SELECT territory_id FROM territory_code WHERE code = '" + code + "' AND code_list = '" + list +
                      "'");
  }
  // Of all bodies with the words in their names, or of the UBNDs.
  std::vector<std::string> NamesOn(Day day, const std::string& query, bool planned = false) {
    UnitFilter filter;
    filter.day = day;
    if (query == "UBND") {
      filter.kind = query;
    } else {
      filter.query = query;
    }
    filter.planned = planned;
    filter.limit = 1000;
    const auto units = world_.database().Run([&](pg::Transaction& tx) { return ListUnits(tx, filter); }).value();
    std::vector<std::string> names;
    for (const Unit& unit : units) names.push_back(unit.name);
    return names;
  }

  World world_;
  TerritoryChange change_;
};

TEST_F(TerritoryChangeTest, WhatIsPlannedExistsOnNoDay) {
  EXPECT_THAT(NamesOn(kDay, "Lâm Bình"), IsEmpty());
  EXPECT_THAT(NamesOn(*MakeDay(2999, 1, 1), "Lâm Bình"), IsEmpty());
  EXPECT_THAT(NamesOn(kDay, "UBND", true), ElementsAre("Ủy ban nhân dân phường Hòa Mục",
                                                       "Ủy ban nhân dân tỉnh Lâm Bình", "Ủy ban nhân dân xã An Lộc"));
  // Without a list a code is of the one that is in force.
  EXPECT_EQ(world_.Head("98101", "").name, "Ủy ban nhân dân thị trấn An Lộc");
}

TEST_F(TerritoryChangeTest, LetsTerritoriesEndBeginAndGoOn) {
  const std::string province = world_.Head("98").id, commune = world_.Head("98103").id, town = world_.Head("98101").id;
  const std::string new_commune = world_.Head("98101", "2025").id;
  ASSERT_OK_AND_ASSIGN(const auto touched, Change(world_, change_));
  EXPECT_EQ(std::set(touched.begin(), touched.end()).size(), touched.size());
  ExpectWholeLines(world_);

  // The identity goes on, under the new list's code, name and place from the day.
  const Unit before = world_.Head("98103", "2024", kDayBefore), after = world_.Head("98103", "2025", kDay);
  EXPECT_EQ(before.id, commune);
  EXPECT_EQ(after.id, commune);
  EXPECT_EQ(before.name, "Ủy ban nhân dân xã Hòa Mục");
  EXPECT_EQ(after.name, "Ủy ban nhân dân phường Hòa Mục");
  EXPECT_EQ(before.territory.code_list, "2024");
  EXPECT_EQ(after.territory.code_list, "2025");
  EXPECT_FALSE(before.territory.attributes.urban);
  EXPECT_TRUE(after.territory.attributes.urban);
  EXPECT_THAT(before.superior_ids, SizeIs(3));
  EXPECT_THAT(after.superior_ids, ElementsAre(province, world_.Head("VN").id));
  ASSERT_THAT(after.states, SizeIs(2));
  EXPECT_EQ(after.states[0].days.to, kDay);
  EXPECT_EQ(after.states[1].name, after.name);
  EXPECT_FALSE(after.validity.to.has_value());

  // The others end or begin.
  EXPECT_EQ(world_.Head("98101", "2024").validity.to, kDay);
  EXPECT_EQ(world_.Head("98101", "2025").validity.from, kDay);
  EXPECT_THAT(world_.Head("98101", "2025").superior_ids, ElementsAre(province, world_.Head("VN").id));
  EXPECT_THAT(NamesOn(kDayBefore, "UBND"), SizeIs(28));
  EXPECT_THAT(NamesOn(kDay, "UBND"), ElementsAre("Ủy ban nhân dân phường Hòa Mục", "Ủy ban nhân dân tỉnh Lâm Bình",
                                                 "Ủy ban nhân dân xã An Lộc"));
  // A code without a list is of the list of the day.
  EXPECT_EQ(world_.Head("98101", "", kDayBefore).id, town);
  EXPECT_EQ(world_.Head("98101", "", kDay).id, new_commune);
  EXPECT_EQ(world_.Head("981", "", kDay).validity.to, kDay);
}

TEST_F(TerritoryChangeTest, BodiesFollowTheirTerritory) {
  const std::string party = world_.Named("Đảng ủy xã Hòa Mục").id;
  ASSERT_OK(Change(world_, change_));
  EXPECT_THAT(NamesOn(kDay, "dang uy"), ElementsAre("Đảng ủy phường Hòa Mục", "Đảng ủy xã An Lộc"));
  EXPECT_EQ((*world_.database().Run([&](pg::Transaction& tx) { return GetUnit(tx, party, kDay); })).name,
            "Đảng ủy phường Hòa Mục");
  // One of each kind on every day: what the twin was equipped with is withdrawn, where the territory has it.
  for (const char* day : {"2025-06-30", "2025-07-01"}) {
    EXPECT_EQ(world_.Ask("SELECT count(*) FROM (SELECT territory_id, kind FROM unit WHERE name_pattern <> '' AND "
                         "continued_by IS NULL AND (valid_from IS NULL OR valid_from <= '" +
                         std::string(day) + "') AND (valid_to IS NULL OR valid_to > '" + day +
                         "') GROUP BY 1, 2 HAVING count(*) > 1) twice"),
              "0");
  }
}

// The day decides what a name means: a document of before is read by the tree of before.
TEST_F(TerritoryChangeTest, NamesMeanWhatTheyMeantOnTheDay) {
  const std::string district = world_.Head("981").id, commune = world_.Head("98103").id;
  ASSERT_OK(Change(world_, change_));
  const auto meant = [&](const std::string& name, const std::string& seen_from, Day day) {
    const auto resolved = ResolveNames(*world_.context, {{name}, seen_from, day});
    EXPECT_OK(resolved);
    return resolved->names[0];
  };
  EXPECT_EQ(meant("UBND xã Hòa Mục", district, kDayBefore).unit->id, commune);
  EXPECT_EQ(meant("UBND phường Hòa Mục", world_.Head("98").id, kDay).unit->id, commune);
  EXPECT_TRUE(meant("UBND các xã", district, kDayBefore).group.has_value());
  // A district that has ended is nobody any more, not even for itself.
  EXPECT_FALSE(meant("UBND huyện", district, kDay).unit.has_value());
}

TEST_F(TerritoryChangeTest, GivesATerritoryTheBodiesOfItsTwinThatItLacks) {
  const Unit twin = world_.Head("98", "2025");
  const auto name_of = [](const Unit& unit) { return unit.id; };
  ASSERT_OK_AND_ASSIGN(
      const std::string center,
      CreateUnit(*world_.context,
                 {world_.NewRequest(), "Trung tâm Phục vụ hành chính công tỉnh", "TTPVHCC", twin.id, {}, {}, {}},
                 name_of));
  ASSERT_OK(Change(world_, change_));
  const Unit given = *world_.database().Run([&](pg::Transaction& tx) { return GetUnit(tx, center, kDay); });
  EXPECT_EQ(given.superior_id, world_.Head("98").id);
  EXPECT_EQ(given.territory.id, world_.Head("98").territory.id);
  EXPECT_EQ(given.validity.from, kDay);
  ExpectWholeLines(world_);
}

TEST_F(TerritoryChangeTest, IsTakenBackToTheLetter) {
  const std::string before = Dump(world_);
  ASSERT_OK_AND_ASSIGN(const auto touched, Change(world_, change_));
  EXPECT_NE(Dump(world_), before);
  ASSERT_OK_AND_ASSIGN(const auto back, Restore(world_));
  EXPECT_EQ(Dump(world_), before);
  EXPECT_EQ(std::set(touched.begin(), touched.end()), std::set(back.begin(), back.end()));
  EXPECT_THAT(Restore(world_), HasReason(absl::StatusCode::kNotFound, "CHANGE_NOT_FOUND"));
  // And made again.
  ASSERT_OK(Change(world_, change_));
  ASSERT_OK(Restore(world_));
  EXPECT_EQ(Dump(world_), before);
}

TEST_F(TerritoryChangeTest, SaysWhatDependsOnIt) {
  ASSERT_OK(Change(world_, change_));
  EXPECT_THAT(Uses(world_), IsEmpty());
  const auto id_of = [](const Unit& unit) { return unit.id; };
  // An address is no matter.
  ASSERT_OK(SetContacts(*world_.context, world_.NewRequest(), world_.Head("98101", "2025").id, {"a@b.vn"}, id_of));
  world_.clock.Set(StartOf(kDay));
  const auto made =
      CreateUnit(*world_.context,
                 {world_.NewRequest(), "Trường mới", "TRUONG", world_.Head("98101", "2025").id, {}, {}, {}}, id_of);
  ASSERT_OK(made);
  EXPECT_THAT(Uses(world_),
              ElementsAre("Trường mới was made since: take it back (dondoc units end " + *made + " --never)"));
}

TEST_F(TerritoryChangeTest, SaysWhatHasChangedSince) {
  ASSERT_OK(Change(world_, change_));
  std::string renamed = kNewList;
  renamed.replace(renamed.find("Xã An Lộc"), std::string("Xã An Lộc").size(), "Xã An Phú");
  ASSERT_OK(world_.Import(renamed, "2025"));
  EXPECT_THAT(Uses(world_), Contains("Xã An Phú has other days, names or places since: nothing takes that back"));
}

TEST_F(TerritoryChangeTest, RefusesWhatIsNotThereAndWhatIsNotPlanned) {
  const std::string before = Dump(world_);
  TerritoryChange wrong = change_;
  wrong.beginning.push_back(TerritoryOf("981", "2024"));
  EXPECT_THAT(Change(world_, wrong), HasReason(absl::StatusCode::kFailedPrecondition, "TERRITORY_NOT_PLANNED"));
  wrong = change_;
  wrong.ending.push_back(TerritoryOf("98101", "2025"));
  EXPECT_THAT(Change(world_, wrong), HasReason(absl::StatusCode::kFailedPrecondition, "TERRITORY_NOT_THERE"));
  wrong = change_;
  wrong.continuing.clear();  // the new commune would begin below a province that stays planned
  EXPECT_THAT(Change(world_, wrong), HasReason(absl::StatusCode::kFailedPrecondition, "TERRITORY_NOT_THERE"));
  EXPECT_EQ(Dump(world_), before);
}

TEST_F(TerritoryChangeTest, TheNewListGoesOnWhereItWasImported) {
  ASSERT_OK(Change(world_, change_));
  ASSERT_OK_AND_ASSIGN(const auto again, world_.Import(kNewList, "2025"));
  EXPECT_EQ(again.unchanged(), 3);
  ASSERT_OK_AND_ASSIGN(const auto more,
                       world_.Import(std::string(kNewList) + "98104,Xã Nà Sầm,commune,Xã,98\n", "2025"));
  EXPECT_EQ(more.created(), 1);
  EXPECT_EQ(world_.Head("98104", "2025").validity.from, kDay);
  ASSERT_OK(world_.Equip({"98103", "98104"}, false, "2025"));
  ASSERT_OK_AND_ASSIGN(const auto old, world_.Import(SampleCsv()));
  EXPECT_EQ(old.unchanged(), 28);
  ExpectWholeLines(world_);
}

// ---- the whole country ---------------------------------------------------------------------------------------------

std::vector<std::vector<std::string>> Rows(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream fields(line);
    auto& row = rows.emplace_back();
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
    if (line.ends_with(',')) row.emplace_back();
  }
  return rows;
}

class NationalChangeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* file : {"units_2024.csv", "units_2025.csv", "succession_2025.csv"}) {
      const auto csv = SharedFile(std::string("data/") + file);
      if (!csv) GTEST_SKIP() << "the real lists of territories are not here (DONDOC_SHARED)";
      csvs_.push_back(*csv);
    }
  }

  std::map<std::string, std::string> Territories(const std::string& list) {
    std::map<std::string, std::string> ids;
    std::istringstream pairs(world_.Ask(
        "SELECT string_agg(code || ' ' || territory_id, ' ') FROM territory_code WHERE code_list = '" + list + "'"));
    for (std::string code, id; pairs >> code >> id;) ids[code] = id;
    return ids;
  }

  // As a succession will tell them apart: one to one goes on, the rest ends and begins.
  TerritoryChange Plan() {
    std::map<std::string, std::set<std::string>> successors, predecessors;
    const auto link = [&](const std::string& old_code, const std::string& new_code) {
      successors[old_code].insert(new_code);
      predecessors[new_code].insert(old_code);
    };
    std::map<std::string, std::string> old_parent, new_parent;
    for (const auto& row : Rows(csvs_[0])) old_parent[row[0]] = row[4];
    for (const auto& row : Rows(csvs_[1])) new_parent[row[0]] = row[4];
    for (const auto& row : Rows(csvs_[2])) {
      link(row[0], row[1]);
      std::string province = row[0];
      while (!old_parent.at(province).empty()) province = old_parent.at(province);
      link(province, new_parent.at(row[1]));
    }
    TerritoryChange change{kChange, kDay, {}, {}, {}, {}};
    const auto old_ids = Territories("2024"), new_ids = Territories("2025");
    std::set<std::string> taken;
    for (const auto& [code, id] : old_ids) {
      const auto& next = successors[code];
      // A district that becomes a commune is another territory.
      if (next.size() == 1 && predecessors[*next.begin()].size() == 1 && code.size() == next.begin()->size()) {
        change.continuing.push_back({id, new_ids.at(*next.begin())});
        taken.insert(*next.begin());
      } else {
        change.ending.push_back(id);
      }
    }
    for (const auto& [code, id] : new_ids) {
      if (!taken.contains(code)) change.beginning.push_back(id);
    }
    return change;
  }

  template <typename F>
  double Seconds(F&& body) {
    const auto begin = std::chrono::steady_clock::now();
    body();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }

  World world_;
  std::vector<std::string> csvs_;
};

TEST_F(NationalChangeTest, TakesSecondsThereAndBack) {
  ASSERT_OK(world_.Import(csvs_[0]));
  ASSERT_OK_AND_ASSIGN(const auto planned, world_.Import(csvs_[1], "2025"));
  EXPECT_EQ(planned.created(), 3355);
  EXPECT_TRUE(planned.planned());
  // Bodies everywhere take a minute to make: DONDOC_EQUIP=all for the figures.
  const char* equip = std::getenv("DONDOC_EQUIP");
  for (const char* list : {"2024", "2025"}) {
    ASSERT_OK(world_.Equip({equip == nullptr ? "20" : "VN"}, true, list));
  }
  const TerritoryChange change = Plan();
  EXPECT_EQ(change.continuing.size(), 11u + 132u);
  const std::string before = Dump(world_);
  const double there = Seconds([&] { ASSERT_OK(Change(world_, change)); });
  ExpectWholeLines(world_);
  EXPECT_EQ(world_.Ask(
                "SELECT count(*) FROM unit_on('2025-06-30') WHERE kind = 'UBND' AND "
                "(valid_from IS NULL OR valid_from <= '2025-06-30') AND (valid_to IS NULL OR valid_to > '2025-06-30')"),
            "10794");
  EXPECT_EQ(world_.Ask(
                "SELECT count(*) FROM unit_on('2025-07-01') WHERE kind = 'UBND' AND "
                "(valid_from IS NULL OR valid_from <= '2025-07-01') AND (valid_to IS NULL OR valid_to > '2025-07-01')"),
            "3355");
  const double back = Seconds([&] { ASSERT_OK(Restore(world_)); });
  EXPECT_EQ(Dump(world_), before);
  std::cout << "[ FIGURES  ] the succession of " << change.ending.size() << " + " << change.continuing.size()
            << " territories to " << change.beginning.size() << " new ones, " << world_.Ask("SELECT count(*) FROM unit")
            << " units: " << there << " s, taken back: " << back << " s\n";
  EXPECT_LT(there, 20.0);
  EXPECT_LT(back, 20.0);
}

}  // namespace
}  // namespace dondoc::organization
