// Files of any form become text: the one door of this room.
//
// Text and Markdown in any encoding that Vietnamese was written in, HTML, docx, pdf, and pictures of pages (png, jpeg,
// tiff). pdf and pictures are read by programs of their own, poppler's and tesseract, in bounded child processes.
//
// Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/process/run_bounded.h"
#include "services/directive/domain/file_form.h"
#include "services/directive/files/limits.h"

namespace dondoc::directive::files {

struct FileText {
  std::string text;  // UTF-8 in normal form C; more than white space
  FileForm form = FileForm::kText;
  int pages = 0;                   // 0 where the form has none of its own
  std::vector<std::string> notes;  // what a person should know of how it was read
};

// Reads a file. Errors: INVALID_ARGUMENT with the field "file" and the reason EMPTY_FILE (also: without any text),
// FILE_TOO_LARGE, NOT_UTF8 and NOT_TEXT (encoding/text_bytes.h), OLD_WORD_FILE and FORM_NOT_READ (file_form.h),
// FILE_TOO_COMPLEX, BAD_DOCX, ARCHIVE_TOO_LARGE, BAD_PDF, PDF_ENCRYPTED, BAD_PICTURE, PICTURE_TOO_LARGE, TOO_MANY_PAGES
// (limits.h); FAILED_PRECONDITION PDF_READER_NOT_INSTALLED or OCR_NOT_INSTALLED; RESOURCE_EXHAUSTED OCR_BUSY;
// DEADLINE_EXCEEDED or CANCELLED where nobody waits any more.
absl::StatusOr<FileText> ReadFile(std::string_view bytes, const process::Patience& patience, const Limits& limits = {});

}  // namespace dondoc::directive::files
