// What a succession does to assignments and duties, applied and taken back.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

// Does what is noted for at most `heirs` heirs of one succession, in one transaction: what is open of the units that
// they succeed goes to them, or, where it was undone, everything goes back to what it was. Returns for how many; 0
// where nothing was left. Idempotent, and any number of processes may do it at the same time.
absl::StatusOr<std::int64_t> ApplySuccession(const Context& context, int heirs);

}  // namespace dondoc::assignment
