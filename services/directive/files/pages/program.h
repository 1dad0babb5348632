// The programs that read pages: those of poppler, and tesseract.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/process/memory_file.h"
#include "common/process/run_bounded.h"
#include "services/directive/files/limits.h"

namespace dondoc::directive::files {

// Runs one on `input` within the limits. Errors: those of Patience::Check; FAILED_PRECONDITION with the reason
// PDF_READER_NOT_INSTALLED or OCR_NOT_INSTALLED and the packages to install; INVALID_ARGUMENT FILE_TOO_COMPLEX (field
// "file") where it exceeded a limit. One that fails of itself is no error.
absl::StatusOr<process::Finished> RunProgram(const std::vector<std::string>& argv, const process::MemoryFile& input,
                                             const Limits& limits, const process::Patience& patience);

// The first line of what a program said on standard error, for a message.
std::string FirstLine(const std::string& errors);

absl::Status OcrNotInstalled(const std::string& what);

}  // namespace dondoc::directive::files
