// The assignment that an argument means.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace dondoc::cli {

class Session;

// An id as it is; otherwise the one assignment whose id begins with `text`. NOT_FOUND (ASSIGNMENT_NOT_FOUND);
// INVALID_ARGUMENT (AMBIGUOUS_ASSIGNMENT) with those that may be meant.
absl::StatusOr<std::string> FindAssignmentId(Session& session, const std::string& text);

}  // namespace dondoc::cli
