// Whose an object is that a question about access names (common/rpc/explain). Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

// Of a unit it is the unit itself. Of groups that help, those of `unit_ids` alone. NOT_FOUND where there is no such
// object.
absl::StatusOr<access::Parties> FindParties(const Context& context, const std::string& object,
                                            const std::vector<std::string>& unit_ids);

}  // namespace dondoc::assignment
