// The directive that an argument means.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace dondoc::cli {

class Session;

// An id as it is; otherwise the directive whose number `text` is, or whose id begins with it, as the directive service
// knows it: NOT_FOUND (DIRECTIVE_NOT_FOUND); INVALID_ARGUMENT (AMBIGUOUS_DIRECTIVE) with those that may be meant.
absl::StatusOr<std::string> FindDirectiveId(Session& session, const std::string& text);

}  // namespace dondoc::cli
