// The archive that a docx is, read from memory within limits.
//
// Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/directive/files/limits.h"

struct zip;

namespace dondoc::directive::files {

class ZipArchive {
 public:
  // `bytes` and `limits` must outlive the archive. INVALID_ARGUMENT with the field "file": BAD_DOCX where it is no
  // whole archive, ARCHIVE_TOO_LARGE where it has too many files.
  static absl::StatusOr<ZipArchive> Open(std::string_view bytes, const Limits& limits);

  // The file with this name, unpacked; nothing where there is none. BAD_DOCX where it is damaged, encrypted or packed
  // in an unusual way; ARCHIVE_TOO_LARGE where it is too large, or all that was read from this archive.
  absl::StatusOr<std::optional<std::string>> Read(const std::string& name);

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };
  ZipArchive(zip* archive, const Limits& limits) : archive_(archive), limits_(&limits) {}

  std::unique_ptr<zip, Closer> archive_;
  const Limits* limits_;
  std::uint64_t read_ = 0;
};

}  // namespace dondoc::directive::files
