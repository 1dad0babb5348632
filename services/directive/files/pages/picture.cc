#include "services/directive/files/pages/picture.h"

#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/status/status.h"
#include "services/directive/files/pages/ocr.h"
#include "services/directive/files/pages/page_text.h"

namespace dondoc::directive::files {
namespace {

// More pages than anybody sends: the chain of a damaged tiff ends here.
constexpr size_t kMostPages = 10'000;

absl::Status Bad(const std::string& what) {
  return InvalidField("file", "BAD_PICTURE", "the picture cannot be read: " + what);
}

// Numbers of a file, where it has so many bytes.
class Bytes {
 public:
  Bytes(std::string_view bytes, bool big) : bytes_(bytes), big_(big) {}

  std::optional<std::uint32_t> Number(std::uint64_t at, int size) const {
    if (at + static_cast<std::uint64_t>(size) > bytes_.size()) return std::nullopt;
    std::uint32_t number = 0;
    for (int i = 0; i < size; ++i) {
      const std::uint64_t from = at + static_cast<std::uint64_t>(big_ ? i : size - 1 - i);
      number = number << 8U | static_cast<unsigned char>(bytes_[from]);
    }
    return number;
  }

 private:
  std::string_view bytes_;
  bool big_;
};

std::optional<PictureSize> PngSize(std::string_view bytes) {
  const Bytes in(bytes, /*big=*/true);
  const auto width = in.Number(16, 4);
  const auto height = in.Number(20, 4);
  if (!width || !height || bytes.substr(12, 4) != "IHDR") return std::nullopt;
  return PictureSize{*width, *height};
}

// Segments up to the frame's head, SOF0 to SOF15 but for three of these numbers.
std::optional<PictureSize> JpegSize(std::string_view bytes) {
  const Bytes in(bytes, /*big=*/true);
  for (std::uint64_t at = 2;;) {
    const auto mark = in.Number(at, 2);
    const auto length = in.Number(at + 2, 2);
    if (!mark || !length || *mark < 0xFF01 || *length < 2) return std::nullopt;
    const bool filler = *mark == 0xFFFF;
    const bool frame = *mark >= 0xFFC0 && *mark <= 0xFFCF && *mark != 0xFFC4 && *mark != 0xFFC8 && *mark != 0xFFCC;
    if (frame) {
      const auto height = in.Number(at + 5, 2);
      const auto width = in.Number(at + 7, 2);
      if (!width || !height) return std::nullopt;
      return PictureSize{*width, *height};
    }
    at += filler ? 1 : 2 + *length;
  }
}

// The directories of a tiff, one a page; each is followed by where the next one is.
std::vector<PictureSize> TiffSizes(std::string_view bytes) {
  constexpr std::uint32_t kWidth = 256;
  constexpr std::uint32_t kHeight = 257;
  constexpr std::uint32_t kShort = 3;
  const Bytes in(bytes, bytes.starts_with("MM"));
  std::vector<PictureSize> pages;
  std::set<std::uint32_t> seen;
  for (auto at = in.Number(4, 4); at && *at != 0 && seen.insert(*at).second && pages.size() < kMostPages;) {
    const auto entries = in.Number(*at, 2);
    if (!entries) return {};
    PictureSize page;
    for (std::uint32_t i = 0; i < *entries; ++i) {
      const std::uint64_t entry = *at + 2 + std::uint64_t{12} * i;
      const auto tag = in.Number(entry, 2);
      const auto type = in.Number(entry + 2, 2);
      const auto value = in.Number(entry + 8, type == kShort ? 2 : 4);
      if (!tag || !value) return {};
      if (tag == kWidth) page.width = *value;
      if (tag == kHeight) page.height = *value;
    }
    pages.push_back(page);
    at = in.Number(*at + 2 + std::uint64_t{12} * *entries, 4);
  }
  return pages;
}

}  // namespace

absl::StatusOr<std::vector<PictureSize>> PictureSizes(std::string_view bytes, FileForm form) {
  std::vector<PictureSize> pages;
  if (form == FileForm::kTiff) {
    pages = TiffSizes(bytes);
  } else if (const auto size = form == FileForm::kPng ? PngSize(bytes) : JpegSize(bytes)) {
    pages.push_back(*size);
  }
  if (pages.empty()) return Bad("it does not say how large it is");
  for (const PictureSize& page : pages) {
    if (page.width == 0 || page.height == 0) return Bad("it says that it is empty");
  }
  return pages;
}

absl::StatusOr<PagesText> PictureText(std::string_view bytes, FileForm form, const Limits& limits,
                                      const process::Patience& patience) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<PictureSize> sizes, PictureSizes(bytes, form));
  const int count = static_cast<int>(sizes.size());
  if (count > limits.ocr_pages) {
    return InvalidField("file", "TOO_MANY_PAGES",
                        "the picture has " + std::to_string(count) + " pages to recognise, want at most " +
                            std::to_string(limits.ocr_pages));
  }
  for (const PictureSize& size : sizes) {
    // Each at most 2^32.
    if (size.width * size.height > limits.picture_pixels) {
      return InvalidField("file", "PICTURE_TOO_LARGE",
                          "the picture has " + std::to_string(size.width) + " x " + std::to_string(size.height) +
                              " pixels, want at most " + std::to_string(limits.picture_pixels) + " together");
    }
  }
  DONDOC_ASSIGN_OR_RETURN(const process::MemoryFile picture, process::MemoryFile::Create(bytes));
  const auto image = [&picture](int page) -> absl::StatusOr<PageImage> {
    DONDOC_ASSIGN_OR_RETURN(process::MemoryFile again, picture.Reopen());
    return PageImage{std::move(again), page};
  };
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> texts, RecognisePages(count, image, limits, patience));
  std::vector<int> pages(texts.size());
  std::iota(pages.begin(), pages.end(), 1);
  return PagesText{JoinPages(texts), count, {OcrNote(pages, count)}};
}

}  // namespace dondoc::directive::files
