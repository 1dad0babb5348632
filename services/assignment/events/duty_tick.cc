#include "services/assignment/events/duty_tick.h"

#include <condition_variable>
#include <mutex>

#include "common/log/log.h"
#include "common/status/status.h"
#include "services/assignment/app/make_next_occurrences.h"

namespace dondoc::assignment {

absl::StatusOr<bool> DutyTick::Step() {
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t made, MakeNextOccurrences(context_, levels_, batch_));
  return made > 0;
}

void DutyTick::Run(std::stop_token stop, std::chrono::milliseconds every) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  while (!stop.stop_requested()) {
    const absl::StatusOr<bool> more = Step();
    if (!more.ok()) log::Warning("duties put off", {{"cause", std::string(more.status().message())}});
    if (more.value_or(false)) continue;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, every, [] { return false; });
  }
}

}  // namespace dondoc::assignment
