// The next occurrences of recurring duties.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

// Makes the next occurrence of at most `limit` duties of units of these levels ("COMMUNE") whose latest one is
// completed or past its day. Returns how many duties were taken up; 0 where none was left. Each occurrence is made
// exactly once, however many processes run this and whenever they die.
absl::StatusOr<std::int64_t> MakeNextOccurrences(const Context& context, const std::vector<std::string>& levels,
                                                 int limit);

}  // namespace dondoc::assignment
