// The unit tree in memory: which unit is below which on which day, in constant time. Immutable, compact, pure.
//
//   std::shared_ptr<const Tree> tree = cache.Get();                       // tree_cache.h
//   if (tree->IsWithin(unit_id, superior_id, today)) ...
//
// Units are numbered 0, 1, 2 ... (Tree::Index) within one tree; the numbers mean nothing in another. Who asks often
// looks its unit up once (Find) and goes on with the number.
//
// A unit has a state for each stretch of days in which it had the same superior. An *epoch* is a stretch of days in
// which no unit changes its superior; units that begin and end make none. In each epoch all units are numbered in one
// walk of the tree (an Euler tour), so that what is below a unit is one run of numbers, and being below it is two
// comparisons.
//
// Place and existence are two questions. A unit that has ended has a place (its heir's, or that of who was above it),
// one that has not begun has its first already, so that IsWithin, Superior and Subtree answer for every unit on every
// day; Exists says whether it is there. A unit whose superior the tree does not know stands at the top, and so does one
// unit of a ring.
//
// Memory: some 40 bytes a unit and 16 more for each epoch. Thread-safe, as nothing changes.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"

namespace dondoc::organization::replica {

// The 16 bytes of a UUID.
struct UnitId {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const UnitId&, const UnitId&) = default;
};

// Nothing where `text` is not a UUID as PostgreSQL prints it.
std::optional<UnitId> ParseUnitId(std::string_view text);
std::string ToString(const UnitId& id);

// With the numbers of dondoc.common.v1.Level: the nearer to the top, the smaller.
enum class TreeLevel : std::uint8_t { kUnknown = 0, kCentral = 1, kProvince = 2, kDistrict = 3, kCommune = 4 };

// A unit as the tree is built from it.
struct TreeUnit {
  // A place from `from` (nothing: always) until the next state's.
  struct State {
    std::optional<Day> from;
    std::optional<UnitId> superior;  // nothing for the top

    friend bool operator==(const State&, const State&) = default;
  };

  UnitId id;
  TreeLevel level = TreeLevel::kUnknown;
  std::string kind;                         // "UBND"
  std::optional<Day> valid_from, valid_to;  // the days on which it exists: half open, nothing is open
  std::vector<State> states;                // at least one, in the order of their days

  friend bool operator==(const TreeUnit&, const TreeUnit&) = default;
};

class Tree {
 public:
  using Index = std::uint32_t;
  static constexpr Index kNone = std::numeric_limits<Index>::max();

  // Without units.
  Tree() = default;
  // Of units with different ids. `change` is the number of the change of the tree up to which they are complete.
  Tree(std::span<const TreeUnit> units, std::int64_t change);

  // This tree, brought up to date with units that have changed or are new: as one of all units would be. A unit whose
  // superior this tree did not know must be among them again.
  Tree With(std::span<const TreeUnit> changed, std::int64_t change) const;

  std::int64_t change() const { return change_; }
  Index size() const { return static_cast<Index>(ids_.size()); }

  // The unit's number, or kNone.
  Index Find(const UnitId& id) const;
  Index Find(std::string_view id) const;

  const UnitId& IdOf(Index unit) const { return ids_[unit]; }
  TreeLevel LevelOf(Index unit) const { return levels_[unit]; }
  const std::string& KindOf(Index unit) const { return kinds_[kind_of_[unit]]; }
  // The first day on which it exists, and the first on which it no longer does; nothing is open.
  std::optional<Day> ValidFrom(Index unit) const;
  std::optional<Day> ValidTo(Index unit) const;
  bool Exists(Index unit, Day day) const;

  // Whether `unit` is `superior` or below it.
  bool IsWithin(Index unit, Index superior, Day day) const;
  // The same by ids; false where one of them is unknown.
  bool IsWithin(std::string_view unit, std::string_view superior, Day day) const;

  // The unit right above, or kNone.
  Index Superior(Index unit, Day day) const;
  // All above, the nearest first; without the unit itself.
  std::vector<Index> Superiors(Index unit, Day day) const;
  // The unit and all below it, each after its superior. Valid as long as the tree.
  std::span<const Index> Subtree(Index unit, Day day) const;
  // Those right below it.
  std::vector<Index> Subordinates(Index unit, Day day) const;
  // Those without a superior: the Government, where the tree is complete.
  std::vector<Index> Tops(Day day) const;

  // The first day of each epoch but the first: the days on which a unit changes its superior, in order.
  std::vector<Day> Epochs() const;
  // Bytes that the tree holds.
  std::size_t Memory() const;

 private:
  using DayNumber = std::int32_t;  // days since 1970-01-01; the least is "always", the greatest "open"

  struct Epoch {
    DayNumber from;
    std::vector<Index> superior;  // by unit; kNone at the top
    std::vector<Index> first;     // by unit: its number in the walk
    std::vector<Index> end;       // by unit: the number after the last one below it
    std::vector<Index> order;     // units by their number in the walk
  };

  TreeUnit UnitAt(Index unit) const;
  static DayNumber Number(const std::optional<Day>& day, DayNumber open);
  const Epoch& EpochOf(Day day) const;
  void MakeIndex();
  void MakeEpochs(std::span<const TreeUnit> units);
  void Walk(Epoch& epoch) const;

  std::int64_t change_ = 0;
  std::vector<UnitId> ids_;
  std::vector<TreeLevel> levels_;
  std::vector<std::uint16_t> kind_of_;
  std::vector<DayNumber> valid_from_, valid_to_;
  std::vector<std::string> kinds_;
  std::vector<Index> slots_;  // hash table by id: a power of two, at most half full
  std::vector<Epoch> epochs_;
};

}  // namespace dondoc::organization::replica
