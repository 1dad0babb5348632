// Who and how is said above clauses, for all of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {

struct TaskContext {
  int rank = 0;  // of the heading: what is not deeper ends it
  std::vector<std::string> units;
  bool binding = true;
  bool named = false;    // its own words name the units: "+" under such a bullet are items, and not parts of one
  bool bullets = false;  // a bullet under it was seen
  bool items = false;    // a marked item under it was seen: paragraphs without a mark belong to items
  Role role = Role::kExecute;
  std::vector<std::string> partners;
  Evidence evidence = Evidence::kHeading;

  // "Các Cục Thuế rà soát ..." under "Cục Thuế các tỉnh, thành phố": the same unit, named in short. Of a list ("các sở,
  // ngành, địa phương") a part is not all.
  bool IsMeantBy(const UnitList& other) const;

  // "... chủ trì, phối hợp với Sở Y:" in tokens [begin, end) holds for every clause that they introduce.
  void TakeManner(const TokenText& text, size_t begin, size_t end);

  // Gives a clause what it does not say itself.
  void GiveManner(ProposedTask* task) const;
};

}  // namespace dondoc::directive::reading
