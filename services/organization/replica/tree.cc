#include "services/organization/replica/tree.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>

namespace dondoc::organization::replica {
namespace {

constexpr std::int32_t kAlways = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kOpen = std::numeric_limits<std::int32_t>::max();

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Ids of version 7 share their first bytes; the multiplication spreads what differs.
std::size_t Hash(const UnitId& id) {
  std::uint64_t high = 0, low = 0;
  std::memcpy(&high, id.bytes.data(), 8);
  std::memcpy(&low, id.bytes.data() + 8, 8);
  std::uint64_t hash = (high ^ std::rotl(low, 32)) * 0x9e3779b97f4a7c15U;
  hash = (hash ^ (hash >> 32) ^ low) * 0xd6e8feb86659fd93U;
  return static_cast<std::size_t>(hash ^ (hash >> 32));
}

std::int32_t Count(Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }

template <typename T>
std::size_t Held(const std::vector<T>& values) {
  return values.capacity() * sizeof(T);
}

}  // namespace

std::optional<UnitId> ParseUnitId(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  UnitId id;
  std::size_t at = 0;
  for (std::uint8_t& byte : id.bytes) {
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if (text[at++] != '-') return std::nullopt;
    }
    const int high = HexDigit(text[at]), low = HexDigit(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    byte = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return id;
}

std::string ToString(const UnitId& id) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[id.bytes[i] >> 4];
    text += kDigits[id.bytes[i] & 15];
  }
  return text;
}

Tree::DayNumber Tree::Number(const std::optional<Day>& day, DayNumber open) { return day ? Count(*day) : open; }

Tree::Tree(std::span<const TreeUnit> units, std::int64_t change) : change_(change) {
  ids_.reserve(units.size());
  levels_.reserve(units.size());
  kind_of_.reserve(units.size());
  valid_from_.reserve(units.size());
  valid_to_.reserve(units.size());
  std::unordered_map<std::string_view, std::uint16_t> kinds;
  for (const TreeUnit& unit : units) {
    ids_.push_back(unit.id);
    levels_.push_back(unit.level);
    const auto [kind, is_new] = kinds.try_emplace(unit.kind, static_cast<std::uint16_t>(kinds_.size()));
    if (is_new) kinds_.push_back(unit.kind);
    kind_of_.push_back(kind->second);
    valid_from_.push_back(Number(unit.valid_from, kAlways));
    valid_to_.push_back(Number(unit.valid_to, kOpen));
  }
  MakeIndex();
  MakeEpochs(units);
}

// States that say the same are one here.
TreeUnit Tree::UnitAt(Index unit) const {
  TreeUnit made{ids_[unit], levels_[unit], KindOf(unit), ValidFrom(unit), ValidTo(unit), {}};
  Index last = kNone;
  for (std::size_t i = 0; i < epochs_.size(); ++i) {
    const Index superior = epochs_[i].superior[unit];
    if (i > 0 && superior == last) continue;
    TreeUnit::State& state = made.states.emplace_back();
    if (i > 0) state.from = Day(std::chrono::days(epochs_[i].from));
    if (superior != kNone) state.superior = ids_[superior];
    last = superior;
  }
  return made;
}

Tree Tree::With(std::span<const TreeUnit> changed, std::int64_t change) const {
  const bool same = std::all_of(changed.begin(), changed.end(), [&](const TreeUnit& unit) {
    const Index known = Find(unit.id);
    return known != kNone && UnitAt(known) == unit;
  });
  if (same) {
    // Names and addresses are not in the tree: most changes of a unit leave it as it is.
    Tree tree = *this;
    tree.change_ = change;
    return tree;
  }
  std::vector<TreeUnit> units;
  units.reserve(ids_.size() + changed.size());
  for (Index unit = 0; unit < size(); ++unit) units.push_back(UnitAt(unit));
  for (const TreeUnit& unit : changed) {
    const Index known = Find(unit.id);
    if (known == kNone) {
      units.push_back(unit);
    } else {
      units[known] = unit;
    }
  }
  return {units, change};
}

void Tree::MakeIndex() {
  slots_.assign(std::bit_ceil(ids_.size() * 2 + 1), kNone);
  for (Index unit = 0; unit < size(); ++unit) {
    std::size_t slot = Hash(ids_[unit]) & (slots_.size() - 1);
    while (slots_[slot] != kNone) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = unit;
  }
}

void Tree::MakeEpochs(std::span<const TreeUnit> units) {
  std::vector<DayNumber> days = {kAlways};
  for (const TreeUnit& unit : units) {
    for (std::size_t i = 1; i < unit.states.size(); ++i) {
      if (unit.states[i].superior != unit.states[i - 1].superior) days.push_back(Number(unit.states[i].from, kAlways));
    }
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const DayNumber from : days) {
    Epoch& epoch = epochs_.emplace_back();
    epoch.from = from;
    epoch.superior.reserve(units.size());
    for (const TreeUnit& unit : units) {
      auto state = unit.states.begin();
      while (state != unit.states.end() && state + 1 != unit.states.end() &&
             Number((state + 1)->from, kAlways) <= from) {
        ++state;
      }
      const bool has_superior = state != unit.states.end() && state->superior;
      epoch.superior.push_back(has_superior ? Find(*state->superior) : kNone);
    }
    Walk(epoch);
  }
}

// Units are gathered by superior (a counting sort), then walked from the tops down with a stack of their own, as deep
// as the tree.
void Tree::Walk(Epoch& epoch) const {
  const Index count = size();
  std::vector<Index> begin(count + 2, 0), below(count);
  const auto bucket = [&](Index unit) { return epoch.superior[unit] == kNone ? count : epoch.superior[unit]; };
  for (Index unit = 0; unit < count; ++unit) ++begin[bucket(unit) + 1];
  for (Index i = 0; i <= count; ++i) begin[i + 1] += begin[i];
  std::vector<Index> next(begin.begin(), begin.end() - 1);
  for (Index unit = 0; unit < count; ++unit) below[next[bucket(unit)]++] = unit;

  epoch.first.assign(count, kNone);
  epoch.end.assign(count, 0);
  epoch.order.reserve(count);
  next.assign(begin.begin(), begin.end() - 1);
  std::vector<Index> path;
  const auto walk_from = [&](Index top) {
    path.push_back(top);
    while (!path.empty()) {
      const Index unit = path.back();
      if (epoch.first[unit] == kNone) {
        epoch.first[unit] = static_cast<Index>(epoch.order.size());
        epoch.order.push_back(unit);
      }
      if (next[unit] < begin[unit + 1]) {
        const Index child = below[next[unit]++];
        if (epoch.first[child] == kNone) path.push_back(child);
      } else {
        epoch.end[unit] = static_cast<Index>(epoch.order.size());
        path.pop_back();
      }
    }
  };
  for (Index i = begin[count]; i < begin[count + 1]; ++i) walk_from(below[i]);
  // What no top leads to is a ring, which no change makes; it is broken rather than lost.
  for (Index unit = 0; unit < count; ++unit) {
    if (epoch.first[unit] != kNone) continue;
    epoch.superior[unit] = kNone;
    walk_from(unit);
  }
}

Tree::Index Tree::Find(const UnitId& id) const {
  if (slots_.empty()) return kNone;
  std::size_t slot = Hash(id) & (slots_.size() - 1);
  while (slots_[slot] != kNone && ids_[slots_[slot]] != id) slot = (slot + 1) & (slots_.size() - 1);
  return slots_[slot];
}

Tree::Index Tree::Find(std::string_view id) const {
  const std::optional<UnitId> parsed = ParseUnitId(id);
  return parsed ? Find(*parsed) : kNone;
}

std::optional<Day> Tree::ValidFrom(Index unit) const {
  if (valid_from_[unit] == kAlways) return std::nullopt;
  return Day(std::chrono::days(valid_from_[unit]));
}

std::optional<Day> Tree::ValidTo(Index unit) const {
  if (valid_to_[unit] == kOpen) return std::nullopt;
  return Day(std::chrono::days(valid_to_[unit]));
}

bool Tree::Exists(Index unit, Day day) const {
  const DayNumber number = Count(day);
  return valid_from_[unit] <= number && number < valid_to_[unit];
}

const Tree::Epoch& Tree::EpochOf(Day day) const {
  const auto after = std::upper_bound(epochs_.begin() + 1, epochs_.end(), Count(day),
                                      [](DayNumber number, const Epoch& epoch) { return number < epoch.from; });
  return *(after - 1);
}

bool Tree::IsWithin(Index unit, Index superior, Day day) const {
  const Epoch& epoch = EpochOf(day);
  return epoch.first[superior] <= epoch.first[unit] && epoch.first[unit] < epoch.end[superior];
}

bool Tree::IsWithin(std::string_view unit, std::string_view superior, Day day) const {
  const Index below = Find(unit), above = Find(superior);
  return below != kNone && above != kNone && IsWithin(below, above, day);
}

Tree::Index Tree::Superior(Index unit, Day day) const { return EpochOf(day).superior[unit]; }

std::vector<Tree::Index> Tree::Superiors(Index unit, Day day) const {
  const Epoch& epoch = EpochOf(day);
  std::vector<Index> above;
  for (Index next = epoch.superior[unit]; next != kNone; next = epoch.superior[next]) above.push_back(next);
  return above;
}

std::span<const Tree::Index> Tree::Subtree(Index unit, Day day) const {
  const Epoch& epoch = EpochOf(day);
  return {epoch.order.data() + epoch.first[unit], epoch.end[unit] - epoch.first[unit]};
}

std::vector<Tree::Index> Tree::Subordinates(Index unit, Day day) const {
  const Epoch& epoch = EpochOf(day);
  std::vector<Index> below;
  for (Index at = epoch.first[unit] + 1; at < epoch.end[unit]; at = epoch.end[epoch.order[at]]) {
    below.push_back(epoch.order[at]);
  }
  return below;
}

std::vector<Tree::Index> Tree::Tops(Day day) const {
  std::vector<Index> tops;
  if (epochs_.empty()) return tops;
  const Epoch& epoch = EpochOf(day);
  for (Index at = 0; at < size(); at = epoch.end[epoch.order[at]]) tops.push_back(epoch.order[at]);
  return tops;
}

std::vector<Day> Tree::Epochs() const {
  std::vector<Day> days;
  for (std::size_t i = 1; i < epochs_.size(); ++i) days.emplace_back(std::chrono::days(epochs_[i].from));
  return days;
}

std::size_t Tree::Memory() const {
  std::size_t bytes = sizeof(Tree) + Held(ids_) + Held(levels_) + Held(kind_of_) + Held(valid_from_) + Held(valid_to_) +
                      Held(kinds_) + Held(slots_) + Held(epochs_);
  for (const std::string& kind : kinds_) bytes += kind.capacity();
  for (const Epoch& epoch : epochs_) {
    bytes += Held(epoch.superior) + Held(epoch.first) + Held(epoch.end) + Held(epoch.order);
  }
  return bytes;
}

}  // namespace dondoc::organization::replica
