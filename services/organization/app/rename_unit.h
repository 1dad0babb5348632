// A body is called otherwise from a day on.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

struct RenameUnitCommand {
  RequestKey request;
  std::string unit_id;
  std::string name;
  std::optional<Day> from;  // nothing: today
};

// What it is called until then stays what it was called. A name that ends with that of its territory goes on following
// it. Publishes the unit; once for each request id.
//   NOT_FOUND            UNIT_NOT_FOUND
//   FAILED_PRECONDITION  HEAD_OF_TERRITORY  a UBND is called as its territory is
//   FAILED_PRECONDITION  UNIT_ENDED         it does not exist any more on the day
//   FAILED_PRECONDITION  DAY_BEFORE_LAST    it is known to be called otherwise from a later day on
//   ALREADY_EXISTS       UNIT_EXISTS        its territory has a body of that name
absl::StatusOr<std::string> RenameUnit(const Context& context, const RenameUnitCommand& command,
                                       const UnitAnswer& answer);

}  // namespace dondoc::organization
