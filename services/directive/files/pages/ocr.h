// Pictures of pages become text, by tesseract with its Vietnamese data.
//
// At most so many run at once as the machine has processors, but for one, whoever asks; others wait their turn. What
// waits is bounded as well. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/process/memory_file.h"
#include "common/process/run_bounded.h"
#include "services/directive/files/limits.h"

namespace dondoc::directive::files {

// The text of a picture, or of one page of it, counted from 0. Errors: those of RunProgram; INVALID_ARGUMENT
// BAD_PICTURE (field "file"); RESOURCE_EXHAUSTED OCR_BUSY where too many wait already.
absl::StatusOr<std::string> RecognisePage(const process::MemoryFile& picture, int page, const Limits& limits,
                                          const process::Patience& patience);

// "page 3 was read by OCR", "pages 1-4, 7 of 9 were read by OCR". `pages` counts from 1, in order.
std::string OcrNote(const std::vector<int>& pages, int of);

}  // namespace dondoc::directive::files
