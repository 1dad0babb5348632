// Counts by unit, directive and deadline, added up level by level: what children contributed, and the totals. Free
// functions over a transaction, each one statement, whose cost is that of what changed. Errors are those of
// pg::Transaction besides what is said.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/assignment/domain/counts.h"

namespace dondoc::assignment {

// Changes units' own counts and totals; returns the contributions that go to the units above. UNAVAILABLE, reason
// TREE_BEHIND, where the local copy of the tree lacks one of the units or its superior.
absl::StatusOr<std::vector<Contribution>> AddOwnCounts(pg::Transaction& tx, std::span<const CountChange> changes);

// Takes children's contributions where they are newer, and changes the parents' totals by the difference; returns the
// contributions that go further up. Idempotent and insensitive to order. UNAVAILABLE, reason TREE_BEHIND, as above.
absl::StatusOr<std::vector<Contribution>> TakeContributions(pg::Transaction& tx,
                                                            std::span<const Contribution> contributions);

// The counts of a unit by deadline: with everything below it, or its own alone; of one directive or of all.
absl::StatusOr<std::vector<std::pair<std::optional<Day>, Counts>>> GetCounts(
    pg::Transaction& tx, const std::string& unit_id, const std::optional<std::string>& directive_id, bool subtree);

}  // namespace dondoc::assignment
