#include "services/notification/app/step_loop.h"

#include <condition_variable>
#include <mutex>

#include "common/log/log.h"
#include "common/status/status.h"

namespace dondoc::notification {

void RunSteps(const std::stop_token& stop, std::string_view name, std::chrono::milliseconds pause,
              const std::function<absl::StatusOr<bool>()>& step) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  while (!stop.stop_requested()) {
    const absl::StatusOr<bool> more = step();
    if (!more.ok()) {
      log::Warning("a step failed and is repeated", {{"loop", name},
                                                     {"code", absl::StatusCodeToString(more.status().code())},
                                                     {"reason", Reason(more.status())},
                                                     {"error", std::string(more.status().message())}});
    }
    if (more.ok() && *more) continue;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace dondoc::notification
