// Numbers go up one level.
#pragma once

#include <span>
#include <string>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "services/indicator/app/context.h"
#include "services/indicator/storage/roll_up_storage.h"

namespace dondoc::indicator::app {

// Takes what units below have added to units of this process's levels: contributions that are newer than what is known
// replace it, totals change by the differences, and totals that changed are passed on up as facts, all inside `tx`,
// set-based over the whole batch. Idempotent; in any order. UNAVAILABLE (TREE_BEHIND) where the copy of the tree
// does not hold a parent yet; FAILED_PRECONDITION (LEVEL_NOT_SERVED) for a parent of another level's process, which is
// a fact gone astray.
absl::Status AddContributions(Context& context, pg::Transaction& tx, std::span<const Contribution> contributions,
                              const std::string& trace);

}  // namespace dondoc::indicator::app
