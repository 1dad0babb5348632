#include "services/directive/domain/file_text.h"

#include <algorithm>

#include "common/status/status.h"
#include "common/text/utf8.h"

namespace dondoc::directive {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

absl::Status BadByte(std::string_view reason, std::string_view what, std::string_view bytes, size_t at) {
  const auto line = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  const std::string byte_text = std::to_string(at);
  const std::string line_text = std::to_string(line);
  const absl::Status status = InvalidField(
      "file", reason,
      std::string(what) + " at byte " + byte_text + ", line " + line_text + "; save it as UTF-8 text and try again");
  return WithMetadata(WithMetadata(status, "byte", byte_text), "line", line_text);
}

}  // namespace

absl::Status CheckFileSize(size_t bytes) {
  if (bytes == 0) {
    return InvalidField("file", "EMPTY_FILE", "the file is empty; a directive has a text");
  }
  if (bytes > kMaxFileBytes) {
    return InvalidField(
        "file", "FILE_TOO_LARGE",
        "the file has " + std::to_string(bytes) + " bytes, want at most " + std::to_string(kMaxFileBytes));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> FileText(std::string_view bytes) {
  DONDOC_RETURN_IF_ERROR(CheckFileSize(bytes.size()));
  if (const auto at = FirstInvalidUtf8(bytes)) {
    return BadByte("NOT_UTF8", "the file is not UTF-8", bytes, *at);
  }
  if (const size_t at = bytes.find('\0'); at != std::string_view::npos) {
    return BadByte("NOT_TEXT", "the file has a zero byte", bytes, at);
  }
  if (bytes.starts_with(kByteOrderMark)) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  if (bytes.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos) {
    return InvalidField("file", "EMPTY_FILE", "the file has nothing but white space; a directive has a text");
  }
  return ToNfc(bytes);
}

}  // namespace dondoc::directive
