#include "services/organization/replica/covers/covers.h"

#include <algorithm>
#include <utility>

#include "services/organization/replica/covers/homes.h"

namespace dondoc::organization::replica::covers {
namespace {

std::size_t At(UnitIndex unit) { return static_cast<std::size_t>(unit); }

// A term, and in whose figure it is.
struct OwnedTerm {
  UnitIndex top = kNoUnit;
  Term term;
};

// The terms that the rows of units are in.
class TermFinder {
 public:
  TermFinder(const Groups<History::Place>& places, const DayTree& tree, const std::vector<UnitIndex>& homes)
      : places_(places), tree_(tree), homes_(homes) {}

  // Adds the terms that are rows of `unit`: one walk up from its home and from those of each unit that it has been
  // below.
  void Add(UnitIndex unit) {
    SetSuperiors(unit);
    for (UnitIndex top = homes_[At(unit)]; top != kNoUnit; top = tree_.above[At(top)]) {
      if (!AddCrossing(unit, top, 1)) break;  // whoever is below `top` is below all above it
    }
    seen_.clear();
    for (const UnitIndex superior : superiors_) {
      UnitIndex top = superior == kNoUnit ? kNoUnit : homes_[At(superior)];
      for (; top != kNoUnit && !IsWithin(unit, top); top = tree_.above[At(top)]) {
        if (std::find(seen_.begin(), seen_.end(), top) != seen_.end()) break;
        seen_.push_back(top);
        AddCrossing(unit, top, -1);
      }
    }
  }

  std::vector<OwnedTerm> Take() { return std::move(terms_); }

 private:
  void SetSuperiors(UnitIndex unit) {
    superiors_.clear();
    for (const History::Place& place : places_.Of(unit)) {
      if (std::find(superiors_.begin(), superiors_.end(), place.superior) == superiors_.end())
        superiors_.push_back(place.superior);
    }
    if (superiors_.empty()) superiors_.push_back(kNoUnit);
  }

  bool IsWithin(UnitIndex unit, UnitIndex top) const {
    const UnitIndex home = unit == kNoUnit ? kNoUnit : homes_[At(unit)];
    return home != kNoUnit && tree_.first[At(top)] <= tree_.first[At(home)] &&
           tree_.first[At(home)] < tree_.last[At(top)];
  }

  // The rows of `unit` that cross the boundary of `top`: from the inside, with weight 1, those to superiors that are
  // outside; from the outside, with weight -1, those to superiors that are inside. Whether there are any.
  bool AddCrossing(UnitIndex unit, UnitIndex top, int weight) {
    const auto crosses = [&](UnitIndex superior) { return IsWithin(superior, top) == (weight < 0); };
    const auto crossing = std::count_if(superiors_.begin(), superiors_.end(), crosses);
    if (crossing == static_cast<std::ptrdiff_t>(superiors_.size())) {
      terms_.push_back({top, {.unit = unit, .superior = kNoUnit, .any_superior = true, .weight = weight}});
    } else {
      for (const UnitIndex superior : superiors_) {
        if (!crosses(superior)) continue;
        terms_.push_back({top, {.unit = unit, .superior = superior, .any_superior = false, .weight = weight}});
      }
    }
    return crossing != 0;
  }

  const Groups<History::Place>& places_;
  const DayTree& tree_;
  const std::vector<UnitIndex>& homes_;
  std::vector<UnitIndex> superiors_;  // of the unit whose terms are being looked for
  std::vector<UnitIndex> seen_;
  std::vector<OwnedTerm> terms_;
};

}  // namespace

Covers::Covers(const History& history, Day day) : day_(day) {
  const std::size_t size = history.units.size();
  const Groups<History::Place> places = PlacesOf(history);
  DayTree tree = TreeOf(history, places, day);
  homes_ = HomesIn(history, places, tree, day);

  TermFinder finder(places, tree, homes_);
  std::vector<UnitIndex> others;  // units of other trees
  // First the terms of units that exist on the day, so that a unit's own comes first of its own.
  for (std::size_t i = 0; i < size; ++i) {
    const UnitIndex unit = static_cast<UnitIndex>(i);
    if (tree.Exists(unit)) {
      finder.Add(unit);
    } else if (!history.units[i].exists.IsEmpty()) {
      others.push_back(unit);
    }
  }
  for (const UnitIndex unit : others) finder.Add(unit);
  auto terms = GroupBy<Term>(
      finder.Take(), size, [](const OwnedTerm& owned) { return owned.top; },
      [](const OwnedTerm& owned) { return owned.term; });
  for (std::size_t i = 0; i < size; ++i) {
    const auto own =
        std::stable_partition(terms.items.begin() + terms.begin[i], terms.items.begin() + terms.begin[i + 1],
                              [&](const Term& term) { return term.unit == static_cast<UnitIndex>(i); });
    static_cast<void>(own);
  }
  auto divided = GroupBy<UnitIndex>(
      others, size, [&](UnitIndex unit) { return homes_[At(unit)]; }, [](UnitIndex unit) { return unit; });
  first_ = std::move(tree.first);
  last_ = std::move(tree.last);
  below_ = std::move(tree.below.items);
  below_begin_ = std::move(tree.below.begin);
  terms_ = std::move(terms.items);
  terms_begin_ = std::move(terms.begin);
  divided_ = std::move(divided.items);
  divided_begin_ = std::move(divided.begin);
}

}  // namespace dondoc::organization::replica::covers
