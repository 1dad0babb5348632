#include "services/indicator/storage/succession_storage.h"

#include "common/status/status.h"
#include "services/indicator/storage/sql.h"

namespace dondoc::indicator {

absl::StatusOr<EndingUnits> PreviewSuccession(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kPreviewSuccession, succession_id));
  const pg::Row row = rows[0];
  return EndingUnits{.units = row.Get<std::int64_t>("units"),
                     .reports = row.Get<std::int64_t>("reports"),
                     .values = row.Get<std::int64_t>("held"),
                     .divided_values = row.Get<std::int64_t>("divided_values"),
                     .divided_units = row.Get<std::int64_t>("divided_units"),
                     .targets = row.Get<std::int64_t>("targets")};
}

absl::StatusOr<std::vector<std::string>> ListSuccessionUses(pg::Transaction& tx, const std::string& succession_id,
                                                            int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSuccessionUses, succession_id, limit));
  std::vector<std::string> uses;
  for (const pg::Row row : rows) uses.push_back(row.Get<std::string>("text"));
  return uses;
}

absl::StatusOr<std::vector<std::string>> ListUnitUses(pg::Transaction& tx, const std::string& unit_id, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitUses, unit_id, StartOf(day), day));
  std::vector<std::string> uses;
  for (const pg::Row row : rows) uses.push_back(row.Get<std::string>("text"));
  return uses;
}

}  // namespace dondoc::indicator
