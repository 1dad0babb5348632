// The text of a file that somebody hands in.
//
// Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace dondoc::directive {

// A directive is some pages of text; what is larger is something else.
inline constexpr size_t kMaxFileBytes = 16 * 1024 * 1024;

// OK where so many bytes can be a directive's file; else INVALID_ARGUMENT with the field "file" and the reason
// EMPTY_FILE or FILE_TOO_LARGE.
absl::Status CheckFileSize(size_t bytes);

// The text of a file: UTF-8 in normal form C, without a byte order mark. INVALID_ARGUMENT with the field "file" and the
// reason EMPTY_FILE (also: nothing but white space), FILE_TOO_LARGE, NOT_UTF8 (metadata "byte", from 0, and "line",
// from 1) or NOT_TEXT (a zero byte; the same metadata).
absl::StatusOr<std::string> FileText(std::string_view bytes);

}  // namespace dondoc::directive
