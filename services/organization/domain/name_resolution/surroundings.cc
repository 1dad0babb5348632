#include "services/organization/domain/name_resolution/surroundings.h"

#include <algorithm>
#include <utility>

#include "common/text/words.h"
#include "services/organization/domain/naming.h"

namespace dondoc::organization {
namespace {

const std::vector<std::size_t> kNone;

const std::vector<std::size_t>& Lookup(const std::unordered_map<std::string, std::vector<std::size_t>>& index,
                                       const std::string& key) {
  const auto found = index.find(key);
  return found == index.end() ? kNone : found->second;
}

std::string CoreKey(const std::string& territory_id, const Words& core) { return territory_id + " " + JoinWords(core); }

bool IsHead(const Unit& unit) { return unit.kind == kUbnd || unit.kind == kGovernment; }

// A name of its own, without the territory's name at its end.
Words WithoutPlace(Words name, const Words& place) {
  if (name.size() > place.size() &&
      std::equal(place.begin(), place.end(), name.end() - static_cast<std::ptrdiff_t>(place.size()))) {
    name.resize(name.size() - place.size());
  }
  return name;
}

bool HasDigit(const std::string& text) { return text.find_first_of("0123456789") != std::string::npos; }

}  // namespace

Surroundings::Surroundings(const Vocabulary& vocabulary, const std::vector<Unit>& units, const Unit& context)
    : vocabulary_(vocabulary), context_(context) {
  std::unordered_map<std::string, const Unit*> by_id;
  for (const Unit& unit : units) {
    by_id.emplace(unit.id, &unit);
    if (IsHead(unit)) heads_.emplace(unit.territory.id, &unit);
  }
  std::vector<std::string> line = {context.id};
  line.insert(line.end(), context.superior_ids.begin(), context.superior_ids.end());
  for (const std::string& id : line) {
    const auto found = by_id.find(id);
    if (found == by_id.end() || !IsHead(*found->second)) continue;
    chain_heads_.push_back(id);
    chain_.push_back(&found->second->territory);
  }
  units_.reserve(units.size());
  for (const Unit& unit : units) AddUnit(unit);
}

int Surroundings::DistanceOf(const Unit& unit) const {
  for (std::size_t i = 0; i < chain_heads_.size(); ++i) {
    if (unit.id == chain_heads_[i] ||
        std::find(unit.superior_ids.begin(), unit.superior_ids.end(), chain_heads_[i]) != unit.superior_ids.end()) {
      return static_cast<int>(i);
    }
  }
  return static_cast<int>(chain_heads_.size());
}

void Surroundings::AddUnit(const Unit& unit) {
  const WordReader& reader = vocabulary_.reader();
  KnownUnit known{&unit, reader.Read(unit.name), {}, DistanceOf(unit)};
  const Words place = reader.Read(unit.territory.name);
  // A body that was renamed has the pattern of its newest name; on other days it is read by the name of the day.
  if (unit.name_pattern.empty() || RenderName(unit.name_pattern, unit.territory) != unit.name) {
    known.cores.push_back(WithoutPlace(known.full, place));
  } else {
    known.cores.push_back(reader.Read(RenderCore(unit.name_pattern, unit.territory)));
  }
  const std::size_t index = units_.size();
  for (const std::string& alias : unit.aliases) {
    Words words = reader.Read(alias);
    if (vocabulary_.LongestTerm(words, 0).length < words.size()) {
      auto& same = by_alias_[JoinWords(words)];
      if (same.empty() || same.back() != index) same.push_back(index);
    }
    known.cores.push_back(WithoutPlace(std::move(words), place));
  }
  std::erase_if(known.cores, [](const Words& core) { return core.empty(); });

  by_name_[JoinWords(known.full)].push_back(index);
  by_territory_[unit.territory.id].push_back(index);
  for (const Words& core : known.cores) {
    auto& same = by_core_[CoreKey(unit.territory.id, core)];
    if (same.empty() || same.back() != index) same.push_back(index);
  }
  if (IsHead(unit)) AddPlace(known);
  units_.push_back(std::move(known));
}

void Surroundings::AddPlace(const KnownUnit& known) {
  const Territory& territory = known.unit->territory;
  Place place{&territory, vocabulary_.reader().Read(territory.type + " " + BareName(territory.name, territory.type)),
              known.distance};
  longest_place_ = std::max(longest_place_, place.words.size());
  places_by_name_[JoinWords(place.words)].push_back(places_.size());
  places_.push_back(std::move(place));
}

const Territory* Surroundings::ChainAt(Level level) const {
  const auto found =
      std::find_if(chain_.begin(), chain_.end(), [&](const Territory* one) { return one->level == level; });
  return found == chain_.end() ? nullptr : *found;
}

const Territory* Surroundings::ChainOf(const TypeWordMatch& match) const {
  // A city is a province's or a district's equal; the nearest one is meant.
  if (match.type == "thành phố") {
    const auto city =
        std::find_if(chain_.begin(), chain_.end(), [](const Territory* one) { return one->type == "thành phố"; });
    return city == chain_.end() ? nullptr : *city;
  }
  return ChainAt(match.level);
}

const std::vector<std::size_t>& Surroundings::ByCore(const std::string& territory_id, const Words& core) const {
  return Lookup(by_core_, CoreKey(territory_id, core));
}

const std::vector<std::size_t>& Surroundings::ByFullName(const Words& name) const {
  return Lookup(by_name_, JoinWords(name));
}

const std::vector<std::size_t>& Surroundings::ByAlias(const Words& name) const {
  return Lookup(by_alias_, JoinWords(name));
}

const std::vector<std::size_t>& Surroundings::OfTerritory(const std::string& territory_id) const {
  return Lookup(by_territory_, territory_id);
}

Surroundings::Mention Surroundings::MentionAt(const Words& words, std::size_t at) const {
  if (MatchTypeWord(words, at).length == 0) return {};
  for (std::size_t length = std::min(longest_place_, words.size() - at); length > 1; --length) {
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
    const auto& found = Lookup(places_by_name_, JoinWords(Words(begin, begin + static_cast<std::ptrdiff_t>(length))));
    if (found.empty()) continue;
    std::vector<const Place*> places;
    for (const std::size_t index : found) places.push_back(&places_[index]);
    std::sort(places.begin(), places.end(), [](const Place* a, const Place* b) {
      return std::pair(a->distance, a->territory->id) < std::pair(b->distance, b->territory->id);
    });
    Mention mention;
    mention.length = length;
    // Farther ones are not meant where a nearer one has the name.
    for (const Place* place : places) {
      if (place->distance == places.front()->distance) mention.territories.push_back(place->territory);
    }
    return mention;
  }
  return {};
}

std::vector<const Territory*> Surroundings::NearMentions(const Words& words) const {
  const std::string text = JoinWords(words);
  std::vector<const Territory*> near;
  for (const Place& place : places_) {
    const bool in_chain = std::find(chain_.begin(), chain_.end(), place.territory) != chain_.end();
    if ((place.distance > 0 && !in_chain) || place.words.size() != words.size()) continue;
    const std::string name = JoinWords(place.words);
    if (HasDigit(text) || HasDigit(name)) continue;
    const std::size_t limit = std::max(text.size(), name.size()) / 8;
    if (limit > 0 && EditDistance(text, name, limit) <= limit) near.push_back(place.territory);
  }
  return near;
}

const Unit* Surroundings::HeadOf(const std::string& territory_id) const {
  const auto found = heads_.find(territory_id);
  return found == heads_.end() ? nullptr : found->second;
}

}  // namespace dondoc::organization
