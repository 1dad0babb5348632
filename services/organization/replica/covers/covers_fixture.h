// Histories told in a few words, for the tests of Covers.
#pragma once

#include <chrono>
#include <vector>

#include "services/organization/replica/covers/covers.h"

namespace dondoc::organization::replica::covers {

// The days of these histories are numbers.
inline Day On(int number) { return Day(std::chrono::days(number)); }

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

}  // namespace dondoc::organization::replica::covers
