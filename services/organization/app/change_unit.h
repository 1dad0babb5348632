// What is changed about one body: other names that it goes by, and where its mail goes.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/once.h"

namespace dondoc::organization {

// Adds a name that the unit goes by; one that it has already, by whatever spelling, changes nothing. Others do not keep
// aliases, so no fact is published. NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<std::string> AddAlias(const Context& context, const RequestKey& request, const std::string& unit_id,
                                     const std::string& alias, const UnitAnswer& answer);

// Replaces the unit's mail addresses. NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<std::string> SetContacts(const Context& context, const RequestKey& request, const std::string& unit_id,
                                        const std::vector<std::string>& emails, const UnitAnswer& answer);

}  // namespace dondoc::organization
