// Lines added to a file outside of the database, for good. Thread-safe, also between processes: the file is locked.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace dondoc::audit {

// Adds a line and waits until it is on the disk. The file is opened anew each time, so that it may be renamed away
// (rotated) at any moment; one that is not there is made, for its owner alone. A line that a crash cut short stays
// behind as a line of its own. UNAVAILABLE (AUDIT_FILE_NOT_WRITTEN).
absl::Status AppendDurably(const std::string& file, std::string_view line);

// The lines of a file, or those in its last `tail` bytes, of which the first may be the rest of one; none where it is
// not there. UNAVAILABLE (AUDIT_FILE_NOT_READ).
absl::StatusOr<std::vector<std::string>> ReadLines(const std::string& file,
                                                   std::uintmax_t tail = std::numeric_limits<std::uintmax_t>::max());

}  // namespace dondoc::audit
