// Names of units and of groups of units in running text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct Unit {
  std::string name;  // in full, canonical spelling, first letter a capital
  size_t begin = 0;
  size_t end = 0;
};

struct UnitList {
  std::vector<Unit> units;
  size_t end = 0;  // behind the last unit, or where reading began
  std::vector<std::string> names() const;
  bool empty() const { return units.empty(); }
};

// The units listed from `at` on ("Sở Nội vụ, Sở Tài chính và UBND các huyện"), as far as they go.
UnitList ReadUnits(const TokenText& text, size_t at, size_t limit);

// The units in [at, limit), which holds nothing else (a cell, what stands behind a label): words that no rule knows
// belong to the name that they follow, and where nothing is known each part between commas is a name.
UnitList ReadUnitsWhole(const TokenText& text, size_t at, size_t limit);

// Tokens [begin, end) as a name: abbreviations in full, capitals and damaged words in canonical spelling.
std::string SpellName(const TokenText& text, size_t begin, size_t end);

// The same, leaving abbreviations as they are.
std::string SpellPlain(const TokenText& text, size_t begin, size_t end);

// True where the word at `at` ends a name in a sentence (a verb of duty, a preposition).
bool StopsName(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
