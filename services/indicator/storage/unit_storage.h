// What this service asks of its local copy of the unit tree. Free functions over a transaction; errors are those of
// pg::Transaction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/indicator/domain/period.h"
#include "services/indicator/domain/reporting.h"

namespace dondoc::indicator {

// Those of the units that the copy has, by id. What is no UUID names none.
absl::StatusOr<std::map<std::string, ReportingUnit>> FindReportingUnits(pg::Transaction& tx,
                                                                        const std::vector<std::string>& ids);

// One unit. NOT_FOUND, reason UNIT_NOT_FOUND, field "unit_id".
absl::StatusOr<ReportingUnit> GetReportingUnit(pg::Transaction& tx, const std::string& id);

struct MissingUnit {
  std::string id;
  std::string name;
  std::string superior_name;
};

// Which of the units that are expected to report an indicator have not, by name, after the unit `after`; at most
// `limit`. Names and places are those of `day`.
absl::StatusOr<std::vector<MissingUnit>> ListMissingUnits(pg::Transaction& tx, const std::vector<std::string>& expected,
                                                          const Period& period, const std::string& indicator_id,
                                                          const std::optional<std::string>& after, int limit, Day day);

// What a unit is called, and the days on which it exists.
struct UnitName {
  std::string name;
  std::optional<Day> valid_from;
  std::optional<Day> valid_to;
};
// Those of the units that the copy has, by id, with the names that they have on `day`.
absl::StatusOr<std::map<std::string, UnitName>> FindUnitNames(pg::Transaction& tx, const std::vector<std::string>& ids,
                                                              Day day);

}  // namespace dondoc::indicator
