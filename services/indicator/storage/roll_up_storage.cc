#include "services/indicator/storage/roll_up_storage.h"

#include "common/status/status.h"
#include "services/indicator/storage/indicator_storage.h"
#include "services/indicator/storage/sql.h"

namespace dondoc::indicator {
namespace {

Total ReadTotal(const pg::Row& row) {
  return {row.Get<std::int64_t>("numerator"), row.Get<std::int64_t>("denominator"),
          row.Get<std::int64_t>("reported_units")};
}

std::vector<RollUp> ReadRollUps(const pg::Result& rows) {
  std::vector<RollUp> roll_ups;
  roll_ups.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) {
    roll_ups.push_back({
        .key = {row.Get<std::string>("unit_id"), row.Get<std::string>("period"), row.Get<std::string>("indicator_id")},
        .superior_id = row.Get<std::optional<std::string>>("superior_id"),
        .superior_level = row.Get<std::optional<std::string>>("superior_level"),
        .version = row.Get<std::int64_t>("version"),
        .total = ReadTotal(row),
    });
  }
  return roll_ups;
}

// Columns of arrays that several statements take.
struct Columns {
  std::vector<std::string> units, periods, indicators;
  std::vector<std::int64_t> numerators, denominators, reported;

  void Add(const CellKey& key, const Total& total) {
    units.push_back(key.unit_id);
    periods.push_back(key.period);
    indicators.push_back(key.indicator_id);
    numerators.push_back(total.numerator);
    denominators.push_back(total.denominator);
    reported.push_back(total.reported_units);
  }
};

// The same for statements that read rows of units.
struct RowColumns {
  explicit RowColumns(std::span<const RowsOf> rows) {
    for (const RowsOf& one : rows) {
      units.push_back(one.unit_id);
      superiors.push_back(one.superior_id);
      weights.push_back(one.weight);
      are_contributions.push_back(one.is_contribution ? "t" : "f");
    }
  }

  std::vector<std::string> units;
  std::vector<std::optional<std::string>> superiors;
  std::vector<int> weights;
  std::vector<std::string> are_contributions;
};

}  // namespace

absl::StatusOr<std::vector<RollUp>> AddOwnChanges(pg::Transaction& tx, std::span<const OwnChange> changes) {
  Columns columns;
  for (const OwnChange& change : changes) columns.Add(change.key, change.difference);
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kAddOwnChanges, columns.units, columns.periods, columns.indicators,
                                     columns.numerators, columns.denominators, columns.reported));
  return ReadRollUps(rows);
}

absl::StatusOr<std::vector<RollUp>> AddContributions(pg::Transaction& tx, std::span<const Contribution> contributions) {
  Columns columns;
  std::vector<std::string> children;
  std::vector<std::int64_t> versions;
  for (const Contribution& contribution : contributions) {
    columns.Add(contribution.parent, contribution.total);
    children.push_back(contribution.child_id);
    versions.push_back(contribution.version);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kAddContributions, columns.units, columns.periods, columns.indicators,
                                     children, versions, columns.numerators, columns.denominators, columns.reported));
  return ReadRollUps(rows);
}

absl::StatusOr<std::vector<IndicatorTotal>> ReadTotals(pg::Transaction& tx, const std::string& unit_id,
                                                       const Period& period,
                                                       const std::vector<std::string>& indicator_ids, bool every,
                                                       std::span<const RowsOf> rows_of) {
  const RowColumns columns(rows_of);
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kReadTotals, unit_id, period.text, indicator_ids, every, period.year,
                                     columns.units, columns.superiors, columns.weights, columns.are_contributions));
  std::vector<IndicatorTotal> totals;
  for (const pg::Row row : rows) {
    IndicatorTotal total{ReadIndicator(row), row.Get<bool>("present"), row.Get<std::int64_t>("version"), ReadTotal(row),
                         std::nullopt};
    if (row.Get<bool>("has_own"))
      total.own = {row.Get<std::int64_t>("own_numerator"), row.Get<std::int64_t>("own_denominator")};
    totals.push_back(std::move(total));
  }
  return totals;
}

absl::StatusOr<std::vector<Addend>> ListAddends(pg::Transaction& tx, std::span<const RowsOf> rows_of,
                                                const std::string& period, const std::string& indicator_id) {
  const RowColumns columns(rows_of);
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListAddends, columns.units, columns.superiors,
                                                            columns.are_contributions, period, indicator_id));
  std::vector<Addend> addends;
  addends.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) {
    addends.push_back(
        {static_cast<std::size_t>(row.Get<std::int64_t>("place")), row.Get<std::int64_t>("version"), ReadTotal(row)});
  }
  return addends;
}

}  // namespace dondoc::indicator
