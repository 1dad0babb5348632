// Counts on their way up the levels.
#pragma once

#include <span>
#include <string>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "services/assignment/app/context.h"
#include "services/assignment/domain/counts.h"

namespace dondoc::assignment {

// Takes what children contributed, changes the parents' totals by the difference, and appends what goes further up, in
// `tx`. Idempotent and insensitive to order. UNAVAILABLE, reason TREE_BEHIND, where a parent is not known here yet.
absl::Status PassCountsUp(pg::Transaction& tx, const Context& context, std::span<const Contribution> contributions,
                          const std::string& trace);

}  // namespace dondoc::assignment
