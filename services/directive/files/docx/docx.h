// The text of a docx: paragraphs with the numbers that Word writes before them, tables, text boxes, footnotes.
//
// What was deleted under "track changes" is left out, what was inserted is there; headers and footers of pages and
// hidden text are left out. Fonts of TCVN3 and VNI are read as what they show. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/directive/files/limits.h"

namespace dondoc::directive::files {

// Errors: INVALID_ARGUMENT with the field "file" and the reason BAD_DOCX, ARCHIVE_TOO_LARGE, FILE_TOO_COMPLEX.
absl::StatusOr<std::string> DocxText(std::string_view bytes, const Limits& limits);

}  // namespace dondoc::directive::files
