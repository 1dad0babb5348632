// Pictures of pages become text, by tesseract with its Vietnamese data.
//
// How many pages are recognised at once, whoever asks, and how many files are in hand is bounded for the whole process
// (limits.h); others wait their turn. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/process/memory_file.h"
#include "common/process/run_bounded.h"
#include "services/directive/files/limits.h"

namespace dondoc::directive::files {

// A picture, or one page of it, counted from 0.
struct PageImage {
  process::MemoryFile picture;
  int page = 0;
};

// The texts of the pages 0 to `count`-1 of one file, of which `image` makes a picture each; it is called from several
// threads at once. Errors: those of `image` and of RunProgram; INVALID_ARGUMENT BAD_PICTURE (field "file");
// RESOURCE_EXHAUSTED OCR_BUSY, before any work is done, where too many files are in hand already. The first error ends
// the rest.
absl::StatusOr<std::vector<std::string>> RecognisePages(int count,
                                                        const std::function<absl::StatusOr<PageImage>(int)>& image,
                                                        const Limits& limits, const process::Patience& patience);

// "page 3 was read by OCR", "pages 1-4, 7 of 9 were read by OCR". `pages` counts from 1, in order.
std::string OcrNote(const std::vector<int>& pages, int of);

}  // namespace dondoc::directive::files
