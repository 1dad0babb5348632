// Creates one body.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

struct CreateUnitCommand {
  RequestKey request;
  std::string name;
  std::string kind;
  std::string superior_id;
  std::vector<std::string> tags;
  std::vector<std::string> emails;
  std::optional<Day> valid_from;
};

using UnitAnswer = std::function<std::string(const Unit&)>;

// It belongs to the territory of its superior. NOT_FOUND (UNIT_NOT_FOUND) for the superior; ALREADY_EXISTS
// (UNIT_EXISTS) where the territory has a body of that name; FAILED_PRECONDITION (UNIT_ENDED) where the superior no
// longer exists today; INVALID_ARGUMENT (SUPERIOR_ENDED) where it will not on the first day.
absl::StatusOr<std::string> CreateUnit(const Context& context, const CreateUnitCommand& command,
                                       const UnitAnswer& answer);

}  // namespace dondoc::organization
