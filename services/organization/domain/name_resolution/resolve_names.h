// What a name in a document means: one unit, a group of units, or nothing that is certain. Pure.
//
// A name is read from where it was written: "Phòng GD&ĐT huyện" in a document of huyện Chi Lăng is the department of
// that district. Spelling may be abbreviated, without diacritics or slightly damaged. Nothing is guessed: where two
// units come close to each other, the name is not clear, and the likeliest units are given for a person to choose from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/organization/domain/name_resolution/group_reading.h"
#include "services/organization/domain/name_resolution/surroundings.h"

namespace dondoc::organization {

struct Meaning {
  const Unit* unit = nullptr;
  std::optional<Group> group;           // where `unit` is null
  std::vector<const Unit*> candidates;  // where both are empty: up to three, the likeliest first

  bool clear() const { return unit != nullptr || group.has_value(); }
};

Meaning ResolveName(std::string_view name, const Surroundings& surroundings);

// Runs of words in `names` that may be the official name of a territory, folded as Territory names are (for looking
// them up).
std::vector<std::string> PossibleTerritoryNames(const std::vector<std::string>& names, const WordReader& reader);

// The part of a unit's name that may be the name of a territory, folded as they are: from its first type word on, where
// something follows.
std::optional<std::string> PlaceOf(std::string_view name, const WordReader& reader);

// The folded form of a territory's official name: "huyen chi lang".
std::string FoldedTerritoryName(const Territory& territory, const WordReader& reader);

}  // namespace dondoc::organization
