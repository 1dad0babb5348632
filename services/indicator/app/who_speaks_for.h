// Who may read and report numbers of a unit that is no more.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator::app {

// Ids of units: whoever may do something for one of them may do it for this unit. The unit itself, known or not; where
// it does not exist today, also its heirs and the unit in which the whole of it lies now. So a new commune corrects
// what its predecessors reported, and a province reads what the provinces reported that it was made of. Not to be
// called inside a transaction. Errors are those of the database.
absl::StatusOr<std::vector<std::string>> WhoSpeaksFor(Context& context, const std::string& unit_id);

}  // namespace dondoc::indicator::app
