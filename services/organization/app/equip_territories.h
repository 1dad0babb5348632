// Gives territories the usual bodies of their level.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

struct EquipCommand {
  RequestKey request;
  std::string code_list;
  std::vector<std::string> codes;
  bool with_subtree = false;
  std::optional<Day> day;  // only bodies that exist then
};

// Creates what is missing, once; returns the answer for the number of bodies created. NOT_FOUND (TERRITORY_NOT_FOUND)
// for codes that the list does not have, FAILED_PRECONDITION (UNIT_ENDED) for one whose territory has ended by today:
// then nothing is created. Those that have ended below one that has not are passed over.
absl::StatusOr<std::string> EquipTerritories(const Context& context, const EquipCommand& command,
                                             const std::function<std::string(int created)>& answer);

}  // namespace dondoc::organization
