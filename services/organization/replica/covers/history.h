// The units of all times, where they stood, and what became of what: all that covers.h needs to know. Plain values.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "common/time/day.h"

namespace dondoc::organization::replica::covers {

// A unit is its place in History::units.
using UnitIndex = std::int32_t;
inline constexpr UnitIndex kNoUnit = -1;

// Ends of a stretch of days that are open.
inline constexpr Day kAlways = Day::min();
inline constexpr Day kForever = Day::max();

// From the first day to the one before `to`.
struct Days {
  Day from = kAlways;
  Day to = kForever;

  bool Contain(Day day) const { return from <= day && day < to; }
  bool IsEmpty() const { return !(from < to); }
};

struct History {
  struct Unit {
    Days exists;  // empty for a unit that is planned or was withdrawn: it exists on no day
    // The head of a territory, as an UBND is: its territory is that of the heads below it.
    bool is_head = false;
  };
  // Where a unit stood in these days: below `superior`, or at the top (kNoUnit). The places of a unit do not overlap.
  struct Place {
    UnitIndex unit = kNoUnit;
    UnitIndex superior = kNoUnit;
    Days days;
  };
  // `from` ended, and `to` took its place or a part of it on the day on which it ended. All edges of a unit together
  // say where the whole of it is. An edge whose units have no such days says nothing (a plan that has not taken
  // effect).
  struct Edge {
    UnitIndex from = kNoUnit;
    UnitIndex to = kNoUnit;
  };

  std::vector<Unit> units;
  std::vector<Place> places;  // in any order
  std::vector<Edge> edges;    // in any order
};

}  // namespace dondoc::organization::replica::covers
