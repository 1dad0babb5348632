// The lock that makes a system run once in its directory. Held until the object is gone, or the process is, however it
// ends.
#pragma once

#include "absl/status/statusor.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {

class RunLock {
 public:
  // Errors: FAILED_PRECONDITION ALREADY_RUNNING with the process number of the other; INTERNAL where the file cannot be
  // made.
  static absl::StatusOr<RunLock> Take(const SystemPaths& paths);
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&&) = delete;
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace dondoc::cli
