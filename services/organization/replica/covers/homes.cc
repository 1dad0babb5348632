#include "services/organization/replica/covers/homes.h"

#include <algorithm>
#include <utility>

namespace dondoc::organization::replica::covers {
namespace {

std::size_t At(UnitIndex unit) { return static_cast<std::size_t>(unit); }

// Where a unit stood on a day; on a day that none of its places is of, where it stood nearest before, or else after.
UnitIndex SuperiorOn(std::span<const History::Place> places, Day day) {
  const History::Place* nearest = nullptr;
  for (const History::Place& place : places) {
    if (place.days.from > day && nearest != nullptr) break;
    nearest = &place;
  }
  return nearest == nullptr ? kNoUnit : nearest->superior;
}

// The last day of a unit that ended, the first of one that begins later.
Day DayOfItself(const History::Unit& unit, Day day) {
  return unit.exists.to <= day ? unit.exists.to - std::chrono::days(1) : unit.exists.from;
}

// Finds homes, each once. A home may need others: those of what a unit became (which ended later than it, or not at
// all), of what it was made of (which began earlier), of units above or below it on one day. Superiors that stand in a
// circle would never end; a unit that is met again while its own home is looked for has none to offer.
class HomeFinder {
 public:
  HomeFinder(const History& history, const Groups<History::Place>& places, const DayTree& tree, Day day)
      : history_(history), places_(places), tree_(tree), day_(day), size_(history.units.size()) {
    // Whether an edge says anything: see History::Edge.
    const auto lasts = [&](const History::Edge& edge) {
      const Days& from = history_.units[At(edge.from)].exists;
      return !from.IsEmpty() && from.to != kForever && history_.units[At(edge.to)].exists.Contain(from.to);
    };
    became_ = GroupBy<UnitIndex>(
        history.edges, size_, [](const auto& edge) { return edge.from; },
        [&](const auto& edge) { return lasts(edge) ? edge.to : kNoUnit; });
    made_of_ = GroupBy<UnitIndex>(
        history.edges, size_,
        [&](const auto& edge) {
          const bool begins =
              lasts(edge) && history_.units[At(edge.to)].exists.from == history_.units[At(edge.from)].exists.to;
          return begins ? edge.to : kNoUnit;
        },
        [](const auto& edge) { return edge.from; });
    heads_below_ = GroupBy<History::Place>(
        history.places, size_,
        [&](const auto& place) { return history_.units[At(place.unit)].is_head ? place.superior : kNoUnit; },
        [](const auto& place) { return place; });
    homes_.assign(size_, kNoUnit);
    images_.assign(size_, kNoUnit);
    home_state_.assign(size_, State::kUnknown);
    image_state_.assign(size_, State::kUnknown);
  }

  std::vector<UnitIndex> FindAll() {
    for (std::size_t i = 0; i < size_; ++i) Home(static_cast<UnitIndex>(i));
    return std::move(homes_);
  }

 private:
  enum class State : char { kUnknown, kSearching, kKnown };

  UnitIndex Home(UnitIndex unit) {
    if (tree_.Exists(unit)) return homes_[At(unit)] = unit;
    State& state = home_state_[At(unit)];
    if (state == State::kKnown) return homes_[At(unit)];
    if (state == State::kSearching || history_.units[At(unit)].exists.IsEmpty()) return kNoUnit;
    state = State::kSearching;
    UnitIndex home = Image(unit);
    if (home == kNoUnit) {
      const UnitIndex superior = SuperiorOn(places_.Of(unit), DayOfItself(history_.units[At(unit)], day_));
      if (superior != kNoUnit) home = Home(superior);
    }
    state = State::kKnown;
    return homes_[At(unit)] = home;
  }

  // What edges, or the heads below, say of a unit's home; kNoUnit where they say nothing.
  UnitIndex Image(UnitIndex unit) {
    if (tree_.Exists(unit)) return unit;
    State& state = image_state_[At(unit)];
    if (state == State::kKnown) return images_[At(unit)];
    if (state == State::kSearching || history_.units[At(unit)].exists.IsEmpty()) return kNoUnit;
    state = State::kSearching;
    const bool ended = history_.units[At(unit)].exists.to <= day_;
    UnitIndex image = ByEdges(ended ? became_.Of(unit) : made_of_.Of(unit));
    if (image == kNoUnit && history_.units[At(unit)].is_head) image = ByHeadsBelow(unit);
    state = State::kKnown;
    return images_[At(unit)] = image;
  }

  // An edge that says nothing makes all of them say nothing: the rest is not the whole unit.
  UnitIndex ByEdges(std::span<const UnitIndex> others) {
    UnitIndex lowest = kNoUnit;
    for (const UnitIndex other : others) {
      const UnitIndex home = other == kNoUnit ? kNoUnit : Home(other);
      if (home == kNoUnit) return kNoUnit;
      lowest = lowest == kNoUnit ? home : tree_.LowestAbove(lowest, home);
      if (lowest == kNoUnit) return kNoUnit;
    }
    return lowest;
  }

  UnitIndex ByHeadsBelow(UnitIndex unit) {
    const Day day = DayOfItself(history_.units[At(unit)], day_);
    UnitIndex lowest = kNoUnit;
    for (const History::Place& place : heads_below_.Of(unit)) {
      if (!place.days.Contain(day) || !history_.units[At(place.unit)].exists.Contain(day)) continue;
      const UnitIndex image = Image(place.unit);
      if (image == kNoUnit) continue;
      lowest = lowest == kNoUnit ? image : tree_.LowestAbove(lowest, image);
      if (lowest == kNoUnit) return kNoUnit;
    }
    return lowest;
  }

  const History& history_;
  const Groups<History::Place>& places_;
  const DayTree& tree_;
  const Day day_;
  const std::size_t size_;
  Groups<UnitIndex> became_, made_of_;
  Groups<History::Place> heads_below_;
  std::vector<UnitIndex> homes_, images_;
  std::vector<State> home_state_, image_state_;
};

// The superior of each unit that exists on the day.
std::vector<UnitIndex> SuperiorsOn(const History& history, const Groups<History::Place>& places, Day day) {
  std::vector<UnitIndex> above(history.units.size(), kNoUnit);
  for (std::size_t i = 0; i < above.size(); ++i) {
    if (!history.units[i].exists.Contain(day)) continue;
    UnitIndex superior = SuperiorOn(places.Of(static_cast<UnitIndex>(i)), day);
    for (std::size_t steps = 0; superior != kNoUnit && !history.units[At(superior)].exists.Contain(day); ++steps) {
      superior = steps > above.size() ? kNoUnit : SuperiorOn(places.Of(superior), day);
    }
    above[i] = superior;
  }
  return above;
}

}  // namespace

UnitIndex DayTree::LowestAbove(UnitIndex a, UnitIndex b) const {
  while (a != b) {
    if (a == kNoUnit || b == kNoUnit) return kNoUnit;
    (depth[At(a)] >= depth[At(b)] ? a : b) = above[At(depth[At(a)] >= depth[At(b)] ? a : b)];
  }
  return a;
}

Groups<History::Place> PlacesOf(const History& history) {
  auto places = GroupBy<History::Place>(
      history.places, history.units.size(), [](const auto& place) { return place.unit; },
      [](const auto& place) { return place; });
  for (std::size_t i = 0; i < history.units.size(); ++i) {
    std::sort(places.items.begin() + places.begin[i], places.items.begin() + places.begin[i + 1],
              [](const auto& a, const auto& b) { return a.days.from < b.days.from; });
  }
  return places;
}

DayTree TreeOf(const History& history, const Groups<History::Place>& places, Day day) {
  const std::size_t size = history.units.size();
  DayTree tree;
  tree.above = SuperiorsOn(history, places, day);
  tree.depth.assign(size, -1);
  tree.first.assign(size, -1);
  tree.last.assign(size, -1);
  std::vector<UnitIndex> units(size);
  for (std::size_t i = 0; i < size; ++i) units[i] = static_cast<UnitIndex>(i);
  const auto group = [&] {
    tree.below = GroupBy<UnitIndex>(
        units, size, [&](UnitIndex unit) { return tree.above[At(unit)]; }, [](UnitIndex unit) { return unit; });
  };
  group();
  std::int32_t place = 0;
  std::vector<std::pair<UnitIndex, std::size_t>> path;  // the unit, and how many of those below it are done
  const auto walk = [&](UnitIndex top) {
    path.emplace_back(top, 0);
    tree.depth[At(top)] = 0;
    tree.first[At(top)] = place++;
    while (!path.empty()) {
      auto& [unit, done] = path.back();
      const auto below = tree.below.Of(unit);
      if (done == below.size()) {
        tree.last[At(unit)] = place;
        path.pop_back();
        continue;
      }
      const UnitIndex next = below[done++];
      tree.depth[At(next)] = static_cast<std::int32_t>(path.size());
      tree.first[At(next)] = place++;
      path.emplace_back(next, 0);
    }
  };
  for (const UnitIndex unit : units) {
    if (tree.above[At(unit)] == kNoUnit && history.units[At(unit)].exists.Contain(day)) walk(unit);
  }
  // Who was not met stands in a circle, or below one: one unit of each circle becomes a top.
  for (const UnitIndex unit : units) {
    if (tree.depth[At(unit)] >= 0 || !history.units[At(unit)].exists.Contain(day)) continue;
    tree.above[At(unit)] = kNoUnit;
    group();
    walk(unit);
  }
  return tree;
}

std::vector<UnitIndex> HomesIn(const History& history, const Groups<History::Place>& places, const DayTree& tree,
                               Day day) {
  return HomeFinder(history, places, tree, day).FindAll();
}

}  // namespace dondoc::organization::replica::covers
