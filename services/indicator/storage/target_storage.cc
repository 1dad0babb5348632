#include "services/indicator/storage/target_storage.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/indicator/storage/sql.h"

namespace dondoc::indicator {
namespace {

Target ReadTarget(const pg::Row& row) {
  return {
      .id = row.Get<std::string>("id"),
      .directive_id = row.Get<std::optional<std::string>>("directive_id"),
      .directive_number = row.Get<std::string>("directive_number"),
      .unit_id = row.Get<std::string>("unit_id"),
      .text = row.Get<std::string>("text"),
      .comparator = ParseComparator(row.Get<std::string>("comparator")).value(),
      .value = row.Get<std::optional<std::string>>("value"),
      .measure = row.Get<std::string>("measure"),
      .from_year = row.Get<std::int32_t>("from_year"),
      .to_year = row.Get<std::int32_t>("to_year"),
      .indicator_id = row.Get<std::optional<std::string>>("indicator_id"),
      .indicator_code = row.Get<std::string>("indicator_code"),
      .version = row.Get<std::int64_t>("version"),
  };
}

std::vector<Target> ReadTargets(const pg::Result& rows) {
  std::vector<Target> targets;
  for (const pg::Row row : rows) targets.push_back(ReadTarget(row));
  return targets;
}

}  // namespace

absl::Status InsertTargets(pg::Transaction& tx, std::span<const Target> targets, TimePoint now) {
  std::vector<std::string> ids, numbers, units, texts, comparators, measures;
  std::vector<std::optional<std::string>> directives, values, indicators;
  std::vector<int> from_years, to_years;
  for (const Target& target : targets) {
    ids.push_back(target.id);
    directives.push_back(target.directive_id);
    numbers.push_back(target.directive_number);
    units.push_back(target.unit_id);
    texts.push_back(target.text);
    comparators.emplace_back(ToString(target.comparator));
    values.push_back(target.value);
    measures.push_back(target.measure);
    from_years.push_back(target.from_year);
    to_years.push_back(target.to_year);
    indicators.push_back(target.indicator_id);
  }
  return tx
      .Execute(sql::kInsertTargets, ids, directives, numbers, units, texts, comparators, values, measures, from_years,
               to_years, indicators, now)
      .status();
}

absl::Status NoSuchTarget(const std::string& id) {
  return Error(absl::StatusCode::kNotFound, "TARGET_NOT_FOUND", "there is no target '" + id + "'",
               {{"field", "target_id"}});
}

absl::StatusOr<Target> LockTarget(pg::Transaction& tx, const std::string& id) {
  if (IsUuid(id)) {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockTarget, id));
    if (!rows.empty()) return ReadTarget(rows[0]);
  }
  return NoSuchTarget(id);
}

absl::StatusOr<std::optional<std::string>> FindTargetUnit(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindTargetUnit, id));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional(rows[0].Get<std::string>("unit_id"));
}

absl::Status LinkTarget(pg::Transaction& tx, const std::string& id, const std::optional<std::string>& indicator_id) {
  return tx.Execute(sql::kLinkTarget, id, indicator_id).status();
}

absl::StatusOr<std::vector<Target>> ListTargets(pg::Transaction& tx, const std::optional<std::string>& unit_id,
                                                const std::optional<std::string>& directive_id,
                                                const access::Filter& seen, const std::optional<std::string>& after,
                                                int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTargets, unit_id, directive_id, after, limit,
                                                            seen.all, seen.own, seen.above));
  return ReadTargets(rows);
}

absl::StatusOr<std::vector<Target>> ListLinkedTargets(pg::Transaction& tx, const std::string& unit_id, int year,
                                                      const access::Filter& seen) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListLinkedTargets, unit_id, year, seen.all, seen.own, seen.above));
  return ReadTargets(rows);
}

}  // namespace dondoc::indicator
