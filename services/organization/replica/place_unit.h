// A question about a unit, put into the tree of a day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/time/day.h"
#include "services/organization/replica/cover_cache.h"

namespace dondoc::organization::replica {

struct PlacedUnit {
  TreeView view;  // the unit exists on its day
  covers::UnitIndex unit = covers::kNoUnit;

  std::string IdOf(covers::UnitIndex of) const { return ToString(view.tree->IdOf(static_cast<Tree::Index>(of))); }
};

// The unit in the tree of `date` (YYYY-MM-DD); where that is empty, of today, or of the last day of a unit that has
// ended. NOT_FOUND (UNIT_NOT_FOUND, field unit_id); INVALID_ARGUMENT (BAD_DATE; UNIT_NOT_VALID where the unit does not
// exist on the date). Not to be called inside a transaction.
absl::StatusOr<PlacedUnit> PlaceUnit(CoverCache& covers, const std::string& unit_id, const std::string& date,
                                     Day today);

// Ids of units: whoever may do something for one of them may do it for this unit. The unit itself, known or not; where
// it does not exist today, also its heirs and the unit in which the whole of it lies now. So a new commune corrects
// what its predecessors reported, and a province reads what the provinces reported that it was made of. Not to be
// called inside a transaction. Errors are those of the database.
absl::StatusOr<std::vector<std::string>> WhoSpeaksFor(CoverCache& covers, std::string_view unit_id, Day today);

// All units that one has ever been right below as long as it was there, and kNoUnit where it was at the top.
std::vector<covers::UnitIndex> SuperiorsEver(const Tree& tree, covers::UnitIndex unit);

}  // namespace dondoc::organization::replica
