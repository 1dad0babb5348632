// Identifiers of units to rows and back. Free functions over a transaction; errors are those of pg::Transaction,
// besides what is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/domain/identifier.h"

namespace dondoc::organization {

// All that the unit has or had, by scheme and day.
absl::StatusOr<std::vector<UnitIdentifier>> ListIdentifiers(pg::Transaction& tx, const std::string& unit_id);

// The unit's identifier of the scheme from its first day on, in place of the one that it has; an empty value is none.
// ALREADY_EXISTS (IDENTIFIER_TAKEN) where another unit has it.
absl::Status PutIdentifier(pg::Transaction& tx, const std::string& unit_id, IdentifierScheme scheme,
                           const std::string& value, std::optional<Day> from);

// The id of the unit that has it on the day.
absl::StatusOr<std::optional<std::string>> FindIdentified(pg::Transaction& tx, const std::string& value, Day day);

}  // namespace dondoc::organization
