#include "services/indicator/storage/indicator_storage.h"

#include "common/ids/id_generator.h"
#include "common/postgres/sqlstate.h"
#include "common/status/status.h"
#include "services/indicator/storage/sql.h"

namespace dondoc::indicator {
namespace {

std::vector<Indicator> ReadIndicators(const pg::Result& rows) {
  std::vector<Indicator> indicators;
  for (const pg::Row row : rows) indicators.push_back(ReadIndicator(row));
  return indicators;
}

}  // namespace

Indicator ReadIndicator(const pg::Row& row) {
  return {
      .id = row.Get<std::string>("id"),
      .code = row.Get<std::string>("code"),
      .name = row.Get<std::string>("name"),
      .kind = ParseIndicatorKind(row.Get<std::string>("kind")).value(),
      .measure = row.Get<std::string>("measure"),
      .over_time = ParseOverTime(row.Get<std::string>("over_time")).value(),
      .description = row.Get<std::string>("description"),
      .created_at = row.Get<TimePoint>("created_at"),
  };
}

absl::Status InsertIndicator(pg::Transaction& tx, const Indicator& indicator) {
  const absl::Status inserted =
      tx.Execute(sql::kInsertIndicator, indicator.id, indicator.code, indicator.name, ToString(indicator.kind),
                 indicator.measure, ToString(indicator.over_time), indicator.description, indicator.created_at)
          .status();
  if (pg::ConstraintOf(inserted) == "indicator_code_key") {
    return Error(absl::StatusCode::kAlreadyExists, "CODE_TAKEN", "there is an indicator " + indicator.code + " already",
                 {{"field", "indicator.code"}});
  }
  return inserted;
}

absl::Status KeepIndicators(pg::Transaction& tx, std::span<const Indicator> indicators) {
  std::vector<std::string> ids, codes, names, kinds, measures, over_times, descriptions;
  std::vector<TimePoint> times;
  for (const Indicator& indicator : indicators) {
    ids.push_back(indicator.id);
    codes.push_back(indicator.code);
    names.push_back(indicator.name);
    kinds.emplace_back(ToString(indicator.kind));
    measures.push_back(indicator.measure);
    over_times.emplace_back(ToString(indicator.over_time));
    descriptions.push_back(indicator.description);
    times.push_back(indicator.created_at);
  }
  return tx.Execute(sql::kKeepIndicators, ids, codes, names, kinds, measures, over_times, descriptions, times).status();
}

absl::StatusOr<std::vector<Indicator>> FindIndicators(pg::Transaction& tx, const std::vector<std::string>& names) {
  std::vector<std::string> ids;
  for (const std::string& name : names) {
    if (IsUuid(name)) ids.push_back(name);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindIndicators, names, ids));
  return ReadIndicators(rows);
}

absl::StatusOr<Indicator> GetIndicator(pg::Transaction& tx, const std::string& name) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<Indicator> found, FindIndicators(tx, {name}));
  if (found.empty()) {
    return Error(absl::StatusCode::kNotFound, "INDICATOR_NOT_FOUND", "there is no indicator '" + name + "'",
                 {{"field", "indicator"}});
  }
  return std::move(found.front());
}

absl::StatusOr<std::vector<Indicator>> ListIndicators(pg::Transaction& tx, const std::string& after, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListIndicators, after, limit));
  return ReadIndicators(rows);
}

}  // namespace dondoc::indicator
