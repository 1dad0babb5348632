// Lists of units and of groups of units in running text. A head named in place of the unit ("Giám đốc Sở Y tế") means
// the unit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/reading/meaning/units/names.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct Unit {
  std::string name;  // in full, canonical spelling, first letter a capital
  size_t begin = 0;
  size_t end = 0;
  bool closed = false;  // nothing that follows can belong to the name
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

}  // namespace dondoc::directive::reading
