#include "services/directive/files/pages/pdf.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/directive/files/pages/ocr.h"
#include "services/directive/files/pages/page_text.h"
#include "services/directive/files/pages/program.h"

namespace dondoc::directive::files {
namespace {

// Scans are rendered at the resolution that tesseract is best at; a page that is larger than A3 to as many pixels.
constexpr const char* kDotsPerInch = "300";
constexpr double kLargestSide = 1191;  // points
constexpr const char* kLargestPixels = "4960";
// A page with less may be a scan with a stamp on it.
constexpr int kStampLetters = 500;

absl::Status CannotRead(const process::Finished& run) {
  const std::string said = FirstLine(run.errors);
  if (run.errors.find("ncorrect password") != std::string::npos ||
      run.errors.find("not allowed") != std::string::npos) {
    return InvalidField("file", "PDF_ENCRYPTED", "the pdf is protected by a password; save it without one");
  }
  return InvalidField("file", "BAD_PDF",
                      "the pdf cannot be read: " + (said.empty() ? run.ended.Describe() : said) + "; save it anew");
}

// "Pages:          12" of pdfinfo.
int PagesOf(const std::string& info) {
  constexpr std::string_view kLabel = "\nPages:";
  const std::string text = "\n" + info;
  const size_t at = text.find(kLabel);
  if (at == std::string::npos) return 0;
  const size_t begin = text.find_first_not_of(' ', at + kLabel.size());
  int pages = 0;
  if (begin != std::string::npos) std::from_chars(text.data() + begin, text.data() + text.size(), pages);
  return pages;
}

// The longer sides of pages, from lines "Page    3 size:  595.32 x 841.92 pts (A4)" of pdfinfo.
std::vector<double> LongerSides(const std::string& info) {
  std::vector<double> sides;
  std::istringstream lines(info);
  for (std::string line; std::getline(lines, line);) {
    int page = 0;
    double width = 0;
    double height = 0;
    if (std::sscanf(line.c_str(), "Page %d size: %lf x %lf", &page, &width, &height) == 3) {
      sides.push_back(std::max(width, height));
    }
  }
  return sides;
}

// Pages with a picture as large as a scan, from the table of pdfimages: page, number, kind, width, height.
std::set<int> PagesWithScans(const std::string& table) {
  constexpr double kScanPixels = 800'000;  // A4 at 100 dpi
  std::set<int> pages;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream columns(line);
    int page = 0;
    int number = 0;
    std::string kind;
    double width = 0;
    double height = 0;
    if (columns >> page >> number >> kind >> width >> height && width * height >= kScanPixels) pages.insert(page);
  }
  return pages;
}

class PdfReader {
 public:
  PdfReader(const process::MemoryFile& file, const Limits& limits, const process::Patience& patience)
      : file_(file), limits_(limits), patience_(patience) {}

  absl::StatusOr<PagesText> Read() {
    DONDOC_RETURN_IF_ERROR(ReadInfo());
    DONDOC_RETURN_IF_ERROR(ReadTexts());
    DONDOC_RETURN_IF_ERROR(RecogniseTheRest());
    return PagesText{JoinPages(texts_), static_cast<int>(texts_.size()), std::move(notes_)};
  }

 private:
  absl::StatusOr<process::Finished> Run(const std::vector<std::string>& argv) const {
    DONDOC_ASSIGN_OR_RETURN(process::Finished run, RunProgram(argv, file_, limits_, patience_));
    if (!run.ended.ok()) return CannotRead(run);
    return run;
  }

  absl::Status ReadInfo() {
    DONDOC_ASSIGN_OR_RETURN(const process::Finished run,
                            Run({"pdfinfo", "-f", "1", "-l", std::to_string(limits_.pages), "-"}));
    const int pages = PagesOf(run.output);
    sides_ = LongerSides(run.output);
    if (pages < 1) return InvalidField("file", "BAD_PDF", "the pdf has no pages; save it anew");
    if (pages > limits_.pages) {
      return InvalidField(
          "file", "TOO_MANY_PAGES",
          "the pdf has " + std::to_string(pages) + " pages, want at most " + std::to_string(limits_.pages));
    }
    texts_.resize(static_cast<size_t>(pages));
    return absl::OkStatus();
  }

  // Columns stay side by side, as the reader of directives wants them; pages end with a form feed.
  absl::Status ReadTexts() {
    DONDOC_ASSIGN_OR_RETURN(const process::Finished run,
                            Run({"pdftotext", "-layout", "-enc", "UTF-8", "-eol", "unix", "-", "-"}));
    if (run.output.size() > limits_.text_bytes) {
      return InvalidField("file", "FILE_TOO_LARGE",
                          "the text of the pdf has " + std::to_string(run.output.size()) + " bytes, want at most " +
                              std::to_string(limits_.text_bytes));
    }
    size_t begin = 0;
    for (std::string& text : texts_) {
      const size_t end = std::min(run.output.find('\f', begin), run.output.size());
      text = run.output.substr(begin, end - begin);
      begin = std::min(end + 1, run.output.size());
    }
    return absl::OkStatus();
  }

  // Pages without text, and scans that a program has stamped with a few lines, as it does when it signs them.
  absl::StatusOr<std::vector<int>> FindScans() {
    bool doubtful = false;
    for (const std::string& text : texts_) doubtful |= HasText(text) && LettersOf(text) < kStampLetters;
    std::set<int> scans;
    if (doubtful) {
      DONDOC_ASSIGN_OR_RETURN(const process::Finished run, Run({"pdfimages", "-list", "-"}));
      scans = PagesWithScans(run.output);
    }
    std::vector<int> found;
    for (size_t i = 0; i < texts_.size(); ++i) {
      const int page = static_cast<int>(i) + 1;
      if (!HasText(texts_[i]) || (LettersOf(texts_[i]) < kStampLetters && scans.contains(page))) found.push_back(page);
    }
    return found;
  }

  absl::Status RecogniseTheRest() {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<int> scanned, FindScans());
    if (scanned.empty()) return absl::OkStatus();
    if (static_cast<int>(scanned.size()) > limits_.ocr_pages) {
      return InvalidField("file", "TOO_MANY_PAGES",
                          std::to_string(scanned.size()) + " pages of the pdf are scanned, want at most " +
                              std::to_string(limits_.ocr_pages));
    }
    const auto render = [&](int i) { return Render(scanned[static_cast<size_t>(i)]); };
    DONDOC_ASSIGN_OR_RETURN(std::vector<std::string> texts,
                            RecognisePages(static_cast<int>(scanned.size()), render, limits_, patience_));
    for (size_t i = 0; i < scanned.size(); ++i) texts_[static_cast<size_t>(scanned[i]) - 1] = std::move(texts[i]);
    notes_.push_back(OcrNote(scanned, static_cast<int>(texts_.size())));
    return absl::OkStatus();
  }

  // A page as a picture. Thread-safe.
  absl::StatusOr<PageImage> Render(int page) const {
    const auto index = static_cast<size_t>(page) - 1;
    const bool large = index < sides_.size() && sides_[index] > kLargestSide;
    const std::string number = std::to_string(page);
    DONDOC_ASSIGN_OR_RETURN(const process::Finished run,
                            Run({"pdftoppm", "-f", number, "-l", number, large ? "-scale-to" : "-r",
                                 large ? kLargestPixels : kDotsPerInch, "-gray", "-"}));
    DONDOC_ASSIGN_OR_RETURN(process::MemoryFile picture, process::MemoryFile::Create(run.output));
    return PageImage{std::move(picture), 0};
  }

  const process::MemoryFile& file_;
  const Limits& limits_;
  const process::Patience& patience_;
  std::vector<double> sides_;  // of pages, in points
  std::vector<std::string> texts_;
  std::vector<std::string> notes_;
};

}  // namespace

absl::StatusOr<PagesText> PdfText(std::string_view bytes, const Limits& limits, const process::Patience& patience) {
  DONDOC_ASSIGN_OR_RETURN(const process::MemoryFile file, process::MemoryFile::Create(bytes));
  return PdfReader(file, limits, patience).Read();
}

}  // namespace dondoc::directive::files
