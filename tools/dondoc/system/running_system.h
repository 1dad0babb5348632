// `dondoc down` and `dondoc status`: about a running system, from another terminal. `var` is as FindSystem takes it.
//
// Errors of both: FAILED_PRECONDITION NOT_RUNNING.
#pragma once

#include <chrono>
#include <iosfwd>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace dondoc::cli {

// Asks the running system to stop and waits until it has.
// Errors: PERMISSION_DENIED NOT_OWNER; DEADLINE_EXCEEDED STILL_RUNNING after `timeout`.
absl::Status RunDown(std::string_view var, std::chrono::milliseconds timeout, std::ostream& out);

// Prints the parts of the running system and what each answers now; returns whether all run and serve.
// Errors: UNAVAILABLE STATE_NOT_READABLE while it starts or stops.
absl::StatusOr<bool> RunStatus(std::string_view var, bool json, std::ostream& out);

}  // namespace dondoc::cli
