#include "common/testing/temp_dir.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <system_error>

namespace dondoc::testing {
namespace {

namespace fs = std::filesystem;

constexpr char kMemory[] = "/dev/shm";
// Enough for the servers of several test processes at once. Containers often have 64 MB there.
constexpr std::uintmax_t kRoom = std::uintmax_t{2} << 30U;

bool HasRoom(const fs::path& directory) {
  std::error_code error;
  const fs::space_info space = fs::space(directory, error);
  return !error && space.available >= kRoom && access(directory.c_str(), W_OK) == 0;
}

// Each living TempDir holds a lock on its directory, so one that can be locked has lost its owner.
void RemoveAbandoned(const fs::path& base, const std::string& prefix) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(base, error)) {
    if (!entry.path().filename().string().starts_with(prefix) || !entry.is_directory(error)) continue;
    const int descriptor = open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) continue;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) fs::remove_all(entry.path(), error);
    close(descriptor);
  }
}

}  // namespace

TempDir::TempDir(Medium medium) {
  const std::string base = medium == Medium::kMemory && HasRoom(kMemory) ? kMemory : "/tmp";
  const std::string prefix = fmt::format("dondoc-test-{}-", geteuid());
  // Between mkdtemp and flock a new directory looks abandoned; one process at a time is there.
  const int gate =
      open(fmt::format("{}/{}lock", base, prefix).c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (gate >= 0) {
    flock(gate, LOCK_EX);
    RemoveAbandoned(base, prefix);
  }
  std::string name = fmt::format("{}/{}XXXXXX", base, prefix);
  if (mkdtemp(name.data()) == nullptr) {
    fmt::print(stderr, "cannot make a directory in {}: {}\n", base, std::strerror(errno));
    std::abort();
  }
  path_ = name;
  // Servers that drop root must be able to pass.
  chmod(name.c_str(), 0711);
  lock_ = open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  flock(lock_, LOCK_EX | LOCK_NB);
  if (gate >= 0) close(gate);
}

TempDir::~TempDir() {
  std::error_code error;
  fs::remove_all(path_, error);
  if (lock_ >= 0) close(lock_);
}

}  // namespace dondoc::testing
