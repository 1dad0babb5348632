// A background loop over a step function: steps until there is nothing to do, then waits for at most `pause` and looks
// again. Ends promptly when it is asked to stop. Errors are logged and followed by a pause.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string_view>

#include "absl/status/statusor.h"

namespace dondoc::notification {

// `step` says whether there may be more to do at once. It must not throw.
void RunSteps(const std::stop_token& stop, std::string_view name, std::chrono::milliseconds pause,
              const std::function<absl::StatusOr<bool>()>& step);

}  // namespace dondoc::notification
