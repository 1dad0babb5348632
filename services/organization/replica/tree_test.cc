#include "services/organization/replica/tree.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::organization::replica {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Day kBefore = *MakeDay(2025, 6, 30), kAfter = *MakeDay(2025, 7, 1);

UnitId Id(std::uint32_t number) {
  UnitId id;
  id.bytes[6] = 0x70;
  for (int i = 0; i < 4; ++i) id.bytes[15 - static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

TreeUnit Unit(std::uint32_t number, std::optional<std::uint32_t> superior, TreeLevel level = TreeLevel::kCommune) {
  TreeUnit unit;
  unit.id = Id(number);
  unit.level = level;
  unit.kind = "UBND";
  unit.states.push_back({std::nullopt, superior ? std::optional(Id(*superior)) : std::nullopt});
  return unit;
}

TEST(TreeTest, ReadsAndWritesIds) {
  const std::string text = "0190c8a2-7b3d-7e2f-8a11-0123456789ab";
  ASSERT_TRUE(ParseUnitId(text).has_value());
  EXPECT_EQ(ToString(*ParseUnitId(text)), text);
  for (const char* bad :
       {"", "0190c8a2", "0190C8A2-7b3d-7e2f-8a11-0123456789ab", "0190c8a2-7b3d-7e2f-8a110-123456789ab",
        "0190c8a2x7b3d-7e2f-8a11-0123456789ab", "0190c8a2-7b3d-7e2f-8a11-0123456789ag"}) {
    EXPECT_FALSE(ParseUnitId(bad).has_value()) << bad;
  }
}

TEST(TreeTest, IsEmptyAtFirst) {
  const Tree tree;
  EXPECT_EQ(tree.size(), 0u);
  EXPECT_EQ(tree.Find(Id(1)), Tree::kNone);
  EXPECT_FALSE(tree.IsWithin(ToString(Id(1)), ToString(Id(1)), kBefore));
  EXPECT_THAT(tree.Tops(kBefore), IsEmpty());
}

// The Government (1), two provinces (2, 3), a district (4) of the first, a commune (5) that leaves the district for the
// second province.
class MovedCommuneTest : public ::testing::Test {
 protected:
  MovedCommuneTest() {
    std::vector<TreeUnit> units = {Unit(5, 4), Unit(4, 2, TreeLevel::kDistrict), Unit(3, 1, TreeLevel::kProvince),
                                   Unit(2, 1, TreeLevel::kProvince), Unit(1, std::nullopt, TreeLevel::kCentral)};
    units[0].states.push_back({kAfter, Id(3)});
    units[1].valid_to = kAfter;
    units[2].valid_from = kAfter;
    units[4].kind = "CHINH_PHU";
    tree_ = Tree(units, 7);
  }

  Tree::Index At(std::uint32_t number) const { return tree_.Find(Id(number)); }
  std::vector<std::uint32_t> Numbers(std::span<const Tree::Index> units) const {
    std::vector<std::uint32_t> numbers;
    for (const Tree::Index unit : units) numbers.push_back(tree_.IdOf(unit).bytes[15]);
    return numbers;
  }

  Tree tree_;
};

TEST_F(MovedCommuneTest, KnowsWhatIsBelowWhatOnADay) {
  EXPECT_TRUE(tree_.IsWithin(At(5), At(4), kBefore));
  EXPECT_TRUE(tree_.IsWithin(At(5), At(2), kBefore));
  EXPECT_FALSE(tree_.IsWithin(At(5), At(3), kBefore));
  EXPECT_FALSE(tree_.IsWithin(At(5), At(4), kAfter));
  EXPECT_FALSE(tree_.IsWithin(At(5), At(2), kAfter));
  EXPECT_TRUE(tree_.IsWithin(At(5), At(3), kAfter));
  EXPECT_TRUE(tree_.IsWithin(At(5), At(1), kAfter));
  EXPECT_TRUE(tree_.IsWithin(At(5), At(5), kAfter));
  EXPECT_FALSE(tree_.IsWithin(At(3), At(5), kAfter));
  EXPECT_TRUE(tree_.IsWithin(ToString(Id(5)), ToString(Id(3)), kAfter));
  EXPECT_FALSE(tree_.IsWithin(ToString(Id(6)), ToString(Id(3)), kAfter));
  EXPECT_FALSE(tree_.IsWithin(ToString(Id(5)), "", kAfter));
}

TEST_F(MovedCommuneTest, WalksUpAndDown) {
  EXPECT_THAT(Numbers(tree_.Superiors(At(5), kBefore)), ElementsAre(4, 2, 1));
  EXPECT_THAT(Numbers(tree_.Superiors(At(5), kAfter)), ElementsAre(3, 1));
  EXPECT_EQ(tree_.Superior(At(1), kAfter), Tree::kNone);
  EXPECT_THAT(Numbers(tree_.Subtree(At(2), kBefore)), ElementsAre(2, 4, 5));
  EXPECT_THAT(Numbers(tree_.Subtree(At(3), kAfter)), ElementsAre(3, 5));
  EXPECT_THAT(Numbers(tree_.Subordinates(At(1), kAfter)), UnorderedElementsAre(2, 3));
  EXPECT_THAT(Numbers(tree_.Subordinates(At(5), kAfter)), IsEmpty());
  EXPECT_THAT(Numbers(tree_.Tops(kBefore)), ElementsAre(1));
}

TEST_F(MovedCommuneTest, KnowsWhatIsSaidOfAUnit) {
  EXPECT_EQ(tree_.change(), 7);
  EXPECT_EQ(tree_.LevelOf(At(4)), TreeLevel::kDistrict);
  EXPECT_EQ(tree_.KindOf(At(1)), "CHINH_PHU");
  EXPECT_EQ(tree_.KindOf(At(5)), "UBND");
  EXPECT_TRUE(tree_.Exists(At(4), kBefore));
  EXPECT_FALSE(tree_.Exists(At(4), kAfter));
  EXPECT_FALSE(tree_.Exists(At(3), kBefore));
  EXPECT_TRUE(tree_.Exists(At(3), kAfter));
  EXPECT_EQ(tree_.ValidTo(At(4)), kAfter);
  EXPECT_EQ(tree_.ValidFrom(At(4)), std::nullopt);
  EXPECT_EQ(tree_.ValidFrom(At(3)), kAfter);
  EXPECT_THAT(tree_.Epochs(), ElementsAre(kAfter));
}

TEST(TreeTest, PutsWhatItCannotPlaceAtTheTop) {
  const std::vector<TreeUnit> units = {Unit(1, 9), Unit(2, 1), Unit(3, 4), Unit(4, 3), Unit(5, 4)};
  const Tree tree(units, 1);
  EXPECT_TRUE(tree.IsWithin(tree.Find(Id(2)), tree.Find(Id(1)), kBefore));
  EXPECT_TRUE(tree.IsWithin(tree.Find(Id(5)), tree.Find(Id(4)), kBefore));
  EXPECT_TRUE(tree.IsWithin(tree.Find(Id(4)), tree.Find(Id(3)), kBefore));
  EXPECT_FALSE(tree.IsWithin(tree.Find(Id(3)), tree.Find(Id(4)), kBefore));
  EXPECT_EQ(tree.Tops(kBefore).size(), 2u);
}

// ---- against a walk that is too plain to be wrong ------------------------------------------------------------------

constexpr int kFirstDay = 20000, kDays = 40;

Day DayAt(int offset) { return Day(std::chrono::days(kFirstDay + offset)); }

std::optional<UnitId> PlainSuperior(const TreeUnit& unit, Day day) {
  std::optional<UnitId> superior = unit.states.front().superior;
  for (const TreeUnit::State& state : unit.states) {
    if (!state.from || *state.from <= day) superior = state.superior;
  }
  return superior;
}

// Units with superiors of smaller numbers, some of which move, begin and end.
std::vector<TreeUnit> RandomUnits(std::mt19937& random) {
  const std::uint32_t count = 1 + random() % 60;
  std::vector<TreeUnit> units;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto superior = [&] {
      return i == 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(random() % i));
    };
    TreeUnit unit = Unit(i, superior());
    unit.level = static_cast<TreeLevel>(1 + random() % 4);
    int from = static_cast<int>(random() % 12);
    for (; i > 0 && random() % 4 == 0 && from < kDays; from += 1 + static_cast<int>(random() % 12)) {
      unit.states.push_back({DayAt(from), Id(*superior())});
    }
    if (random() % 3 == 0) unit.valid_from = DayAt(static_cast<int>(random() % kDays));
    if (random() % 3 == 0) unit.valid_to = DayAt(static_cast<int>(random() % kDays));
    units.push_back(std::move(unit));
  }
  std::shuffle(units.begin(), units.end(), random);
  return units;
}

void ExpectAsWalked(const std::vector<TreeUnit>& units, const Tree& tree, Day day) {
  std::map<UnitId, const TreeUnit*> by_id;
  for (const TreeUnit& unit : units) by_id[unit.id] = &unit;
  for (const TreeUnit& unit : units) {
    const Tree::Index index = tree.Find(unit.id);
    ASSERT_NE(index, Tree::kNone);
    std::vector<UnitId> line;
    for (auto above = PlainSuperior(unit, day); above; above = PlainSuperior(*by_id.at(*above), day)) {
      line.push_back(*above);
    }
    std::vector<UnitId> superiors;
    for (const Tree::Index above : tree.Superiors(index, day)) superiors.push_back(tree.IdOf(above));
    ASSERT_EQ(superiors, line);
    ASSERT_EQ(tree.Superior(index, day), line.empty() ? Tree::kNone : tree.Find(line.front()));
    std::size_t below = 0, right_below = 0;
    for (const TreeUnit& other : units) {
      const bool is_below = other.id == unit.id || std::find(line.begin(), line.end(), other.id) != line.end();
      ASSERT_EQ(tree.IsWithin(index, tree.Find(other.id), day), is_below);
      below += tree.IsWithin(tree.Find(other.id), index, day) ? 1 : 0;
      right_below += PlainSuperior(other, day) == unit.id ? 1 : 0;
    }
    ASSERT_EQ(tree.Subtree(index, day).size(), below);
    ASSERT_EQ(tree.Subordinates(index, day).size(), right_below);
    ASSERT_EQ(tree.Exists(index, day),
              (!unit.valid_from || *unit.valid_from <= day) && (!unit.valid_to || day < *unit.valid_to));
    ASSERT_EQ(tree.LevelOf(index), unit.level);
  }
}

TEST(TreePropertyTest, SaysOnEachDayWhatAWalkSays) {
  const unsigned first = std::random_device()();
  for (unsigned seed = first; seed < first + 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<TreeUnit> units = RandomUnits(random);
    const Tree tree(units, 1);
    for (int day = -1; day <= kDays; day += 1 + static_cast<int>(random() % 5)) {
      ExpectAsWalked(units, tree, DayAt(day));
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
}

// Whatever changes, a tree that is brought up to date is the one that would be made of everything.
TEST(TreePropertyTest, IsAfterChangesAsIfMadeAnew) {
  const unsigned first = std::random_device()();
  for (unsigned seed = first; seed < first + 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::vector<TreeUnit> units = RandomUnits(random);
    // Superiors have smaller numbers: they come first.
    std::sort(units.begin(), units.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    const std::vector<TreeUnit> top = {units.front()};
    Tree tree(top, 1);
    for (std::size_t known = 1; known < units.size();) {
      const std::size_t more = std::min(units.size(), known + 1 + random() % 7);
      std::vector<TreeUnit> changed(units.begin() + static_cast<std::ptrdiff_t>(known),
                                    units.begin() + static_cast<std::ptrdiff_t>(more));
      // Some known ones change their place, or only say the same again.
      for (std::size_t i = 1; i < known; ++i) {
        if (random() % 8 != 0) continue;
        if (random() % 2 == 0) units[i].states = {{std::nullopt, Id(static_cast<std::uint32_t>(random() % i))}};
        changed.push_back(units[i]);
      }
      tree = tree.With(changed, tree.change() + 1);
      known = more;
      const std::vector<TreeUnit> present(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(known));
      for (int day = 0; day < kDays; day += 1 + static_cast<int>(random() % 15)) {
        ExpectAsWalked(present, tree, DayAt(day));
        if (::testing::Test::HasFatalFailure()) return;
      }
    }
  }
}

// ---- both national lists -------------------------------------------------------------------------------------------

constexpr std::size_t kMostMemory = 30u * 1024 * 1024;

// Adds the territories of a list as units numbered from `next`, each below the one of its parent's code.
bool AddList(const std::string& file, std::optional<Day> from, std::optional<Day> to, std::vector<TreeUnit>& units,
             std::map<std::string, std::uint32_t>& by_code) {
  const char* shared = std::getenv("DONDOC_SHARED");
  std::ifstream in(std::string(shared == nullptr ? "../shared" : shared) + "/data/" + file);
  std::string line;
  if (!std::getline(in, line)) return false;
  while (std::getline(in, line)) {
    const std::string code = line.substr(0, line.find(',')), parent = line.substr(line.rfind(',') + 1);
    const auto number = static_cast<std::uint32_t>(units.size());
    units.push_back(Unit(number, parent.empty() ? 0 : by_code.at(parent),
                         static_cast<TreeLevel>(code.size() == 2   ? 2
                                                : code.size() == 3 ? 3
                                                                   : 4)));
    units.back().valid_from = from;
    units.back().valid_to = to;
    by_code[code] = number;
  }
  return true;
}

// What the allocator has handed out.
std::size_t Allocated() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

void Report(const std::string& what, const std::vector<TreeUnit>& units) {
  const std::size_t before = Allocated();
  const auto begin = std::chrono::steady_clock::now();
  const Tree tree(units, 1);
  const std::chrono::duration<double, std::milli> built = std::chrono::steady_clock::now() - begin;
  std::cout << "[ FIGURES  ] " << what << ": " << tree.size() << " units, " << tree.Epochs().size() + 1 << " epochs, "
            << tree.Memory() / 1024 << " KiB, built in " << built.count() << " ms\n";
  EXPECT_LT(tree.Memory(), kMostMemory);
  // Zero under a sanitizer, whose allocator does not count.
  if (const std::size_t allocated = Allocated(); allocated != 0) {
    std::cout << "[ FIGURES  ] allocated " << (allocated - before) / 1024 << " KiB\n";
    EXPECT_GE(allocated - before, tree.Memory() / 2) << "the tree counts what it does not have";
    EXPECT_LT(allocated - before, kMostMemory);
  }
  std::vector<TreeUnit> moved = {units.back()};
  moved[0].states = {{std::nullopt, units[1].id}};
  const auto again = std::chrono::steady_clock::now();
  const Tree after = tree.With(moved, 2);
  const std::chrono::duration<double, std::milli> renewed = std::chrono::steady_clock::now() - again;
  std::cout << "[ FIGURES  ] one unit moved: " << renewed.count() << " ms\n";
  EXPECT_TRUE(after.IsWithin(ToString(moved[0].id), ToString(units[1].id), kAfter));
  if (before != 0) {
    EXPECT_LT(Allocated() - before, 2 * kMostMemory) << "two at once, while one is renewed";
  }
  constexpr int kQuestions = 1'000'000;
  std::mt19937 random(1);
  const auto asked = std::chrono::steady_clock::now();
  int within = 0;
  for (int i = 0; i < kQuestions; ++i) {
    const auto unit = static_cast<Tree::Index>(random() % tree.size());
    within += tree.IsWithin(unit, static_cast<Tree::Index>(random() % tree.size()), kAfter) ? 1 : 0;
  }
  const std::chrono::duration<double, std::nano> answered = std::chrono::steady_clock::now() - asked;
  std::cout << "[ FIGURES  ] is it within: " << answered.count() / kQuestions << " ns, " << within << " are\n";
}

TEST(TreeMemoryTest, HoldsBothNationalListsInLittle) {
  std::vector<TreeUnit> units = {Unit(0, std::nullopt, TreeLevel::kCentral)};
  std::map<std::string, std::uint32_t> old_codes, new_codes;
  if (!AddList("units_2024.csv", std::nullopt, kAfter, units, old_codes) ||
      !AddList("units_2025.csv", kAfter, std::nullopt, units, new_codes)) {
    GTEST_SKIP() << "the real lists of territories are not here (DONDOC_SHARED)";
  }
  ASSERT_EQ(units.size(), 1u + 10794 + 3355);
  // As if every commune whose code is in both lists went on below its new province.
  for (const auto& [code, number] : old_codes) {
    const auto again = new_codes.find(code);
    if (code.size() != 5 || again == new_codes.end()) continue;
    units[number].states.push_back({kAfter, units[again->second].states.front().superior});
    units[number].valid_to.reset();
  }
  Report("both lists", units);
  // And each territory with its usual bodies.
  const auto heads = static_cast<std::uint32_t>(units.size());
  for (std::uint32_t head = 0; head < heads; ++head) {
    for (int body = 0; body < 16; ++body) {
      TreeUnit unit = Unit(static_cast<std::uint32_t>(units.size()), head, units[head].level);
      unit.kind = "BODY_" + std::to_string(body);
      units.push_back(std::move(unit));
    }
  }
  Report("both lists with 16 bodies each", units);
}

}  // namespace
}  // namespace dondoc::organization::replica
