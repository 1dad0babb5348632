#include "tools/dondoc/system/run_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "common/status/status.h"

namespace dondoc::cli {
namespace {

// Commands that look whether a system runs hold the lock for an instant.
constexpr int kTries = 10;
constexpr int kPauseMilliseconds = 20;

}  // namespace

absl::StatusOr<RunLock> RunLock::Take(const SystemPaths& paths) {
  const int descriptor = open(paths.lock_file().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return Internal(fmt::format("open {}: {}", paths.lock_file().string(), std::strerror(errno)));
  RunLock lock(descriptor);
  for (int i = 0; flock(descriptor, LOCK_EX | LOCK_NB) != 0; ++i) {
    if (i == kTries) {
      return FailedPrecondition("ALREADY_RUNNING",
                                fmt::format("dondoc is already running in {} (pid {}); stop it with `dondoc down`",
                                            paths.var().string(), RunningPid(paths)));
    }
    poll(nullptr, 0, kPauseMilliseconds);
  }
  const std::string pid = fmt::format("{}\n", getpid());
  if (ftruncate(descriptor, 0) != 0 || write(descriptor, pid.data(), pid.size()) < 0) {
    return Internal(fmt::format("write {}: {}", paths.lock_file().string(), std::strerror(errno)));
  }
  return lock;
}

RunLock::RunLock(RunLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

RunLock::~RunLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace dondoc::cli
