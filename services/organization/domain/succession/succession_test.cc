#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/domain/mistakes.h"
#include "services/organization/domain/succession/body_plan.h"
#include "services/organization/domain/succession/territory_plan.h"
#include "services/organization/domain/territory_list.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

// A territory of a small list; its id is list and code.
Territory T(const std::string& list, const std::string& code, Level level, const std::string& parent = "") {
  Territory territory;
  territory.id = list + ":" + code;
  territory.code_list = list;
  territory.code = code;
  territory.name = "Xã " + code;
  territory.level = level;
  territory.parent_id = parent.empty() ? "VN" : list + ":" + parent;
  return territory;
}

// Two provinces with a district each (and one district of islands without communes), and four communes.
std::vector<Territory> Old() {
  return {
      T("o", "1", Level::kProvince),        T("o", "2", Level::kProvince),        T("o", "11", Level::kDistrict, "1"),
      T("o", "21", Level::kDistrict, "2"),  T("o", "22", Level::kDistrict, "2"),  T("o", "111", Level::kCommune, "11"),
      T("o", "112", Level::kCommune, "11"), T("o", "113", Level::kCommune, "11"), T("o", "211", Level::kCommune, "21")};
}

// One province with four communes right below it.
std::vector<Territory> New() {
  return {T("n", "1", Level::kProvince), T("n", "111", Level::kCommune, "1"), T("n", "112", Level::kCommune, "1"),
          T("n", "211", Level::kCommune, "1"), T("n", "22", Level::kCommune, "1")};
}

SuccessionFile Rows(const std::string& text) {
  SuccessionFile file = ReadSuccessionFile("old_code,new_code,relation\n" + text);
  EXPECT_THAT(file.mistakes.ToStatus("s.csv"), IsOk());
  return file;
}

const char kWhole[] = "111,111,whole\n112,111,whole\n113,111,part\n113,112,part\n211,211,whole\n22,22,whole\n";

std::map<std::string, std::vector<std::string>> Edges(const TerritoryPlan& plan) {
  std::map<std::string, std::vector<std::string>> edges;
  for (const TerritoryEdge& edge : plan.ending) edges[edge.from_id] = edge.to_ids;
  return edges;
}

TEST(ReadSuccessionFile, SaysEveryMistakeWithItsLine) {
  const auto read = [](const std::string& text) { return ReadSuccessionFile(text).mistakes.ToStatus("s.csv"); };
  EXPECT_THAT(read("old,new\n"), HasReason(kInvalid, "NO_HEADER"));
  EXPECT_THAT(read("old_code,new_code,relation\n"), HasReason(kInvalid, "NO_ROWS"));
  EXPECT_THAT(read("old_code,new_code,relation\n1,\xff,whole\n"), HasReason(kInvalid, "NOT_UTF8"));
  const absl::Status status = read(
      "old_code,new_code,relation\n"
      "1,2\n"
      "a,2,whole\n"
      "1,2,all\n"
      "3,4,whole\n"
      "3,4,whole\n"
      "5,6,part\n"
      "7,6,whole\n"
      "7,8,part\n");
  const std::string message(status.message());
  EXPECT_THAT(status, HasReason(kInvalid, "BAD_ROW"));
  EXPECT_THAT(message, HasSubstr("s.csv:2: row: BAD_ROW"));
  EXPECT_THAT(message, HasSubstr("s.csv:3: old_code: BAD_CODE"));
  EXPECT_THAT(message, HasSubstr("s.csv:4: relation: BAD_RELATION"));
  EXPECT_THAT(message, HasSubstr("s.csv:6: row: DUPLICATE_ROW: says the same as line 5"));
  EXPECT_THAT(message, HasSubstr("s.csv:7: relation: WHOLE_AND_PART"));
  EXPECT_THAT(message, HasSubstr("s.csv:8: relation: WHOLE_AND_PART"));
  EXPECT_THAT(message, ::testing::Not(HasSubstr("s.csv:9")));
}

TEST(PlanTerritories, MergesDividesContinuesAndEnds) {
  const auto plan = PlanTerritories(Rows(kWhole), Old(), New(), "s.csv");
  ASSERT_THAT(plan, IsOk());
  // Only the last commune goes on: alone into one that comes from nothing else, at the same level.
  EXPECT_THAT(plan->continuing, ElementsAre(TwinOf{"o:211", "n:211"}));
  EXPECT_THAT(Edges(*plan), UnorderedElementsAre(std::pair("o:1", std::vector<std::string>{"n:1"}),
                                                 std::pair("o:2", std::vector<std::string>{"n:1"}),
                                                 std::pair("o:11", std::vector<std::string>{}),
                                                 std::pair("o:21", std::vector<std::string>{}),
                                                 // A change of level is a new territory.
                                                 std::pair("o:22", std::vector<std::string>{"n:22"}),
                                                 std::pair("o:111", std::vector<std::string>{"n:111"}),
                                                 std::pair("o:112", std::vector<std::string>{"n:111"}),
                                                 std::pair("o:113", std::vector<std::string>{"n:111", "n:112"})));
  EXPECT_THAT(plan->beginning, ElementsAre("n:1", "n:111", "n:112", "n:22"));
}

TEST(PlanTerritories, AProvinceThatIsAloneInItsSuccessorGoesOn) {
  const auto plan = PlanTerritories(
      Rows("111,111,whole\n112,112,whole\n113,113,whole\n"),
      {T("o", "1", Level::kProvince), T("o", "11", Level::kDistrict, "1"), T("o", "111", Level::kCommune, "11"),
       T("o", "112", Level::kCommune, "11"), T("o", "113", Level::kCommune, "11")},
      {T("n", "9", Level::kProvince), T("n", "111", Level::kCommune, "9"), T("n", "112", Level::kCommune, "9"),
       T("n", "113", Level::kCommune, "9")},
      "s.csv");
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(plan->continuing, ::testing::Contains(TwinOf{"o:1", "n:9"}));
  EXPECT_THAT(Edges(*plan), ElementsAre(std::pair("o:11", std::vector<std::string>{})));
  EXPECT_THAT(plan->beginning, IsEmpty());
}

TEST(PlanTerritories, WhatNoRowNamesStays) {
  // Two of three communes merge; the province goes on in the new list, the district keeps the third.
  const std::vector<Territory> old_list = {T("o", "1", Level::kProvince), T("o", "11", Level::kDistrict, "1"),
                                           T("o", "111", Level::kCommune, "11"), T("o", "112", Level::kCommune, "11"),
                                           T("o", "113", Level::kCommune, "11")};
  const std::vector<Territory> new_list = {T("n", "1", Level::kProvince), T("n", "11", Level::kDistrict, "1"),
                                           T("n", "119", Level::kCommune, "11")};
  const auto plan = PlanTerritories(Rows("111,119,whole\n112,119,whole\n"), old_list, new_list, "s.csv");
  ASSERT_THAT(plan, IsOk());
  EXPECT_THAT(plan->continuing, UnorderedElementsAre(TwinOf{"o:1", "n:1"}, TwinOf{"o:11", "n:11"}));
  EXPECT_THAT(plan->beginning, ElementsAre("n:119"));

  const auto two_levels =
      PlanTerritories(Rows("111,119,whole\n112,119,whole\n"), old_list,
                      {T("n", "1", Level::kProvince), T("n", "119", Level::kCommune, "1")}, "s.csv");
  ASSERT_THAT(two_levels, IsOk());
  EXPECT_THAT(two_levels->continuing, ElementsAre(TwinOf{"o:1", "n:1"}));
  EXPECT_THAT(Edges(*two_levels), UnorderedElementsAre(std::pair("o:111", std::vector<std::string>{"n:119"}),
                                                       std::pair("o:112", std::vector<std::string>{"n:119"})));
}

TEST(PlanTerritories, SaysWhatDoesNotFitTheLists) {
  const auto plan = [](const std::string& rows) { return PlanTerritories(Rows(rows), Old(), New(), "s.csv").status(); };
  const absl::Status unknown = plan("999,111,whole\n111,888,whole\n");
  EXPECT_THAT(unknown, HasReason(kInvalid, "UNKNOWN_OLD_CODE"));
  EXPECT_THAT(std::string(unknown.message()), HasSubstr("s.csv:3: new_code: UNKNOWN_NEW_CODE"));

  // The provinces merge, so that what no row names cannot stay; and two new communes come from nowhere.
  const absl::Status left = plan("111,111,whole\n112,111,whole\n211,211,whole\n");
  const std::string message(left.message());
  EXPECT_THAT(left, HasReason(kInvalid, "NOT_SUCCEEDED"));
  EXPECT_THAT(message, HasSubstr("NOT_SUCCEEDED: no row says what becomes of Xã 22 (22), and Xã 2 (2) ends"));
  EXPECT_THAT(message, HasSubstr("NO_PREDECESSOR: no row says what Xã 112 (112) comes from"));
}

TEST(PlanBodies, TheHeirIsTheBodyOfTheSameKindWhereThereIsOne) {
  const auto plan = PlanTerritories(Rows(kWhole), Old(), New(), "s.csv");
  ASSERT_THAT(plan, IsOk());
  const std::vector<Body> ending = {{"u1", "UBND", "o:111"},  {"u2", "UBND", "o:112"}, {"u3", "UBND", "o:113"},
                                    {"d1", "UBND", "o:11"},   {"p1", "UBND", "o:1"},   {"p2", "SO_Y_TE", "o:1"},
                                    {"s1", "TRUONG", "o:111"}};
  const std::vector<Body> beginning = {{"v1", "UBND", "n:111"},
                                       {"v2", "UBND", "n:112"},
                                       {"q1", "UBND", "n:1"},
                                       {"t1", "TRUONG", "n:111"},
                                       {"t2", "TRUONG", "n:111"}};
  EXPECT_THAT(
      PlanBodies(*plan, ending, beginning, {{"d1", "v2"}}),
      ElementsAre(BodyEdge{"u1", {"v1"}, "v1"}, BodyEdge{"u2", {"v1"}, "v1"},
                  BodyEdge{"u3", {"v1", "v2"}, std::nullopt}, BodyEdge{"d1", {}, "v2"}, BodyEdge{"p1", {"q1"}, "q1"},
                  BodyEdge{"p2", {}, std::nullopt}, BodyEdge{"s1", {"t1", "t2"}, std::nullopt}));
}

// The national lists of 2024 and 2025.
// One answer for everything that can be told of a file, so that it is put right in one go.
TEST(PlanTerritories, SaysWhatIsWrongWithTheFileAndWhatDoesNotFitTheListsTogether) {
  const SuccessionFile file = ReadSuccessionFile(
      "old_code,new_code,relation\n"
      "111,111,wohle\n"
      "112,888,whole\n"
      "999,111,part\n"
      "113,777,half\n"
      "113,112,part\n"
      "211,211,whole\n");
  const absl::Status status = PlanTerritories(file, Old(), New(), "s.csv").status();
  EXPECT_THAT(status, HasReason(kInvalid, "BAD_RELATION"));
  const std::string message(status.message());
  EXPECT_THAT(message, HasSubstr("s.csv:2: relation: BAD_RELATION: 'wohle'"));
  EXPECT_THAT(message, HasSubstr("s.csv:3: new_code: UNKNOWN_NEW_CODE"));
  EXPECT_THAT(message, HasSubstr("s.csv:4: relation: WHOLE_AND_PART"));
  EXPECT_THAT(message, HasSubstr("s.csv:4: old_code: UNKNOWN_OLD_CODE"));
  EXPECT_THAT(message, HasSubstr("s.csv:5: relation: BAD_RELATION"));
  EXPECT_THAT(message, HasSubstr("s.csv:5: new_code: UNKNOWN_NEW_CODE"));
  // What only follows from the others is not told: who reads it would look for a mistake where there is none.
  EXPECT_THAT(message, ::testing::Not(HasSubstr("s.csv:6")));
  EXPECT_THAT(message, ::testing::Not(HasSubstr("NOT_SUCCEEDED")));
  EXPECT_THAT(message, ::testing::Not(HasSubstr("NO_PREDECESSOR")));
}

class NationalFile : public ::testing::Test {
 protected:
  static std::optional<std::string> Read(const std::string& name) {
    const char* shared = std::getenv("DONDOC_SHARED");
    std::ifstream file(std::string(shared == nullptr ? "../shared" : shared) + "/data/" + name);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  static std::vector<Territory> ListOf(const std::string& csv, const std::string& list) {
    const auto rows = ReadTerritoryList(csv, list);
    EXPECT_THAT(rows, IsOk());
    std::vector<Territory> territories;
    for (const TerritoryRow& row : *rows) {
      territories.push_back(T(list, row.code, row.level, row.parent_code));
      territories.back().name = row.name;
    }
    return territories;
  }
};

TEST_F(NationalFile, IsPlannedAsItIsDescribed) {
  const auto old_csv = Read("units_2024.csv"), new_csv = Read("units_2025.csv"), file = Read("succession_2025.csv");
  if (!old_csv || !new_csv || !file) GTEST_SKIP() << "no shared data: set DONDOC_SHARED";
  const SuccessionFile read = ReadSuccessionFile(*file);
  ASSERT_THAT(read.mistakes.ToStatus("succession_2025.csv"), IsOk());
  EXPECT_EQ(std::count_if(read.rows.begin(), read.rows.end(), [](const auto& row) { return row.whole; }), 9599);
  EXPECT_EQ(read.rows.size(), 9599U + 972U);
  const auto old_list = ListOf(*old_csv, "2024"), new_list = ListOf(*new_csv, "2025");
  const auto plan = PlanTerritories(read, old_list, new_list, "succession_2025.csv");
  ASSERT_THAT(plan, IsOk());
  std::map<std::string, Level> level;
  for (const auto& list : {old_list, new_list}) {
    for (const Territory& territory : list) level[territory.id] = territory.level;
  }
  // 137 units were carried over alone; five of them, the districts of islands, change their level. Eleven provinces
  // stay.
  std::map<Level, int> continuing, ending, without, divided, level_changed;
  for (const TwinOf& twin : plan->continuing) ++continuing[level.at(twin.territory_id)];
  std::map<std::string, int> predecessors;
  for (const TerritoryEdge& edge : plan->ending) {
    for (const std::string& to : edge.to_ids) ++predecessors[to];
  }
  for (const TerritoryEdge& edge : plan->ending) {
    const Level from = level.at(edge.from_id);
    ++ending[from];
    if (edge.to_ids.empty()) ++without[from];
    if (edge.to_ids.size() > 1) ++divided[from];
    if (edge.to_ids.size() == 1 && level.at(edge.to_ids.front()) != from) {
      ++level_changed[from];
      EXPECT_EQ(predecessors.at(edge.to_ids.front()), 1);
    }
  }
  EXPECT_EQ(continuing[Level::kCommune], 132);
  EXPECT_EQ(continuing[Level::kProvince], 11);
  EXPECT_EQ(continuing[Level::kDistrict], 0);
  EXPECT_EQ(level_changed[Level::kDistrict], 5);
  EXPECT_EQ(ending[Level::kCommune], 10035 - 132);
  EXPECT_EQ(ending[Level::kDistrict], 696);
  EXPECT_EQ(without[Level::kDistrict], 691);
  EXPECT_EQ(ending[Level::kProvince], 52);
  EXPECT_EQ(without[Level::kProvince], 0);
  EXPECT_EQ(divided[Level::kProvince], 0);  // each falls whole into one
  EXPECT_EQ(divided[Level::kCommune], 441);
  EXPECT_EQ(without[Level::kCommune], 0);
  EXPECT_EQ(plan->beginning.size(), 3355U - 132U - 11U);
}

}  // namespace
}  // namespace dondoc::organization
