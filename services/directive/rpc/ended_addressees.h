// What is to be said of a directive that gives something to units which were there on its day, and have ended since.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// A sentence for each name of a unit or a group that has ended, in whole or in part, by `today`, by the copy of the
// tree: where what it gets goes. None for a draft without a day. Errors are those of the database.
absl::StatusOr<std::vector<std::string>> EndedAddressees(pg::Transaction& tx, const Directive& directive, Day today);

}  // namespace dondoc::directive
