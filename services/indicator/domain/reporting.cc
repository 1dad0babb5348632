#include "services/indicator/domain/reporting.h"

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

}  // namespace dondoc::indicator
