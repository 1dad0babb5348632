// A file without a name, in memory: what a program reads or writes without anything that would have to be removed.
//
// Thread-safety: const functions from any thread, but for Rewind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace dondoc::process {

class MemoryFile {
 public:
  // A file with these bytes. INTERNAL where the system refuses.
  static absl::StatusOr<MemoryFile> Create(std::string_view bytes = {});

  MemoryFile(MemoryFile&& other) noexcept;
  MemoryFile& operator=(MemoryFile&& other) noexcept;
  ~MemoryFile();

  // The descriptor, for ProcessSpec; it stays this object's.
  int descriptor() const { return descriptor_; }
  // Whoever reads or writes next begins at the start.
  void Rewind() const;
  // The same bytes, read-only, with a position of its own. INTERNAL where the system refuses.
  absl::StatusOr<MemoryFile> Reopen() const;
  // What is in it, at most the first `limit` bytes.
  std::string Read(std::uint64_t limit) const;

 private:
  explicit MemoryFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

}  // namespace dondoc::process
