// A directory of a test's own, removed with everything in it at the end.
#pragma once

#include <filesystem>

namespace dondoc::testing {

// Also removes the directories of this user's tests that died without removing theirs.
// Thread-safety: different objects from any thread.
class TempDir {
 public:
  // Below /tmp, or for kMemory below /dev/shm where that has room: for servers whose files nobody will want back.
  // PostgreSQL makes a database there ten times as fast.
  enum class Medium { kDisk, kMemory };
  explicit TempDir(Medium medium = Medium::kDisk);
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace dondoc::testing
