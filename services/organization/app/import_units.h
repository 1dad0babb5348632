// Imports a list of territories, each with its UBND.
//
// A list that is the first, or has a first day, exists (from that day). Another one is *planned*: its units are there
// to be looked at, equipped and named in a succession, and exist on no day until one brings them in. What is imported
// later under a known list exists since that list does.
//
// A known territory that the file says something new of has a new state from the first day where one is given, until
// the next state that is known already: what is planned for later stays, and is changed with its own first day. Without
// a day the file corrects what was wrong today, in the whole state that the territory is in under the list (or was in
// last). A file may be a part of the list, below territories that are there already.
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
  std::optional<Day> valid_from;  // first day of what is new
};

struct ImportOutcome {
  int created = 0;
  int changed = 0;
  int unchanged = 0;
  bool planned = false;  // the new territories are planned
};

// All or nothing, in one transaction with its facts. The first import of all makes the Government, too. Territories
// that the file does not name stay as they are; a renamed one takes along the names of its bodies. INVALID_ARGUMENT as
// ReadTerritoryList and PlanImport say.
absl::StatusOr<std::string> ImportUnits(const Context& context, const ImportCommand& command,
                                        const std::function<std::string(const ImportOutcome&)>& answer);

}  // namespace dondoc::organization
