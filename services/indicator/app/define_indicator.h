// Adds an indicator to the catalogue.
#pragma once

#include <span>
#include <string>

#include "absl/status/statusor.h"
#include "services/indicator/app/context.h"
#include "services/indicator/app/once.h"
#include "services/indicator/domain/indicator.h"

namespace dondoc::indicator::app {

// Defines `definition` (its id and time are given here) and publishes IndicatorDefined to all levels. Idempotent by
// request. Errors: those of CheckDefinition; ALREADY_EXISTS (CODE_TAKEN); FAILED_PRECONDITION (LEVEL_NOT_SERVED) where
// the central level is served elsewhere.
absl::StatusOr<std::string> DefineIndicator(Context& context, const Request& request, Indicator definition,
                                            const Encode<Indicator>& encode);

}  // namespace dondoc::indicator::app
