#include "services/indicator/storage/value_storage.h"

#include "common/status/status.h"
#include "services/indicator/storage/sql.h"

namespace dondoc::indicator {

absl::Status LockReports(pg::Transaction& tx, std::span<const ReportKey> reports, TimePoint now) {
  std::vector<std::string> units, periods;
  for (const ReportKey& report : reports) {
    units.push_back(report.unit_id);
    periods.push_back(report.period);
  }
  return tx.Execute(sql::kLockReports, units, periods, now).status();
}

absl::StatusOr<std::vector<std::optional<CurrentValue>>> ReadCurrentValues(pg::Transaction& tx,
                                                                           std::span<const CellKey> cells) {
  std::vector<std::string> units, periods, indicators;
  for (const CellKey& cell : cells) {
    units.push_back(cell.unit_id);
    periods.push_back(cell.period);
    indicators.push_back(cell.indicator_id);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kReadCurrentValues, units, periods, indicators));
  std::vector<std::optional<CurrentValue>> values(cells.size());
  for (const pg::Row row : rows) {
    values.at(static_cast<std::size_t>(row.Get<std::int64_t>("ordinal") - 1)) = CurrentValue{
        row.Get<std::int32_t>("revision"), {row.Get<std::int64_t>("numerator"), row.Get<std::int64_t>("denominator")}};
  }
  return values;
}

absl::Status InsertSubmissions(pg::Transaction& tx, std::span<const NewSubmission> submissions, TimePoint now,
                               const std::string& by) {
  std::vector<std::string> ids, units, periods, notes;
  for (const NewSubmission& submission : submissions) {
    ids.push_back(submission.id);
    units.push_back(submission.report.unit_id);
    periods.push_back(submission.report.period);
    notes.push_back(submission.note);
  }
  return tx.Execute(sql::kInsertSubmissions, ids, units, periods, notes, now, by).status();
}

absl::Status InsertValues(pg::Transaction& tx, std::span<const NewValue> values) {
  std::vector<std::string> units, periods, indicators, submissions;
  std::vector<std::string> retired_units, retired_periods, retired_indicators;
  std::vector<int> revisions, retired_revisions;
  std::vector<std::int64_t> numerators, denominators;
  for (const NewValue& value : values) {
    units.push_back(value.key.unit_id);
    periods.push_back(value.key.period);
    indicators.push_back(value.key.indicator_id);
    revisions.push_back(value.revision);
    numerators.push_back(value.number.numerator);
    denominators.push_back(value.number.denominator);
    submissions.push_back(value.submission_id);
    if (value.revision == 1) continue;
    retired_units.push_back(value.key.unit_id);
    retired_periods.push_back(value.key.period);
    retired_indicators.push_back(value.key.indicator_id);
    retired_revisions.push_back(value.revision - 1);
  }
  if (!retired_units.empty()) {
    DONDOC_RETURN_IF_ERROR(
        tx.Execute(sql::kRetireValues, retired_units, retired_periods, retired_indicators, retired_revisions).status());
  }
  return tx.Execute(sql::kInsertValues, units, periods, indicators, revisions, numerators, denominators, submissions)
      .status();
}

absl::StatusOr<std::vector<ReportedValue>> ListValues(pg::Transaction& tx, const ReportKey& report, bool with_revisions,
                                                      const std::optional<ValueCursor>& after, int limit) {
  const auto code = after ? std::optional<std::string>(after->indicator_code) : std::nullopt;
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListValues, report.unit_id, report.period,
                                                            with_revisions, code, after ? after->revision : 0, limit));
  std::vector<ReportedValue> values;
  for (const pg::Row row : rows) {
    values.push_back({
        .indicator_id = row.Get<std::string>("indicator_id"),
        .indicator_code = row.Get<std::string>("indicator_code"),
        .revision = row.Get<std::int32_t>("revision"),
        .current = row.Get<bool>("is_current"),
        .number = {row.Get<std::int64_t>("numerator"), row.Get<std::int64_t>("denominator")},
        .submitted_at = row.Get<TimePoint>("submitted_at"),
        .submitted_by = row.Get<std::string>("submitted_by"),
        .note = row.Get<std::string>("note"),
    });
  }
  return values;
}

absl::StatusOr<std::map<std::string, Number>> ListOwnNumbers(pg::Transaction& tx, const std::vector<std::string>& ids,
                                                             const std::string& period,
                                                             const std::string& indicator_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListOwnNumbers, ids, period, indicator_id));
  std::map<std::string, Number> numbers;
  for (const pg::Row row : rows) {
    numbers.emplace(row.Get<std::string>("unit_id"),
                    Number{row.Get<std::int64_t>("numerator"), row.Get<std::int64_t>("denominator")});
  }
  return numbers;
}

}  // namespace dondoc::indicator
