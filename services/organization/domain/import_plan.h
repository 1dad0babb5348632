// What importing a list changes, compared with what is there. Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/organization/domain/territory_list.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// A territory as it is stored, with the ids that the plan needs.
struct KnownTerritory {
  Territory territory;
  std::string ubnd_id;
};

struct ImportPlan {
  std::vector<Territory> created;
  std::vector<Unit> created_ubnds;  // one for each of `created`
  std::vector<Territory> changed;   // new name, type or parent
  struct Move {
    std::string unit_id;
    std::string superior_id;
  };
  std::vector<Move> moved_ubnds;  // those of territories whose parent changed
  int unchanged = 0;
};

// `known` are the territories of the same list; those that the rows do not name stay as they are. `rows` come from
// ReadTerritoryList. New territories exist from the beginning of `validity`; below them `government` is the top.
ImportPlan PlanImport(const std::vector<TerritoryRow>& rows, const std::vector<KnownTerritory>& known,
                      const Unit& government, const std::string& code_list, const Validity& validity,
                      const std::function<std::string()>& new_id);

}  // namespace dondoc::organization
