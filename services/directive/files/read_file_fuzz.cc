// Any bytes are read or refused: text comes out as UTF-8 in normal form C, a refusal says what is wrong with the file.
#include "services/directive/files/read_file.h"

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "services/directive/testing/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): the one function of this file
  // Nobody waits: the programs that read pages, which are not ours, are not started.
  const absl::StatusOr<directive::files::FileText> file =
      directive::files::ReadFile(directive::AsText(data, size), process::Patience::For(std::chrono::milliseconds(0)));
  if (!file.ok()) {
    directive::Require(absl::IsInvalidArgument(file.status()) || absl::IsDeadlineExceeded(file.status()),
                       "a reason for what is wrong with the file");
    return 0;
  }
  directive::Require(!FirstInvalidUtf8(file->text) && ToNfc(file->text) == file->text, "UTF-8 in normal form C");
  directive::Require(file->text.find_first_not_of(" \t\r\n\f\v") != std::string::npos, "more than white space");
  return 0;
}
