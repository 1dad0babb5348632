// `dondoc up`: a whole system on one machine, from nothing to running, watched until it is asked to stop.
#pragma once

#include <iosfwd>
#include <string_view>

#include "absl/status/status.h"
#include "tools/dondoc/system/system_parts.h"

namespace dondoc::cli {

// Returns after SIGINT, SIGTERM or SIGHUP has stopped the system in order, or after an error. `var` is as FindSystem
// takes it; progress goes to `out`. To be called from the main thread, before any other thread exists. Errors:
// FAILED_PRECONDITION ALREADY_RUNNING, PROGRAMS_MISSING, DIRECTORY_NOT_USABLE; CANCELLED INTERRUPTED; INTERNAL
// PART_FAILED with the end of that part's log; those of common/private_servers.
absl::Status RunUp(std::string_view var, const SystemOptions& options, std::ostream& out);

}  // namespace dondoc::cli
