// The bytes of a text file as UTF-8, whatever it was saved as.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace dondoc::directive::files {

struct DecodedText {
  std::string text;      // UTF-8 in normal form C, without a byte order mark
  std::string encoding;  // "UTF-16", "VNI" ...; empty for UTF-8
};

// Recognises UTF-8, UTF-16 (with a byte order mark, or clearly without one), and where a text is clearly Vietnamese in
// them TCVN3, VNI and VISCII, also as the Western characters that somebody has made of their bytes. Errors:
// INVALID_ARGUMENT with the field "file" and the reason NOT_UTF8 (metadata "byte", from 0, and "line", from 1) or
// NOT_TEXT (a zero byte; the same metadata).
absl::StatusOr<DecodedText> DecodeText(std::string_view bytes);

// `text`, well-formed UTF-8, in normal form C; where its characters are Western ones that stand for the bytes of an
// older encoding, or of UTF-8, decoded. `encoding` says which.
DecodedText RepairText(std::string_view text);

}  // namespace dondoc::directive::files
