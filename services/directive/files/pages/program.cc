#include "services/directive/files/pages/program.h"

#include "common/status/status.h"

namespace dondoc::directive::files {

absl::StatusOr<process::Finished> RunProgram(const std::vector<std::string>& argv, const process::MemoryFile& input,
                                             const Limits& limits, const process::Patience& patience) {
  process::BoundedCommand command{.argv = argv, .input = &input};
  command.limits = {.processor_time = limits.program_time,
                    .memory_bytes = limits.program_memory,
                    .file_bytes = limits.program_output};
  absl::StatusOr<process::Finished> run = RunBounded(command, patience);
  if (Reason(run.status()) == "PROGRAM_NOT_FOUND") {
    if (argv[0] == "tesseract") return OcrNotInstalled("tesseract");
    return FailedPrecondition(
        "PDF_READER_NOT_INSTALLED",
        argv[0] + " is not installed here, which reads pdf: install the Debian package poppler-utils");
  }
  DONDOC_RETURN_IF_ERROR(run.status());
  if (run->ExceededLimit()) {
    return InvalidField("file", "FILE_TOO_COMPLEX",
                        argv[0] + " needed more than " + std::to_string(limits.program_time.count()) +
                            " s of processor time, or made too much of the file (" + run->ended.Describe() + ")");
  }
  return run;
}

std::string FirstLine(const std::string& errors) { return errors.substr(0, errors.find('\n')); }

absl::Status OcrNotInstalled(const std::string& what) {
  return FailedPrecondition("OCR_NOT_INSTALLED", "scanned pages need " + what +
                                                     ", which is not installed here: install the Debian packages "
                                                     "tesseract-ocr and tesseract-ocr-vie");
}

}  // namespace dondoc::directive::files
