// A question about a unit, put into the tree of a day.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/time/day.h"
#include "services/organization/replica/cover_cache.h"
#include "services/organization/replica/covers/part.h"

namespace dondoc::organization::replica {

struct PlacedUnit {
  TreeView view;  // the unit exists on its day
  TreeView now;   // of today
  covers::UnitIndex unit = covers::kNoUnit;
  covers::Part part;  // what of the units is counted: everything

  std::string IdOf(covers::UnitIndex of) const { return ToString(view.tree->IdOf(static_cast<Tree::Index>(of))); }
};

// The unit in the tree of `date` (YYYY-MM-DD); where that is empty, of today, or of the last day of a unit that has
// ended. NOT_FOUND (UNIT_NOT_FOUND, field unit_id); INVALID_ARGUMENT (BAD_DATE; UNIT_NOT_VALID where the unit does not
// exist on the date). Not to be called inside a transaction.
absl::StatusOr<PlacedUnit> PlaceUnit(CoverCache& covers, const std::string& unit_id, const std::string& date,
                                     Day today);

// Whether whoever asks may read what is of a unit.
using MayRead = std::function<absl::StatusOr<bool>(const std::string& unit_id)>;

// Leaves out of what is counted in a placed unit, which may itself be read, what may not be read one by one. Rights
// follow the tree of today, whatever the day of the question is: of a unit that was in it on that day and is below
// others today, only these read anything. `may_read` is asked about such units alone, where it says yes to where the
// placed unit lies today, and whoever may read a unit may read what is below it. Not to be called inside a transaction.
// Errors are those of `may_read`.
absl::Status LeaveOutUnread(const MayRead& may_read, PlacedUnit& placed);

// Ids of the highest of those that were left out of it, at most 100: "without these".
std::vector<std::string> LeftOut(const PlacedUnit& placed);

// Ids of units: whoever may do something for one of them may do it for this unit. The unit itself, known or not; where
// it does not exist today, also its heirs and the unit in which the whole of it lies now. So a new commune corrects
// what its predecessors reported, and a province reads what the provinces reported that it was made of. Not to be
// called inside a transaction. Errors are those of the database.
absl::StatusOr<std::vector<std::string>> WhoSpeaksFor(CoverCache& covers, std::string_view unit_id, Day today);

// All units that one has ever been right below as long as it was there, and kNoUnit where it was at the top.
std::vector<covers::UnitIndex> SuperiorsEver(const Tree& tree, covers::UnitIndex unit);

}  // namespace dondoc::organization::replica
