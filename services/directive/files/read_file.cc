#include "services/directive/files/read_file.h"

#include <utility>

#include "common/status/status.h"
#include "services/directive/files/docx/docx.h"
#include "services/directive/files/encoding/text_bytes.h"
#include "services/directive/files/file_form.h"
#include "services/directive/files/markup/html.h"
#include "services/directive/files/pages/pdf.h"
#include "services/directive/files/pages/picture.h"

namespace dondoc::directive::files {
namespace {

bool IsText(FileForm form) { return form == FileForm::kText || form == FileForm::kHtml; }

absl::Status CheckSize(size_t bytes, size_t limit, std::string_view what) {
  if (bytes == 0) {
    return InvalidField("file", "EMPTY_FILE", "the file is empty; a directive has a text");
  }
  if (bytes > limit) {
    return InvalidField(
        "file", "FILE_TOO_LARGE",
        std::string(what) + " has " + std::to_string(bytes) + " bytes, want at most " + std::to_string(limit));
  }
  return absl::OkStatus();
}

FileText Decoded(DecodedText decoded) {
  FileText file{.text = std::move(decoded.text)};
  if (!decoded.encoding.empty()) file.notes.push_back("the text was in the encoding " + decoded.encoding);
  return file;
}

// UTF-8 from a document whose fonts may have been those of an older encoding.
absl::StatusOr<FileText> Repaired(const absl::StatusOr<std::string>& text) {
  DONDOC_RETURN_IF_ERROR(text.status());
  return Decoded(RepairText(*text));
}

// Pages, whose fonts may have been such, too.
absl::StatusOr<FileText> Paged(absl::StatusOr<PagesText> pages) {
  DONDOC_RETURN_IF_ERROR(pages.status());
  FileText file = Decoded(RepairText(pages->text));
  file.pages = pages->pages;
  file.notes.insert(file.notes.end(), pages->notes.begin(), pages->notes.end());
  return file;
}

absl::StatusOr<FileText> ReadAs(FileForm form, std::string_view bytes, const process::Patience& patience,
                                const Limits& limits) {
  switch (form) {
    case FileForm::kText: {
      DONDOC_ASSIGN_OR_RETURN(DecodedText decoded, DecodeText(bytes));
      return Decoded(std::move(decoded));
    }
    case FileForm::kHtml:
      return Repaired(HtmlText(bytes, limits));
    case FileForm::kDocx:
      return Repaired(DocxText(bytes, limits));
    case FileForm::kPdf:
      return Paged(PdfText(bytes, limits, patience));
    case FileForm::kPng:
    case FileForm::kJpeg:
    case FileForm::kTiff:
      break;
  }
  return Paged(PictureText(bytes, form, limits, patience));
}

}  // namespace

absl::StatusOr<FileText> ReadFile(std::string_view bytes, const process::Patience& patience, const Limits& limits) {
  DONDOC_ASSIGN_OR_RETURN(const FileForm form, FormOf(bytes));
  DONDOC_RETURN_IF_ERROR(CheckSize(bytes.size(), IsText(form) ? limits.text_bytes : limits.document_bytes, "the file"));
  DONDOC_ASSIGN_OR_RETURN(FileText file, ReadAs(form, bytes, patience, limits));
  file.form = form;
  if (file.text.find_first_not_of(" \t\r\n\f\v") == std::string::npos) {
    return InvalidField("file", "EMPTY_FILE", "the file has nothing but white space; a directive has a text");
  }
  DONDOC_RETURN_IF_ERROR(CheckSize(file.text.size(), limits.text_bytes, "the text in the file"));
  return file;
}

}  // namespace dondoc::directive::files
