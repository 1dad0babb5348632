// Targets added by hand, and a person's decision on what a target is about.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/indicator/app/context.h"
#include "services/indicator/app/once.h"
#include "services/indicator/domain/target.h"

namespace dondoc::indicator::app {

// Adds a target of target.unit_id for the indicator named by code or id, whose measure it takes. Idempotent by request.
// NOT_FOUND (UNIT_NOT_FOUND, INDICATOR_NOT_FOUND), LEVEL_NOT_SERVED, what request.permit says, those of
// CheckNewTarget.
absl::StatusOr<std::string> AddTarget(Context& context, const Request& request, Target target,
                                      const std::string& indicator, const Encode<Target>& encode);

// Links a target to the indicator named by code or id, or to none. Idempotent by request. NOT_FOUND (TARGET_NOT_FOUND,
// INDICATOR_NOT_FOUND), ABORTED (STALE_ETAG) where `version` is given and not the current one, what
// request.permit says, WRONG_KIND of CheckLink.
absl::StatusOr<std::string> LinkTarget(Context& context, const Request& request, const std::string& target_id,
                                       const std::optional<std::string>& indicator, std::optional<std::int64_t> version,
                                       const Encode<Target>& encode);

}  // namespace dondoc::indicator::app
