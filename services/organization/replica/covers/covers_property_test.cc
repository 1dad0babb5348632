#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "services/organization/replica/covers/covers.h"
#include "services/organization/replica/covers/covers_fixture.h"
#include "services/organization/replica/covers/part.h"

namespace dondoc::organization::replica::covers {
namespace {

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
    CheckPart(covers, size);
  }

  // A number of a unit that is left out counts nowhere, all others where they always do.
  void CheckPart(const Covers& covers, UnitIndex size) {
    std::vector<bool> left_out;
    for (UnitIndex unit = 0; unit < size; ++unit) left_out.push_back(Random(0, 3) == 0);
    const Part part(std::make_shared<const Covers>(covers), left_out, [this](UnitIndex unit) {
      const std::set<UnitIndex> superiors = SuperiorsOf(unit);
      return std::vector<UnitIndex>(superiors.begin(), superiors.end());
    });
    for (UnitIndex unit = 0; unit < size; ++unit) {
      if (!covers.Exists(unit)) continue;
      std::map<std::pair<UnitIndex, UnitIndex>, int> weights;
      for (const Term& term : part.TermsOf(unit)) {
        for (const UnitIndex superior : SuperiorsOf(term.unit)) {
          if (term.any_superior || term.superior == superior) weights[{term.unit, superior}] += term.weight;
        }
      }
      const std::vector<UnitIndex> highest = part.HighestLeftOut(unit);
      for (const Number& one : numbers_) {
        int counted = 0;
        for (const auto& row : one.rows) counted += weights[row];
        ASSERT_EQ(counted, covers.IsWithin(one.unit, unit) && !left_out[At(one.unit)] ? 1 : 0)
            << "a number of " << one.unit << " in a part of the figure of " << unit;
        ASSERT_EQ(counted, part.Counts(one.unit, unit) ? 1 : 0);
        if (one.unit == unit || !covers.IsWithin(one.unit, unit) || !left_out[At(one.unit)]) continue;
        const UnitIndex in = covers.Home(one.unit);
        ASSERT_TRUE(std::any_of(highest.begin(), highest.end(),
                                [&](UnitIndex top) { return top == one.unit || covers.IsWithin(in, top); }) ||
                    in == unit)
            << one.unit << " is left out of " << unit << " without a word";
      }
    }
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

}  // namespace
}  // namespace dondoc::organization::replica::covers
