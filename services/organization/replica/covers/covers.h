// What belongs where in the tree of a day: the numbers of all times, seen in one tree.
//
// A number is made by a unit and rolled up, row by row, to the unit that was above each at that time: the rows of a
// commune, of its district, of its province, of the country. Rows stay where they were made. When units merge, divide,
// move or end, the question is which rows make up the figure of a unit in the tree of another day, each number once.
//
// HOME. Each unit V has a home in the tree of the day D: the lowest unit of that tree in which the whole of V lies.
//   - V exists on D: V itself.
//   - V had ended by D and edges say what it became: the lowest unit at or above the homes of all of those. V begins
//     after D: likewise of those that ended on the day on which it began and that it took the place of.
//   - Else, where V is the head of a territory: the lowest unit at or above the homes of the heads that were below it,
//     on its last day (V ended) or on its first (V begins later). So a district that was simply abolished has a home.
//   - Else the home of the unit that was above V on that day.
// V is counted in the units at and above its home, and in no others: a commune that was divided between two communes of
// one province is in the province and in neither commune. Nothing is guessed and nothing is shared out.
//
// COVER. Let in(V) be 1 where U is at or above the home of V, else 0 (0 also for "nobody"). The figure of U in the tree
// of D is the sum over all rows of ( in(V) - in(S) ) x row, for the row of unit V that was rolled up to S. Only rows
// with a weight other than 0 are kept as U's terms: they are where the boundary of U is crossed.
//   Each number once: a number of V0 is in the rows V0->V1, V1->V2, ... Vk->nobody, so that its weights add up to
//   in(V0) - in(V1) + in(V1) - in(V2) + ... + in(Vk) - 0 = in(V0). It counts exactly once in the units at or above its
//   home and not at all in others, whatever the tree was when it was made and whichever way it went up.
//   Lines add up: of the heads of one level of the tree of D none stands above another, so that no number is in two of
//   them; a number is in none of them where its home is above that level. Hence the figures of a level + what is not
//   attributable to a unit of it = the figure of the top, which is its own row, as everything is at or below the top.
//   A unit alone is its own cover: where nothing has moved, the only row that crosses the boundary of U is U's own.
// The only thing taken from the history for this is that a row's superior is one that the unit has had.
//
// Immutable, so thread-safe. Building takes O((units + places + edges) x height of the tree); answers take the time of
// what they return.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "services/organization/replica/covers/history.h"

namespace dondoc::organization::replica::covers {

// One addend of a unit's figure: the rows of `unit` that were rolled up to `superior`, or all rows of it.
struct Term {
  UnitIndex unit = kNoUnit;
  UnitIndex superior = kNoUnit;
  bool any_superior = true;  // the rows of `unit`, whatever their superior
  int weight = 1;            // 1 or -1

  friend bool operator==(const Term&, const Term&) = default;
};

class Covers {
 public:
  // As of the tree of `day`. Whatever the history holds, each number is counted as said above; superiors in a circle
  // are cut.
  Covers(const History& history, Day day);

  Day day() const { return day_; }
  bool Exists(UnitIndex unit) const { return homes_[At(unit)] == unit; }

  // The home of a unit; kNoUnit where it has none (nothing of it is in this tree).
  UnitIndex Home(UnitIndex unit) const { return homes_[At(unit)]; }

  // Whether a unit is counted in `top`, which exists on the day.
  bool IsWithin(UnitIndex unit, UnitIndex top) const {
    const UnitIndex home = homes_[At(unit)];
    return home != kNoUnit && homes_[At(top)] == top && first_[At(top)] <= first_[At(home)] &&
           first_[At(home)] < last_[At(top)];
  }

  // The terms of a unit's figure, the unit's own first; none for a unit that does not exist on the day.
  std::span<const Term> TermsOf(UnitIndex unit) const { return Slice(terms_, terms_begin_, unit); }

  // The units directly below one, on the day.
  std::span<const UnitIndex> Below(UnitIndex unit) const { return Slice(below_, below_begin_, unit); }

  // The units of other trees whose home is this one: they are in its figure and in that of no unit below it, such as a
  // commune that was divided, for the units above its parts.
  std::span<const UnitIndex> Divided(UnitIndex unit) const { return Slice(divided_, divided_begin_, unit); }

 private:
  static std::size_t At(UnitIndex unit) { return static_cast<std::size_t>(unit); }

  template <typename T>
  std::span<const T> Slice(const std::vector<T>& items, const std::vector<std::int32_t>& begin, UnitIndex unit) const {
    return std::span<const T>(items).subspan(At(begin[At(unit)]), At(begin[At(unit) + 1] - begin[At(unit)]));
  }

  Day day_;
  std::vector<UnitIndex> homes_;
  // A unit's place in a walk through the tree of the day, and the place after the last unit at or below it.
  std::vector<std::int32_t> first_, last_;
  std::vector<UnitIndex> below_;
  std::vector<std::int32_t> below_begin_;
  std::vector<Term> terms_;
  std::vector<std::int32_t> terms_begin_;
  std::vector<UnitIndex> divided_;
  std::vector<std::int32_t> divided_begin_;
};

}  // namespace dondoc::organization::replica::covers
