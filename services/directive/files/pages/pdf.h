// The text of a pdf: what it has as text by poppler's pdftotext, pages that are pictures by OCR.
//
// Thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/process/run_bounded.h"
#include "services/directive/files/limits.h"
#include "services/directive/files/pages/pages.h"

namespace dondoc::directive::files {

// Errors: those of RunProgram and RecognisePages; INVALID_ARGUMENT with the field "file" and the reason BAD_PDF,
// PDF_ENCRYPTED, TOO_MANY_PAGES (all, or those to recognise).
absl::StatusOr<PagesText> PdfText(std::string_view bytes, const Limits& limits, const process::Patience& patience);

}  // namespace dondoc::directive::files
