#include "services/assignment/storage/counts_storage.h"

#include "common/status/status.h"
#include "services/assignment/storage/sql.h"

namespace dondoc::assignment {
namespace {

// The columns of counts, as unnest takes them.
struct CountColumns {
  std::vector<std::optional<Day>> due_on;
  std::vector<std::string> directive_id;
  std::vector<std::int64_t> open, done_in_time, done_late;

  void Add(const std::string& directive, const std::optional<Day>& due, const Counts& counts) {
    directive_id.push_back(directive);
    due_on.push_back(due);
    open.push_back(counts.open);
    done_in_time.push_back(counts.done_in_time);
    done_late.push_back(counts.done_late);
  }
};

Counts CountsIn(const pg::Row& row) {
  return {row.Get<std::int64_t>("open"), row.Get<std::int64_t>("done_in_time"), row.Get<std::int64_t>("done_late")};
}

absl::StatusOr<std::vector<Contribution>> GoingUp(const pg::Result& rows) {
  std::vector<Contribution> up;
  up.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) {
    const auto parent_level = row.Get<std::optional<std::string>>("parent_level");
    const std::string child_id = row.Get<std::string>("child_id");
    if (!parent_level.has_value()) {
      return Unavailable("TREE_BEHIND", "the copy of the tree does not know " + child_id + " or the unit above it yet");
    }
    up.push_back({.parent_unit_id = row.Get<std::string>("parent_id"),
                  .parent_level = *parent_level,
                  .child_unit_id = child_id,
                  .directive_id = row.Get<std::string>("directive_id"),
                  .due_on = row.Get<std::optional<Day>>("due_on"),
                  .version = row.Get<std::int64_t>("version"),
                  .counts = CountsIn(row)});
  }
  return up;
}

CountsByDeadline ByDeadline(const pg::Result& rows) {
  CountsByDeadline counts;
  for (const pg::Row row : rows) counts.emplace_back(row.Get<std::optional<Day>>("due_on"), CountsIn(row));
  return counts;
}

}  // namespace

absl::StatusOr<std::vector<Contribution>> AddOwnCounts(pg::Transaction& tx, std::span<const CountChange> changes) {
  if (changes.empty()) return std::vector<Contribution>{};
  std::vector<std::string> unit_id;
  CountColumns columns;
  for (const CountChange& change : changes) {
    unit_id.push_back(change.key.unit_id);
    columns.Add(change.key.directive_id, change.key.due_on, change.by);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kAddOwnCounts, unit_id, columns.directive_id, columns.due_on, columns.open,
                                     columns.done_in_time, columns.done_late));
  return GoingUp(rows);
}

absl::StatusOr<std::vector<Contribution>> TakeContributions(pg::Transaction& tx,
                                                            std::span<const Contribution> contributions) {
  if (contributions.empty()) return std::vector<Contribution>{};
  std::vector<std::string> parent_id;
  std::vector<std::string> child_id;
  std::vector<std::int64_t> version;
  CountColumns columns;
  for (const Contribution& contribution : contributions) {
    parent_id.push_back(contribution.parent_unit_id);
    child_id.push_back(contribution.child_unit_id);
    version.push_back(contribution.version);
    columns.Add(contribution.directive_id, contribution.due_on, contribution.counts);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kTakeContributions, parent_id, child_id, columns.directive_id, columns.due_on,
                                     version, columns.open, columns.done_in_time, columns.done_late));
  return GoingUp(rows);
}

absl::StatusOr<CountsByDeadline> GetOwnCounts(pg::Transaction& tx, const std::string& unit_id,
                                              const std::optional<std::string>& directive_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetOwnCounts, unit_id, directive_id));
  return ByDeadline(rows);
}

absl::StatusOr<CountsByDeadline> GetCounts(pg::Transaction& tx, const std::vector<RowsOf>& rows_of,
                                           const std::optional<std::string>& directive_id) {
  std::vector<std::string> unit_id, told_unit_id, told_superior_id;
  std::vector<std::optional<std::string>> superior_id;
  std::vector<int> weight, told_weight;
  for (const RowsOf& one : rows_of) {
    unit_id.push_back(one.unit_id);
    superior_id.push_back(one.superior_id);
    weight.push_back(one.weight);
    for (const std::string& superior : one.superiors) {
      told_unit_id.push_back(one.unit_id);
      told_superior_id.push_back(superior);
      told_weight.push_back(one.weight);
    }
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetCounts, directive_id, unit_id, superior_id, weight,
                                                            told_unit_id, told_superior_id, told_weight));
  return ByDeadline(rows);
}

}  // namespace dondoc::assignment
