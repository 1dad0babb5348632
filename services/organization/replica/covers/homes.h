// How covers.h finds the homes of units. Internal to this room.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "services/organization/replica/covers/history.h"

namespace dondoc::organization::replica::covers {

// Items in groups: those of group g are items[begin[g]] up to items[begin[g + 1]].
template <typename T>
struct Groups {
  std::vector<T> items;
  std::vector<std::int32_t> begin;

  std::span<const T> Of(UnitIndex group) const {
    const auto from = static_cast<std::size_t>(begin[static_cast<std::size_t>(group)]);
    const auto to = static_cast<std::size_t>(begin[static_cast<std::size_t>(group) + 1]);
    return std::span<const T>(items).subspan(from, to - from);
  }
};

// `given` grouped by `group(item)`, which is below `groups`; the order within a group stays. Items of group kNoUnit are
// left out.
template <typename T, typename Given, typename GroupOf, typename ItemOf>
Groups<T> GroupBy(const Given& given, std::size_t groups, GroupOf group, ItemOf item) {
  Groups<T> result;
  result.begin.assign(groups + 1, 0);
  for (const auto& one : given) {
    if (group(one) != kNoUnit) ++result.begin[static_cast<std::size_t>(group(one)) + 1];
  }
  for (std::size_t i = 0; i < groups; ++i) result.begin[i + 1] += result.begin[i];
  result.items.resize(static_cast<std::size_t>(result.begin[groups]));
  std::vector<std::int32_t> next(result.begin.begin(), result.begin.end() - 1);
  for (const auto& one : given) {
    if (group(one) == kNoUnit) continue;
    result.items[static_cast<std::size_t>(next[static_cast<std::size_t>(group(one))]++)] = item(one);
  }
  return result;
}

// The tree of one day.
struct DayTree {
  std::vector<UnitIndex> above;           // kNoUnit at the top, and for units that do not exist on the day
  std::vector<std::int32_t> depth;        // 0 at the top; -1 for units that do not exist on the day
  std::vector<std::int32_t> first, last;  // places in a walk through the tree: a unit's, and the one after all below it
  Groups<UnitIndex> below;

  bool Exists(UnitIndex unit) const { return depth[static_cast<std::size_t>(unit)] >= 0; }
  // The lowest unit at or above both; kNoUnit where there is none. Both exist on the day.
  UnitIndex LowestAbove(UnitIndex a, UnitIndex b) const;
};

// The places of all units, by unit and in the order of their days.
Groups<History::Place> PlacesOf(const History& history);

// The tree of `day`. A unit whose superior does not exist on the day stands below the next one above that does.
DayTree TreeOf(const History& history, const Groups<History::Place>& places, Day day);

// The home of each unit in that tree, as covers.h defines it.
std::vector<UnitIndex> HomesIn(const History& history, const Groups<History::Place>& places, const DayTree& tree,
                               Day day);

}  // namespace dondoc::organization::replica::covers
