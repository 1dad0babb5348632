// What importing a list changes, compared with what is there. Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/domain/territory_list.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// A territory as it is stored, in the state that it is in under the list on the day that an import is about.
struct KnownTerritory {
  Territory territory;
  std::string ubnd_id;
  Validity days = {};  // of that state
};

struct ImportPlan {
  std::vector<Territory> created;
  std::vector<Unit> created_ubnds;  // one for each of `created`
  struct Change {
    Territory territory;  // with a new name, type, parent or attribute
    Validity days;        // those in which it is so: the state's, from `since` on where it is given; later states stay
  };
  std::vector<Change> changed;
  struct Move {
    std::string unit_id;
    std::string superior_id;
    Validity days;
  };
  std::vector<Move> moved_ubnds;  // those of territories whose parent changed
  int unchanged = 0;
};

// `known` are the territories of the same list; those that the rows do not name stay as they are, and may be parents.
// `rows` come from ReadTerritoryList. New territories exist from the beginning of `validity`; below them `government`
// is the top.
//
// What changes in a known territory is a new state from `since`; without it, the state that is there was wrong and is
// corrected, and so it is for what is planned. INVALID_ARGUMENT (DAY_OUTSIDE_LIST, field valid_from) where a territory
// that changes does not go by the list on `since`.
absl::StatusOr<ImportPlan> PlanImport(const std::vector<TerritoryRow>& rows, const std::vector<KnownTerritory>& known,
                                      const Unit& government, const std::string& code_list, const Validity& validity,
                                      std::optional<Day> since, const std::function<std::string()>& new_id);

}  // namespace dondoc::organization
