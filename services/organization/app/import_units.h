// Imports a list of territories, each with its UBND.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

struct ImportCommand {
  RequestKey request;
  std::string code_list;
  std::string file_name;
  std::string csv;
  std::optional<Day> valid_from;
};

struct ImportOutcome {
  int created = 0;
  int changed = 0;
  int unchanged = 0;
};

// All or nothing, in one transaction with its facts. The first import of all makes the Government, too. Territories
// that the file does not name stay as they are; a renamed one takes along the names of its bodies. INVALID_ARGUMENT as
// ReadTerritoryList says.
absl::StatusOr<std::string> ImportUnits(const Context& context, const ImportCommand& command,
                                        const std::function<std::string(const ImportOutcome&)>& answer);

}  // namespace dondoc::organization
