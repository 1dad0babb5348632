// A body stands below another one from a day on.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

struct MoveUnitCommand {
  RequestKey request;
  std::string unit_id;
  std::string superior_id;
  std::optional<Day> from;  // nothing: today
};

// With everything below it. Publishes all of them; once for each request id.
//   NOT_FOUND            UNIT_NOT_FOUND
//   FAILED_PRECONDITION  HEAD_OF_TERRITORY, UNIT_ENDED, DAY_BEFORE_LAST  as RenameUnit
//   INVALID_ARGUMENT     OTHER_TERRITORY  the superior is of another territory
//   INVALID_ARGUMENT     SUPERIOR_ENDED   it does not exist on the day, or ends before the body does
//   INVALID_ARGUMENT     BELOW_ITSELF     it is the body, or will stand below it
absl::StatusOr<std::string> MoveUnit(const Context& context, const MoveUnitCommand& command, const UnitAnswer& answer);

}  // namespace dondoc::organization
