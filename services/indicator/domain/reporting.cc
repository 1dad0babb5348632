#include "services/indicator/domain/reporting.h"

#include <algorithm>

#include "common/status/status.h"

namespace dondoc::indicator {

bool IsExpectedToReport(const ReportingUnit& unit, const Period& period) {
  return unit.level == "COMMUNE" && unit.kind == "UBND" && (!unit.valid_from || *unit.valid_from <= period.last) &&
         (!unit.valid_to || *unit.valid_to > period.last);
}

absl::Status CheckExistsIn(const ReportingUnit& unit, const Period& period) {
  if ((!unit.valid_from || *unit.valid_from <= period.last) && (!unit.valid_to || *unit.valid_to > period.first)) {
    return absl::OkStatus();
  }
  return InvalidField("unit_id", "UNIT_NOT_VALID", unit.name + " does not exist in " + period.text);
}

absl::Status CheckMayReport(const ReportingUnit& unit, const std::string& caller) {
  const auto& above = unit.superior_ids;
  if (caller.empty() || caller == unit.id || std::find(above.begin(), above.end(), caller) != above.end()) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_UNIT",
               "numbers of " + unit.name + " are reported by itself or by a unit above it", {{"field", "unit_id"}});
}

}  // namespace dondoc::indicator
