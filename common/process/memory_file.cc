#include "common/process/memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "common/status/status.h"

namespace dondoc::process {

absl::StatusOr<MemoryFile> MemoryFile::Create(std::string_view bytes) {
  MemoryFile file(memfd_create("dondoc", MFD_CLOEXEC));
  if (file.descriptor_ < 0) return Internal(std::string("memfd_create: ") + std::strerror(errno));
  while (!bytes.empty()) {
    const ssize_t written = write(file.descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Internal(std::string("a file in memory: ") + std::strerror(errno));
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  file.Rewind();
  return file;
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

MemoryFile& MemoryFile::operator=(MemoryFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

void MemoryFile::Rewind() const { lseek(descriptor_, 0, SEEK_SET); }

absl::StatusOr<MemoryFile> MemoryFile::Reopen() const {
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor_);
  MemoryFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.descriptor_ < 0) return Internal(path + ": " + std::strerror(errno));
  return file;
}

std::string MemoryFile::Read(std::uint64_t limit) const {
  struct stat found = {};
  if (fstat(descriptor_, &found) != 0) return "";
  std::string bytes(std::min<std::uint64_t>(static_cast<std::uint64_t>(found.st_size), limit), '\0');
  size_t at = 0;
  while (at < bytes.size()) {
    const ssize_t got = pread(descriptor_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    at += static_cast<size_t>(got);
  }
  bytes.resize(at);
  return bytes;
}

}  // namespace dondoc::process
