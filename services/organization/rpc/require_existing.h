// A question about what is below or around a unit on a day.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "common/time/day.h"

namespace dondoc::organization {

// Whether there is the unit, and exists on the day: a list of what is below a unit that does not would be empty, and
// read as if there were nothing. NOT_FOUND (UNIT_NOT_FOUND); INVALID_ARGUMENT (UNIT_NOT_VALID), with the days on which
// it does. `field` is what they say is at fault.
absl::Status RequireExisting(pg::Transaction& tx, const std::string& unit_id, Day day, std::string_view field);

}  // namespace dondoc::organization
