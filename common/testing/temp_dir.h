// A directory of a test's own under /tmp, removed with everything in it at the end.
#pragma once

#include <filesystem>

namespace dondoc::testing {

// Also removes the directories of this user's tests that died without removing theirs.
// Thread-safety: different objects from any thread.
class TempDir {
 public:
  TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace dondoc::testing
