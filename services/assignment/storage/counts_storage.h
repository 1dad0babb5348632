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

using CountsByDeadline = std::vector<std::pair<std::optional<Day>, Counts>>;

// A unit's own counts, without what is below it; of one directive or of all.
absl::StatusOr<CountsByDeadline> GetOwnCounts(pg::Transaction& tx, const std::string& unit_id,
                                              const std::optional<std::string>& directive_id);

// Totals of a unit that other counts are made of.
struct RowsOf {
  std::string unit_id;
  std::optional<std::string> superior_id;  // only those that went up to this unit; nothing for all
  int weight = 1;                          // 1, or -1 for what is counted elsewhere
  std::vector<std::string> superiors;      // all that these may have gone up to: what they were told counts where this
                                           // cell does not keep the unit's totals
};
// The sum over the rows, each times its weight; of one directive or of all.
absl::StatusOr<CountsByDeadline> GetCounts(pg::Transaction& tx, const std::vector<RowsOf>& rows,
                                           const std::optional<std::string>& directive_id);

}  // namespace dondoc::assignment
