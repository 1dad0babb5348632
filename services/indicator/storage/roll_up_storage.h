// Roll-ups and contributions in the database. Free functions over a transaction; errors are those of pg::Transaction.
// Every write takes all rows of a batch in one statement, locks rows in the order of their keys, and costs what
// changed, never what exists.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/number.h"
#include "services/indicator/domain/period.h"
#include "services/indicator/storage/value_storage.h"

namespace dondoc::indicator {

// A total that has changed, as it is now.
struct RollUp {
  CellKey key;
  std::optional<std::string> superior_id;     // whom it is to be passed on to; nothing at the top
  std::optional<std::string> superior_level;  // nothing where the copy of the tree does not hold that unit yet
  std::int64_t version = 0;
  Total total;
};

// What a unit's own number adds to its total.
struct OwnChange {
  CellKey key;
  Total difference;
};
// Adds each difference to the unit's total and returns the totals, which have new versions. Each cell at most once; the
// units are in the local copy of the tree.
absl::StatusOr<std::vector<RollUp>> AddOwnChanges(pg::Transaction& tx, std::span<const OwnChange> changes);

// What a unit and everything below it add to the unit above.
struct Contribution {
  CellKey parent;
  std::string child_id;
  std::int64_t version = 0;
  Total total;
};
// Takes those that are newer than what is known, adds the differences to the parents' totals and returns the totals
// that changed, which have new versions. Contributions may come twice and in any order; the parents are in the local
// copy of the tree.
absl::StatusOr<std::vector<RollUp>> AddContributions(pg::Transaction& tx, std::span<const Contribution> contributions);

// Rows that a figure is made of: those of a unit, in the table of its totals or, where another cell has those, as what
// a unit above was told of them.
struct RowsOf {
  std::string unit_id;
  std::optional<std::string> superior_id;  // only those that went up to this unit; nothing for all
  int weight = 1;                          // 1, or -1 for what is counted elsewhere
  bool is_contribution = false;            // as the superior was told, which must be said then
};

// One indicator's total at one unit.
struct IndicatorTotal {
  Indicator indicator;
  bool present = false;  // whether anybody has reported
  std::int64_t version = 0;
  Total total;
  std::optional<Number> own;  // the unit's own number, which is in the total
};
// The totals of these indicators, or, where `every` is set, of each that has a number or a target here; by code. A
// total is the sum over `rows`, each times its weight.
absl::StatusOr<std::vector<IndicatorTotal>> ReadTotals(pg::Transaction& tx, const std::string& unit_id,
                                                       const Period& period,
                                                       const std::vector<std::string>& indicator_ids, bool every,
                                                       std::span<const RowsOf> rows);

// A row that was found.
struct Addend {
  std::size_t place = 0;  // among the RowsOf that were asked for
  std::int64_t version = 0;
  Total total;  // without the weight
};
// The rows of one indicator, in any order.
absl::StatusOr<std::vector<Addend>> ListAddends(pg::Transaction& tx, std::span<const RowsOf> rows,
                                                const std::string& period, const std::string& indicator_id);

}  // namespace dondoc::indicator
