#include "services/assignment/events/duty_tick.h"

#include "common/status/status.h"
#include "services/assignment/app/make_next_occurrences.h"

namespace dondoc::assignment {

absl::StatusOr<bool> DutyTick::Step() {
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t made, MakeNextOccurrences(context_, levels_, batch_));
  return made > 0;
}

}  // namespace dondoc::assignment
