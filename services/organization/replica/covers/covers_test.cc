#include "services/organization/replica/covers/covers.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::organization::replica::covers {

// What failures print.
void PrintTo(const Term& term, std::ostream* out) {
  *out << (term.weight < 0 ? "-" : "+") << term.unit;
  if (!term.any_superior) *out << " below " << term.superior;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// The days of these histories are numbers.
Day On(int number) { return Day(std::chrono::days(number)); }

Term All(UnitIndex unit, int weight = 1) { return {.unit = unit, .weight = weight}; }
Term Of(UnitIndex unit, UnitIndex superior, int weight = 1) {
  return {.unit = unit, .superior = superior, .any_superior = false, .weight = weight};
}

// A history that is told in order.
class Story {
 public:
  UnitIndex Begin(UnitIndex superior, int day = -1, bool is_head = true) {
    const auto unit = static_cast<UnitIndex>(history_.units.size());
    history_.units.push_back({.exists = {.from = day < 0 ? kAlways : On(day)}, .is_head = is_head});
    history_.places.push_back({unit, superior, history_.units.back().exists});
    return unit;
  }
  UnitIndex BeginBody(UnitIndex superior, int day = -1) { return Begin(superior, day, false); }
  // On the day, the unit is no more; `became` is what took its place.
  void End(UnitIndex unit, int day, const std::vector<UnitIndex>& became = {}) {
    history_.units[static_cast<std::size_t>(unit)].exists.to = On(day);
    for (const UnitIndex to : became) history_.edges.push_back({unit, to});
  }
  void Move(UnitIndex unit, UnitIndex superior, int day) {
    for (auto& place : history_.places) {
      if (place.unit == unit && place.days.to == kForever) place.days.to = On(day);
    }
    history_.places.push_back({unit, superior, {.from = On(day), .to = kForever}});
  }

  Covers At(int day) const { return Covers(history_, On(day)); }
  const History& history() const { return history_; }

 private:
  History history_;
};

// The country, two provinces with two districts and four communes; on day 100 the districts go, and the provinces
// become one.
class CoversTest : public ::testing::Test {
 protected:
  CoversTest() {
    for (const UnitIndex unit : {district_a_, district_b_, hall_}) story_.End(unit, 100);
    story_.End(province_a_, 100, {merged_});
    story_.End(province_b_, 100, {merged_});
    story_.End(a1_, 100, {new_a_});
    story_.End(a2_, 100, {new_a_, new_b_});
    story_.End(b1_, 100, {new_b_});
    story_.Move(b2_, merged_, 100);
  }

  Story story_;
  const UnitIndex top_ = story_.Begin(kNoUnit);
  const UnitIndex province_a_ = story_.Begin(top_), province_b_ = story_.Begin(top_);
  const UnitIndex district_a_ = story_.Begin(province_a_), district_b_ = story_.Begin(province_b_);
  const UnitIndex a1_ = story_.Begin(district_a_), a2_ = story_.Begin(district_a_);
  const UnitIndex b1_ = story_.Begin(district_b_), b2_ = story_.Begin(district_b_);
  const UnitIndex hall_ = story_.BeginBody(district_a_);  // ends with its district, nobody takes its place
  const UnitIndex merged_ = story_.Begin(top_, 100);
  const UnitIndex new_a_ = story_.Begin(merged_, 100), new_b_ = story_.Begin(merged_, 100);
};

TEST_F(CoversTest, AUnitAloneIsItsOwnCover) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), below = story.Begin(top), body = story.BeginBody(below);
  const Covers covers = story.At(5);
  for (const UnitIndex unit : {top, below, body}) {
    EXPECT_THAT(covers.TermsOf(unit), ElementsAre(All(unit)));
    EXPECT_EQ(covers.Home(unit), unit);
    EXPECT_THAT(covers.Divided(unit), IsEmpty());
  }
  EXPECT_THAT(covers.Below(top), ElementsAre(below));
  EXPECT_TRUE(covers.IsWithin(body, top));
  EXPECT_FALSE(covers.IsWithin(top, body));
}

TEST_F(CoversTest, SeesTheOldNumbersInTheNewTree) {
  const Covers after = story_.At(100);
  EXPECT_THAT(after.TermsOf(top_), ElementsAre(All(top_)));
  EXPECT_THAT(after.TermsOf(merged_), UnorderedElementsAre(All(merged_), All(province_a_), All(province_b_)));
  EXPECT_EQ(after.TermsOf(merged_).front(), All(merged_));
  EXPECT_THAT(after.TermsOf(new_a_), ElementsAre(All(new_a_), All(a1_)));
  EXPECT_THAT(after.TermsOf(new_b_), ElementsAre(All(new_b_), All(b1_)));
  EXPECT_THAT(after.TermsOf(b2_), ElementsAre(All(b2_)));  // wherever it stood
  EXPECT_THAT(after.Below(merged_), UnorderedElementsAre(new_a_, new_b_, b2_));
  EXPECT_THAT(after.Divided(merged_),
              UnorderedElementsAre(province_a_, province_b_, district_a_, district_b_, a2_, hall_));
  EXPECT_THAT(after.TermsOf(a1_), IsEmpty());
  EXPECT_EQ(after.Home(a2_), merged_);
}

TEST_F(CoversTest, SeesTheNewNumbersInTheOldTree) {
  const Covers before = story_.At(99);
  EXPECT_THAT(before.TermsOf(top_), ElementsAre(All(top_)));
  EXPECT_EQ(before.Home(merged_), top_);
  EXPECT_EQ(before.Home(new_a_), district_a_);
  EXPECT_EQ(before.Home(new_b_), top_);  // of both provinces
  EXPECT_THAT(before.TermsOf(district_a_), ElementsAre(All(district_a_), All(new_a_)));
  EXPECT_THAT(before.TermsOf(province_a_), ElementsAre(All(province_a_), All(new_a_)));
  // b2 is in the row of its district for what it reported then, and in that of the new province for what it reports
  // now.
  EXPECT_THAT(before.TermsOf(province_b_), ElementsAre(All(province_b_), Of(b2_, merged_)));
  EXPECT_THAT(before.TermsOf(b2_), ElementsAre(All(b2_)));
  EXPECT_THAT(before.Divided(top_), UnorderedElementsAre(merged_, new_b_));
}

TEST_F(CoversTest, AUnitThatMovesTakesItsOldNumbersAlong) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), left = story.Begin(top), right = story.Begin(top);
  const UnitIndex unit = story.Begin(left);
  story.Move(unit, right, 50);
  const Covers after = story.At(50);
  EXPECT_THAT(after.TermsOf(left), ElementsAre(All(left), Of(unit, left, -1)));
  EXPECT_THAT(after.TermsOf(right), ElementsAre(All(right), Of(unit, left)));
  const Covers before = story.At(49);
  EXPECT_THAT(before.TermsOf(left), ElementsAre(All(left), Of(unit, right)));
  EXPECT_THAT(before.TermsOf(right), ElementsAre(All(right), Of(unit, right, -1)));
}

TEST_F(CoversTest, FollowsSeveralSuccessions) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), a = story.Begin(top), b = story.Begin(top), c = story.Begin(top);
  const UnitIndex ab = story.Begin(top, 10), abc = story.Begin(top, 20);
  story.End(a, 10, {ab});
  story.End(b, 10, {ab});
  story.End(ab, 20, {abc});
  story.End(c, 20, {abc});
  const UnitIndex left = story.Begin(top, 30), right = story.Begin(top, 30);
  story.End(abc, 30, {left, right});
  EXPECT_EQ(story.At(10).Home(a), ab);
  EXPECT_EQ(story.At(20).Home(a), abc);
  EXPECT_EQ(story.At(30).Home(a), top);
  EXPECT_EQ(story.At(15).Home(left), top);  // of ab and c
  EXPECT_EQ(story.At(25).Home(left), abc);
  EXPECT_THAT(story.At(20).TermsOf(abc),
              UnorderedElementsAre(All(abc), All(a), All(b), All(c), All(ab), All(left), All(right)));
}

TEST_F(CoversTest, WhatBecameOfNothingBelongsToWhoWasAbove) {
  const Covers after = story_.At(100);
  EXPECT_EQ(after.Home(district_a_), merged_);
  EXPECT_EQ(after.Home(hall_), merged_);
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), office = story.BeginBody(top), later = story.BeginBody(office, 10);
  const UnitIndex desk = story.BeginBody(later, 20);
  EXPECT_EQ(story.At(5).Home(desk), office);
  EXPECT_THAT(story.At(5).TermsOf(office), ElementsAre(All(office)));
}

TEST_F(CoversTest, APlanThatHasNotTakenEffectSaysNothing) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), a = story.Begin(top);
  const UnitIndex planned = story.Begin(top);
  story.End(planned, 0);  // edges need its place in the list only
  History history = story.history();
  history.units[static_cast<std::size_t>(planned)].exists = {.from = kForever, .to = kForever};
  history.edges.push_back({a, planned});
  const Covers covers(history, On(7));
  EXPECT_THAT(covers.TermsOf(a), ElementsAre(All(a)));
  EXPECT_EQ(covers.Home(planned), kNoUnit);
  EXPECT_THAT(covers.TermsOf(planned), IsEmpty());
  EXPECT_THAT(covers.TermsOf(top), ElementsAre(All(top)));
}

TEST_F(CoversTest, SuperiorsInACircleEnd) {
  Story story;
  const UnitIndex a = story.Begin(kNoUnit), b = story.Begin(a), c = story.Begin(b, 10);
  History history = story.history();
  history.places[0].superior = b;
  history.units[static_cast<std::size_t>(b)].exists.to = On(10);
  history.edges = {{b, c}, {c, b}, {b, b}};
  for (const int day : {5, 10, 20}) {
    const Covers covers(history, On(day));
    for (const UnitIndex unit : {a, b, c}) covers.TermsOf(unit);
  }
  EXPECT_EQ(Covers(history, On(10)).Home(c), c);
}

// Printed with every failure; DONDOC_SEED repeats one.
std::uint64_t Seed() {
  if (const char* seed = std::getenv("DONDOC_SEED")) return std::strtoull(seed, nullptr, 10);
  return std::random_device{}();
}

// A random history of a country whose ground is numbered: each head of a territory of the lowest level has some of it.
// Edges are drawn from the ground; what Covers says is compared with the ground.
class RandomCountry {
 public:
  explicit RandomCountry(std::uint64_t seed) : random_(seed) {
    top_ = Add(kNoUnit, 0, true);
    for (int i = Random(2, 4); i > 0; --i) Grow(top_, 1);
  }

  void Live(int days) {
    for (today_ = 1; today_ <= days; ++today_) {
      switch (Random(0, 5)) {
        case 0:
          Merge();
          break;
        case 1:
          Divide();
          break;
        case 2:
          MoveOne();
          break;
        case 3:
          AbolishMiddle();
          break;
        case 4:
          Redraw();
          break;
        default:
          AddBody();
      }
    }
  }

  // Numbers of random units, each in a cell of a random period; rows as the service keeps them: the first number of a
  // unit in a cell fixes whom its row goes up to, which is any unit that it has been below.
  void Report(int count) {
    std::map<std::pair<UnitIndex, int>, UnitIndex> superior_of_row;
    for (int i = 0; i < count; ++i) {
      Number number;
      const int cell = Random(0, 9);
      UnitIndex unit = Random(0, static_cast<int>(history_.units.size()) - 1);
      if (history_.units[At(unit)].exists.IsEmpty()) continue;  // who was never there reports nothing
      for (number.unit = unit; unit != kNoUnit;) {
        std::vector<UnitIndex> superiors;
        for (const auto& place : history_.places) {
          if (place.unit == unit) superiors.push_back(place.superior);
        }
        const UnitIndex chosen = superiors[Pick(superiors.size())];
        const UnitIndex superior = superior_of_row.try_emplace({unit, cell}, chosen).first->second;
        number.rows.emplace_back(unit, superior);
        unit = superior;
      }
      numbers_.push_back(std::move(number));
    }
  }

  void Check(int days) {
    for (int day = 0; day <= days + 1 && !::testing::Test::HasFailure(); ++day) CheckDay(day);
  }

 private:
  struct Number {
    UnitIndex unit = kNoUnit;
    std::vector<std::pair<UnitIndex, UnitIndex>> rows;
  };

  static std::size_t At(UnitIndex unit) { return static_cast<std::size_t>(unit); }
  int Random(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  std::size_t Pick(std::size_t size) { return static_cast<std::size_t>(Random(0, static_cast<int>(size) - 1)); }

  // Ranks grow from the top down, so that rows go up whatever the day. 1 province, 2 district, 3 commune, 4 body.
  UnitIndex Add(UnitIndex superior, int rank, bool is_head) {
    const auto unit = static_cast<UnitIndex>(history_.units.size());
    const Days days{.from = today_ == 0 ? kAlways : On(today_), .to = kForever};
    history_.units.push_back({days, is_head});
    history_.places.push_back({unit, superior, days});
    rank_.push_back(rank);
    ground_.emplace_back();
    return unit;
  }
  void Grow(UnitIndex superior, int rank) {
    // Now and then communes are right below a province.
    const int own_rank = rank == 2 && Random(0, 3) == 0 ? 3 : rank;
    const UnitIndex unit = Add(superior, own_rank, true);
    if (own_rank == 3) {
      for (int i = Random(1, 4); i > 0; --i) ground_[At(unit)].insert(next_ground_++);
    } else {
      for (int i = Random(1, 4); i > 0; --i) Grow(unit, own_rank + 1);
    }
    if (Random(0, 2) == 0) Add(unit, 4, false);
  }

  bool Lives(UnitIndex unit) const { return history_.units[At(unit)].exists.to == kForever; }
  History::Place& LastPlace(UnitIndex unit) {
    return *std::find_if(history_.places.rbegin(), history_.places.rend(),
                         [&](const auto& place) { return place.unit == unit; });
  }
  std::vector<UnitIndex> Living(int rank) const {
    std::vector<UnitIndex> units;
    for (std::size_t i = 0; i < rank_.size(); ++i) {
      if (rank_[i] == rank && Lives(static_cast<UnitIndex>(i))) units.push_back(static_cast<UnitIndex>(i));
    }
    return units;
  }
  std::vector<UnitIndex> Some(std::vector<UnitIndex> units, std::size_t most) {
    std::shuffle(units.begin(), units.end(), random_);
    units.resize(std::min(units.size(), 1 + Pick(most)));
    return units;
  }
  void MoveTo(UnitIndex unit, UnitIndex superior) {
    History::Place& place = LastPlace(unit);
    if (place.superior == superior) return;
    if (place.days.from == On(today_)) {
      place.superior = superior;
      return;
    }
    place.days.to = On(today_);
    history_.places.push_back({unit, superior, {.from = On(today_), .to = kForever}});
  }
  // Ends a unit; bodies below it end with it, become a body of a successor, or go below one.
  void End(UnitIndex unit, const std::vector<UnitIndex>& became) {
    history_.units[At(unit)].exists.to = On(today_);
    for (const UnitIndex to : became) history_.edges.push_back({unit, to});
    for (const UnitIndex body : Living(4)) {
      if (LastPlace(body).superior != unit) continue;
      const int fate = Random(0, 2);
      if (became.empty() || fate == 0) {
        End(body, {});
      } else if (fate == 1) {
        MoveTo(body, became[Pick(became.size())]);
      } else {
        End(body, {Add(became[Pick(became.size())], 4, false)});
      }
    }
  }
  UnitIndex AnyAbove(int rank) {
    std::vector<UnitIndex> units = Living(rank - 1);
    if (units.empty() || (rank == 3 && Random(0, 3) == 0)) units = Living(1);
    return rank == 1 || units.empty() ? top_ : units[Pick(units.size())];
  }

  // Units of one level become one; what is below goes with it.
  void Merge() {
    const int rank = Random(1, 3);
    const std::vector<UnitIndex> old = Some(Living(rank), 3);
    if (old.empty()) return;
    const UnitIndex merged = Add(LastPlace(old.front()).superior, rank, true);
    for (const UnitIndex unit : old) {
      ground_[At(merged)].insert(ground_[At(unit)].begin(), ground_[At(unit)].end());
      MoveBelow(unit, {merged});
      End(unit, {merged});
    }
  }
  // A commune becomes several.
  void Divide() {
    for (const UnitIndex unit : Some(Living(3), 1)) {
      std::vector<UnitIndex> parts;
      for (const int piece : std::set<int>(ground_[At(unit)])) {
        if (parts.empty() || Random(0, 1) == 0) parts.push_back(Add(AnyAbove(3), 3, true));
        ground_[At(parts.back())].insert(piece);
      }
      End(unit, parts);
    }
  }
  // Several communes give their ground to several new ones, each piece to any of them.
  void Redraw() {
    const std::vector<UnitIndex> old = Some(Living(3), 4);
    if (old.empty()) return;
    std::vector<UnitIndex> fresh;
    for (int i = Random(1, 3); i > 0; --i) fresh.push_back(Add(AnyAbove(3), 3, true));
    for (const UnitIndex unit : old) {
      std::set<UnitIndex> became;
      for (const int piece : ground_[At(unit)]) {
        const UnitIndex to = fresh[Pick(fresh.size())];
        ground_[At(to)].insert(piece);
        became.insert(to);
      }
      End(unit, {became.begin(), became.end()});
    }
    // What got no ground was never founded.
    for (const UnitIndex unit : fresh) {
      if (ground_[At(unit)].empty()) history_.units[At(unit)].exists = {.from = On(today_), .to = On(today_)};
    }
  }
  void MoveOne() {
    const int rank = Random(2, 3);
    for (const UnitIndex unit : Some(Living(rank), 2)) MoveTo(unit, AnyAbove(rank));
  }
  // Districts end without successors; their communes go right below the province, or a district elsewhere.
  void AbolishMiddle() {
    for (const UnitIndex unit : Some(Living(2), 3)) {
      const UnitIndex above = LastPlace(unit).superior;
      MoveBelow(unit, {above});
      End(unit, {});
    }
  }
  void MoveBelow(UnitIndex unit, const std::vector<UnitIndex>& to) {
    for (std::size_t i = 0; i < history_.units.size(); ++i) {
      const auto other = static_cast<UnitIndex>(i);
      if (history_.units[i].is_head && Lives(other) && LastPlace(other).superior == unit)
        MoveTo(other, to[Pick(to.size())]);
    }
  }
  void AddBody() {
    const auto units = Living(Random(1, 3));
    if (!units.empty()) Add(units[Pick(units.size())], 4, false);
  }

  // The ground of a head on a day that it is there: its own and that of the heads below.
  std::set<int> GroundOn(UnitIndex unit, Day day) const {
    std::set<int> ground = ground_[At(unit)];
    for (const auto& place : history_.places) {
      if (place.superior != unit || !place.days.Contain(day)) continue;
      const History::Unit& below = history_.units[At(place.unit)];
      if (!below.is_head || !below.exists.Contain(day)) continue;
      ground.merge(GroundOn(place.unit, day));
    }
    return ground;
  }

  void CheckDay(int number) {
    SCOPED_TRACE("day " + std::to_string(number));
    const Day day = On(number);
    const Covers covers(history_, day);
    const auto size = static_cast<UnitIndex>(history_.units.size());
    for (UnitIndex unit = 0; unit < size; ++unit) {
      EXPECT_EQ(covers.Exists(unit), history_.units[At(unit)].exists.Contain(day)) << unit;
      CheckHome(covers, unit, day);
    }
    std::map<std::pair<UnitIndex, UnitIndex>, std::map<UnitIndex, int>> weights;  // of a row, by whose figure it is in
    for (UnitIndex unit = 0; unit < size; ++unit) {
      const auto terms = covers.TermsOf(unit);
      ASSERT_EQ(terms.empty(), !covers.Exists(unit)) << unit;
      for (const Term& term : terms) {
        for (const UnitIndex superior : SuperiorsOf(term.unit)) {
          if (term.any_superior || term.superior == superior) weights[{term.unit, superior}][unit] += term.weight;
        }
      }
    }
    for (const Number& one : numbers_) {
      std::map<UnitIndex, int> counted;
      for (const auto& row : one.rows) {
        for (const auto& [unit, weight] : weights[row]) counted[unit] += weight;
      }
      std::map<int, int> by_level;
      for (UnitIndex unit = 0; unit < size; ++unit) {
        if (!covers.Exists(unit)) continue;
        ASSERT_EQ(counted[unit], covers.IsWithin(one.unit, unit) ? 1 : 0)
            << "a number of " << one.unit << " in the figure of " << unit;
        if (history_.units[At(unit)].is_head) by_level[rank_[At(unit)]] += counted[unit];
      }
      ASSERT_EQ(counted[top_], 1);
      for (const auto& [level, times] : by_level) ASSERT_LE(times, 1) << "counted twice on level " << level;
    }
    CheckLines(covers, size);
  }

  std::set<UnitIndex> SuperiorsOf(UnitIndex unit) const {
    std::set<UnitIndex> superiors;
    for (const auto& place : history_.places) {
      if (place.unit == unit) superiors.insert(place.superior);
    }
    return superiors;
  }

  // What Covers says lies in a unit does: the whole ground of a commune is ground of its home.
  void CheckHome(const Covers& covers, UnitIndex unit, Day day) {
    const History::Unit& of = history_.units[At(unit)];
    const UnitIndex home = covers.Home(unit);
    if (of.exists.Contain(day)) {
      EXPECT_EQ(home, unit);
      return;
    }
    if (of.exists.IsEmpty()) return;
    ASSERT_NE(home, kNoUnit);
    ASSERT_TRUE(covers.Exists(home));
    if (rank_[At(unit)] != 3) return;  // the ground of others changes while they live
    const std::set<int> own =
        GroundOn(unit, of.exists.to <= day ? of.exists.to - std::chrono::days(1) : of.exists.from);
    const std::set<int> whole = GroundOn(home, day);
    EXPECT_TRUE(home == top_ || std::includes(whole.begin(), whole.end(), own.begin(), own.end()))
        << "unit " << unit << " is not whole in " << home;
  }

  // A unit's figure is its own numbers, the figures of those below, and the numbers of the divided.
  void CheckLines(const Covers& covers, UnitIndex size) {
    for (UnitIndex unit = 0; unit < size; ++unit) {
      for (const Number& one : numbers_) {
        int lines = one.unit == unit && covers.Exists(unit) ? 1 : 0;
        for (const UnitIndex below : covers.Below(unit)) lines += covers.IsWithin(one.unit, below) ? 1 : 0;
        const auto divided = covers.Divided(unit);
        lines += static_cast<int>(std::count(divided.begin(), divided.end(), one.unit));
        ASSERT_EQ(lines, covers.Exists(unit) && covers.IsWithin(one.unit, unit) ? 1 : 0) << one.unit << " in " << unit;
      }
    }
  }

  std::mt19937_64 random_;
  int today_ = 0;
  History history_;
  std::vector<int> rank_;
  std::vector<std::set<int>> ground_;  // of communes; whatever its days, a commune's ground is the same
  int next_ground_ = 0;
  UnitIndex top_ = kNoUnit;
  std::vector<Number> numbers_;
};

TEST(CoversPropertyTest, EachNumberOnceInEveryTreeAndAtEveryLevel) {
  const std::uint64_t seed = Seed();
  std::cout << "DONDOC_SEED=" << seed << std::endl;
  for (std::uint64_t i = 0; i < 60 && !HasFailure(); ++i) {
    SCOPED_TRACE("DONDOC_SEED=" + std::to_string(seed) + ", country " + std::to_string(i));
    RandomCountry country(seed + i * 0x9e3779b97f4a7c15U);
    const int days = 3 + static_cast<int>(i % 12);
    country.Live(days);
    country.Report(120);
    country.Check(days);
  }
}

// A country of the size of the real one: 63 provinces, 700 districts, 10,000 communes with ten bodies each, of which 34
// provinces and 3,300 communes are made.
TEST(CoversPropertyTest, ANationIsCoveredInWellUnderASecond) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit);
  std::vector<UnitIndex> fresh_provinces, fresh;
  for (int i = 0; i < 34; ++i) fresh_provinces.push_back(story.Begin(top, 100));
  for (int i = 0; i < 3300; ++i) {
    fresh.push_back(story.Begin(fresh_provinces[static_cast<std::size_t>(i * 34 / 3300)], 100));
    for (int body = 0; body < 10; ++body) story.BeginBody(fresh.back(), 100);
  }
  int commune_number = 0;
  for (int p = 0; p < 63; ++p) {
    const UnitIndex province = story.Begin(top);
    for (int d = 0; d < 11; ++d) {
      const UnitIndex district = story.Begin(province);
      for (int c = 0; c < 14; ++c, ++commune_number) {
        const UnitIndex commune = story.Begin(district);
        for (int body = 0; body < 10; ++body) {
          const UnitIndex one = story.BeginBody(commune);
          story.End(one, 100);
        }
        story.End(commune, 100, {fresh[static_cast<std::size_t>(commune_number / 3)]});
      }
      story.End(district, 100);
    }
    story.End(province, 100, {fresh_provinces[static_cast<std::size_t>(commune_number / 3 - 1) * 34 / 3300]});
  }
  const auto begin = std::chrono::steady_clock::now();
  const Covers after = story.At(100), before = story.At(99);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  std::cout << story.history().units.size() << " units, both trees: " << took.count() << " ms" << std::endl;
  EXPECT_TRUE(after.Exists(fresh.front()));
  EXPECT_FALSE(before.Exists(fresh.front()));
}

}  // namespace
}  // namespace dondoc::organization::replica::covers
