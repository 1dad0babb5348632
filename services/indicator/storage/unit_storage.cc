#include "services/indicator/storage/unit_storage.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/indicator/storage/sql.h"

namespace dondoc::indicator {

absl::StatusOr<std::map<std::string, ReportingUnit>> FindReportingUnits(pg::Transaction& tx,
                                                                        const std::vector<std::string>& ids) {
  std::vector<std::string> wanted;
  for (const std::string& id : ids) {
    if (IsUuid(id)) wanted.push_back(id);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindReportingUnits, wanted));
  std::map<std::string, ReportingUnit> units;
  for (const pg::Row row : rows) {
    ReportingUnit unit{
        .id = row.Get<std::string>("id"),
        .name = row.Get<std::string>("name"),
        .level = row.Get<std::string>("level"),
        .kind = row.Get<std::string>("kind"),
        .superior_id = row.Get<std::optional<std::string>>("superior_id"),
        .superior_level = row.Get<std::optional<std::string>>("superior_level"),
        .superior_ids = row.Get<std::vector<std::string>>("superior_ids"),
        .valid_from = row.Get<std::optional<Day>>("valid_from"),
        .valid_to = row.Get<std::optional<Day>>("valid_to"),
    };
    std::string id = unit.id;
    units.emplace(std::move(id), std::move(unit));
  }
  return units;
}

absl::StatusOr<ReportingUnit> GetReportingUnit(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(auto units, FindReportingUnits(tx, {id}));
  if (units.empty()) {
    return Error(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND", "there is no unit '" + id + "'",
                 {{"field", "unit_id"}});
  }
  return std::move(units.begin()->second);
}

absl::StatusOr<std::vector<MissingUnit>> ListMissingUnits(pg::Transaction& tx, const std::vector<std::string>& expected,
                                                          const Period& period, const std::string& indicator_id,
                                                          const std::optional<std::string>& after, int limit, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListMissingUnits, expected, period.text, indicator_id, after, limit, day));
  std::vector<MissingUnit> units;
  for (const pg::Row row : rows) {
    units.push_back({row.Get<std::string>("id"), row.Get<std::string>("name"), row.Get<std::string>("superior_name")});
  }
  return units;
}

absl::StatusOr<std::map<std::string, UnitName>> FindUnitNames(pg::Transaction& tx, const std::vector<std::string>& ids,
                                                              Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindUnitNames, ids, day));
  std::map<std::string, UnitName> names;
  for (const pg::Row row : rows) {
    names.emplace(row.Get<std::string>("id"),
                  UnitName{row.Get<std::string>("name"), row.Get<std::optional<Day>>("valid_from"),
                           row.Get<std::optional<Day>>("valid_to")});
  }
  return names;
}

}  // namespace dondoc::indicator
