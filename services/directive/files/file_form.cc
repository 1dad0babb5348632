#include "services/directive/files/file_form.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/status/status.h"

namespace dondoc::directive::files {
namespace {

using std::string_view_literals::operator""sv;  // NOLINT(misc-unused-using-decls): clang 14 misses its use

struct Beginning {
  std::string_view bytes;
  FileForm form;
};
constexpr std::array<Beginning, 4> kPictures = {{{"\x89PNG\r\n\x1a\n"sv, FileForm::kPng},
                                                 {"\xFF\xD8\xFF"sv, FileForm::kJpeg},
                                                 {"II*\0"sv, FileForm::kTiff},
                                                 {"MM\0*"sv, FileForm::kTiff}}};

constexpr std::string_view kOle = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr std::string_view kZip = "PK\x03\x04"sv;
// Readers of PDF accept bytes before its mark.
constexpr size_t kPdfMarkWithin = 1024;

absl::Status OldWord(const std::string& what) {
  return InvalidField("file", "OLD_WORD_FILE", "the file is " + what + "; open it and save it as docx or pdf");
}

absl::Status NotRead(const std::string& what, const std::string& instead) {
  return InvalidField("file", "FORM_NOT_READ", "the file is " + what + "; save it as " + instead);
}

// A picture of a kind that is not read, or nullptr.
const char* OtherPicture(std::string_view bytes) {
  if (bytes.starts_with("GIF8")) return "a GIF picture";
  if (bytes.starts_with("BM") && bytes.size() > 10 && bytes.substr(6, 4) == "\0\0\0\0"sv) return "a BMP picture";
  if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return "a WebP picture";
  if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") return "a HEIC picture or a film";
  return nullptr;
}

// The beginning of UTF-16 without its zero bytes, which in HTML is ASCII; empty for anything else.
std::string AsciiOf(std::string_view bytes) {
  std::string ascii;
  if (!bytes.starts_with("\xFF\xFE") && !bytes.starts_with("\xFE\xFF")) return ascii;
  for (const char byte : bytes.substr(2, kPdfMarkWithin)) {
    if (byte != '\0') ascii.push_back(byte);
  }
  return ascii;
}

bool StartsWithTag(std::string_view text, std::string_view tag) {
  return text.size() > tag.size() &&
         std::equal(tag.begin(), tag.end(), text.begin(), [](char a, char b) { return a == (b | 0x20) || a == b; });
}

// A part of a page: an element that holds text opens it, and a tag ends it. Markdown, which may open with such an
// element, ends with words.
bool LooksLikeFragment(std::string_view text) {
  constexpr std::array<std::string_view, 18> kElements = {"p",  "div", "table", "center", "span",    "font",
                                                          "h1", "h2",  "h3",    "h4",     "h5",      "h6",
                                                          "ul", "ol",  "b",     "strong", "section", "article"};
  const size_t last = text.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos || text[last] != '>') return false;
  return std::any_of(kElements.begin(), kElements.end(), [&](std::string_view element) {
    const size_t behind = element.size() + 1;
    return text.size() > behind && StartsWithTag(text.substr(1), element) &&
           (text[behind] == '>' || text[behind] == ' ' || text[behind] == '\n' || text[behind] == '\r');
  });
}

}  // namespace

bool LooksLikeHtml(std::string_view text) {
  constexpr std::array<std::string_view, 6> kOpenings = {"<!doctype html", "<html", "<head",
                                                         "<body",          "<meta", "<title"};
  while (true) {
    const size_t at = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at);
    const std::string_view closing = text.starts_with("<!--") ? "-->" : text.starts_with("<?xml") ? "?>" : "";
    if (closing.empty()) break;
    const size_t end = text.find(closing);
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + closing.size());
  }
  return text.front() == '<' && (std::any_of(kOpenings.begin(), kOpenings.end(),
                                             [&](std::string_view opening) { return StartsWithTag(text, opening); }) ||
                                 LooksLikeFragment(text));
}

absl::StatusOr<FileForm> FormOf(std::string_view bytes) {
  for (const Beginning& picture : kPictures) {
    if (bytes.starts_with(picture.bytes)) return picture.form;
  }
  if (bytes.substr(0, kPdfMarkWithin).find("%PDF-") != std::string_view::npos) return FileForm::kPdf;
  if (bytes.starts_with(kZip)) {
    // Names in an archive are not compressed.
    if (bytes.find("word/") != std::string_view::npos) return FileForm::kDocx;
    return NotRead("an archive, and none that Word has written", "docx or pdf");
  }
  if (bytes.starts_with(kOle)) return OldWord("a document of Word 97 to 2003, or of another Office program");
  if (bytes.starts_with("{\\rtf")) return OldWord("Rich Text (rtf)");
  if (const char* picture = OtherPicture(bytes)) return NotRead(picture, "png, jpeg or pdf");
  return LooksLikeHtml(bytes) || LooksLikeHtml(AsciiOf(bytes)) ? FileForm::kHtml : FileForm::kText;
}

bool MayTakeLong(std::string_view bytes) {
  const absl::StatusOr<FileForm> form = FormOf(bytes);
  return form.ok() &&
         (*form == FileForm::kPdf || *form == FileForm::kPng || *form == FileForm::kJpeg || *form == FileForm::kTiff);
}

}  // namespace dondoc::directive::files
