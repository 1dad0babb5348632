// A body is no more from a day on.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

// What a unit has open in other services, or did there since a day, in words; asked before it is ended, as this service
// itself. An error where one of them cannot be asked: then nothing is ended.
using AskForWork = std::function<absl::StatusOr<std::vector<std::string>>(const std::string& unit_id, Day day)>;

struct EndUnitCommand {
  RequestKey request;
  std::string unit_id;
  std::optional<Day> to;  // the first day without it; nothing: today
  bool never = false;     // it never was: a mistake
};

// Ends a body that nothing depends on, with its identifiers. One that would have begun on the day or later is on no day
// at all, and in the way of no undone succession. What is open of a body that ends is to be given to others first: a
// succession does that for territories. Publishes the unit; once for each request id.
//   NOT_FOUND            UNIT_NOT_FOUND
//   FAILED_PRECONDITION  HEAD_OF_TERRITORY, UNIT_ENDED  as RenameUnit
//   FAILED_PRECONDITION  UNIT_IN_USE  says by what: bodies below it, people, groups, plans, and what others say
absl::StatusOr<std::string> EndUnit(const Context& context, const EndUnitCommand& command, const AskForWork& ask,
                                    const UnitAnswer& answer);

}  // namespace dondoc::organization
