// The units that a name may mean, seen from one unit, indexed for looking names up. Pure; immutable once made.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "services/organization/domain/name_resolution/vocabulary.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// A unit with the words of its names.
struct KnownUnit {
  const Unit* unit = nullptr;
  Words full;                // its name, with the locality
  std::vector<Words> cores;  // its name without the locality first, then its aliases
  // How far away it is: 0 at or below the context's territory, 1 within the territory above it, and so on.
  int distance = 0;
};

class Surroundings {
 public:
  // `context` is one of `units`, which must outlive this. Units of the territories above it are needed for names like
  // "UBND tỉnh".
  Surroundings(const Vocabulary& vocabulary, const std::vector<Unit>& units, const Unit& context);

  const Unit& context() const { return context_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const std::vector<KnownUnit>& units() const { return units_; }

  // The context's territory and those above it, the nearest first.
  const std::vector<const Territory*>& chain() const { return chain_; }
  // That of the chain with this level, or null.
  const Territory* ChainAt(Level level) const;
  // That of the chain which `match` means ("huyện", "thành phố"), or null.
  const Territory* ChainOf(const TypeWordMatch& match) const;

  // Indexes into units(): those of the territory that go by this name without its locality; those with this full name.
  const std::vector<std::size_t>& ByCore(const std::string& territory_id, const Words& core) const;
  const std::vector<std::size_t>& ByFullName(const Words& name) const;
  // Those that go by exactly this other name, wherever it is used: a former name says nothing of where the unit is now.
  // What the bodies of a kind are called everywhere is none of these.
  const std::vector<std::size_t>& ByAlias(const Words& name) const;
  const std::vector<std::size_t>& OfTerritory(const std::string& territory_id) const;

  // The territories whose official name is at words[at..at + length), the nearest first; the longest such name.
  struct Mention {
    std::vector<const Territory*> territories;
    std::size_t length = 0;
  };
  Mention MentionAt(const Words& words, std::size_t at) const;
  // Territories at or below the context's and in the chain whose name is within a scanner's error of `words`.
  std::vector<const Territory*> NearMentions(const Words& words) const;

  // The UBND of a territory, or the Government; null where it is not among the units.
  const Unit* HeadOf(const std::string& territory_id) const;

 private:
  struct Place {
    const Territory* territory = nullptr;
    Words words;
    int distance = 0;
  };

  void AddUnit(const Unit& unit);
  void AddPlace(const KnownUnit& known);
  int DistanceOf(const Unit& unit) const;

  const Vocabulary& vocabulary_;
  const Unit& context_;
  std::vector<std::string> chain_heads_;  // ids of UBNDs, the nearest first
  std::vector<const Territory*> chain_;
  std::vector<KnownUnit> units_;
  std::unordered_map<std::string, const Unit*> heads_;  // by territory
  std::unordered_map<std::string, std::vector<std::size_t>> by_core_, by_name_, by_alias_, by_territory_;
  std::vector<Place> places_;
  std::unordered_map<std::string, std::vector<std::size_t>> places_by_name_;
  std::size_t longest_place_ = 0;
};

}  // namespace dondoc::organization
