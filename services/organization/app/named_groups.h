// Groups of units that go by a name of their own.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/once.h"
#include "services/organization/storage/group_storage.h"

namespace dondoc::organization {

using GroupAnswer = std::function<std::string(const NamedGroup&)>;

// Asked inside the operation with the id of the unit whose group it is.
using PermitOwner = std::function<absl::Status(const std::string& unit_id)>;

// Defines a group; its id is made here. NOT_FOUND (UNIT_NOT_FOUND) for its owner or the unit that it is within;
// INVALID_ARGUMENT (NOT_BELOW) where that is not at or below the owner on the first day, or today; ALREADY_EXISTS
// (GROUP_EXISTS).
absl::StatusOr<std::string> DefineGroup(const Context& context, const RequestKey& request, const NamedGroup& group,
                                        const GroupAnswer& answer);

// An end on its first day or before says that it never was. NOT_FOUND (GROUP_NOT_FOUND); FAILED_PRECONDITION
// (GROUP_ENDED).
absl::StatusOr<std::string> EndGroup(const Context& context, const RequestKey& request, const std::string& group_id,
                                     std::optional<Day> to, const PermitOwner& permit, const GroupAnswer& answer);

}  // namespace dondoc::organization
