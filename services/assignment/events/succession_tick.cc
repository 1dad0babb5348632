#include "services/assignment/events/succession_tick.h"

#include <condition_variable>
#include <mutex>

#include "common/log/log.h"
#include "common/status/status.h"
#include "services/assignment/app/apply_succession.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {

using organization::replica::Succession;

organization::replica::SuccessionStep QueueEnacted() {
  return [](pg::Transaction& tx, const Succession& succession, TimePoint) {
    return QueueSuccession(tx, succession.id, /*undo=*/false);
  };
}

organization::replica::SuccessionStep QueueUndone() {
  return [](pg::Transaction& tx, const Succession& succession, TimePoint) {
    return QueueSuccession(tx, succession.id, /*undo=*/true);
  };
}

absl::StatusOr<bool> SuccessionTick::Step() {
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t done, ApplySuccession(context_, heirs_));
  return done > 0;
}

void SuccessionTick::Run(std::stop_token stop, std::chrono::milliseconds every) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  while (!stop.stop_requested()) {
    const absl::StatusOr<bool> more = Step();
    if (!more.ok()) log::Warning("succession put off", {{"cause", std::string(more.status().message())}});
    if (more.value_or(false)) continue;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, every, [] { return false; });
  }
}

}  // namespace dondoc::assignment
