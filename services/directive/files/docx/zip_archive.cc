#include "services/directive/files/docx/zip_archive.h"

#include <zip.h>

#include "common/status/status.h"

namespace dondoc::directive::files {
namespace {

// Small parts may be packed as well as they like.
constexpr std::uint64_t kRatioFrom = kMebibyte;

absl::Status Bad(const std::string& what) {
  return InvalidField("file", "BAD_DOCX", "the docx cannot be read: " + what + "; open it in Word and save it anew");
}

absl::Status TooLarge(const std::string& what) { return InvalidField("file", "ARCHIVE_TOO_LARGE", what); }

}  // namespace

void ZipArchive::Closer::operator()(zip* archive) const { zip_discard(archive); }

absl::StatusOr<ZipArchive> ZipArchive::Open(std::string_view bytes, const Limits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), /*freep=*/0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive == nullptr) {
    const std::string message = zip_error_strerror(&error);
    zip_error_fini(&error);
    zip_source_free(source);
    return Bad(message);
  }
  ZipArchive opened(archive, limits);
  if (const auto entries = zip_get_num_entries(archive, 0);
      static_cast<std::uint64_t>(entries) > limits.archive_entries) {
    return TooLarge("the archive has " + std::to_string(entries) + " files, want at most " +
                    std::to_string(limits.archive_entries));
  }
  return opened;
}

absl::StatusOr<std::optional<std::string>> ZipArchive::Read(const std::string& name) {
  zip_stat_t stat;
  if (zip_stat(archive_.get(), name.c_str(), 0, &stat) != 0) return std::nullopt;
  constexpr zip_uint64_t kWanted = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if ((stat.valid & kWanted) != kWanted) return Bad(name + " does not say how large it is");
  if (stat.size > limits_->inflated_bytes - read_) {
    return TooLarge(name + " would have " + std::to_string(stat.size) + " bytes unpacked, want at most " +
                    std::to_string(limits_->inflated_bytes) + " together");
  }
  if (stat.size > kRatioFrom && stat.size / limits_->inflated_ratio > stat.comp_size) {
    return TooLarge(name + " would have " + std::to_string(stat.size) + " bytes unpacked, " +
                    std::to_string(limits_->inflated_ratio) + " times as many as packed or more");
  }
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen(archive_.get(), name.c_str(), 0), zip_fclose);
  if (file == nullptr) return Bad(name + ": " + zip_strerror(archive_.get()));
  // The size that the archive states is no more than a promise: one byte more shows whether it is kept.
  std::string content(stat.size + 1, '\0');
  size_t size = 0;
  while (size < content.size()) {
    const zip_int64_t got = zip_fread(file.get(), content.data() + size, content.size() - size);
    if (got < 0) return Bad(name + ": " + zip_file_strerror(file.get()));
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  if (size != stat.size) return Bad(name + " is not as large as the archive says");
  content.resize(size);
  read_ += size;
  return content;
}

}  // namespace dondoc::directive::files
