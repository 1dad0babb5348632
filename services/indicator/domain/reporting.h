// Who reports numbers, and when. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/time/day.h"
#include "services/indicator/domain/period.h"

namespace dondoc::indicator {

// What this service needs to know of a unit.
struct ReportingUnit {
  std::string id;
  std::string name;
  std::string level;  // "COMMUNE"
  std::string kind;   // "UBND"
  std::optional<std::string> superior_id;
  std::optional<std::string> superior_level;  // nothing where the local copy of the tree does not hold the superior yet
  std::vector<std::string> superior_ids;      // nearest first
  std::optional<Day> valid_from;
  std::optional<Day> valid_to;  // the first day on which it no longer exists
};

// Whether completeness counts this unit: a commune's UBND that exists on the last day of the period. (A form will say
// who reports it; until there are forms, it is the communes.) rpc/tree_question.h says the same by the tree in memory.
bool IsExpectedToReport(const ReportingUnit& unit, const Period& period);

// A unit reports only for periods in which it existed on some day. INVALID_ARGUMENT, reason UNIT_NOT_VALID, field
// "unit_id".
absl::Status CheckExistsIn(const ReportingUnit& unit, const Period& period);

}  // namespace dondoc::indicator
