// Any parts in a sound archive are read or refused: text comes out as UTF-8, a refusal says what is wrong with the
// file.
//
// The input is the parts without their outermost elements, as DocxParts has them: body, numbering, styles, footnotes,
// each after a form feed, which no XML has. Archives themselves, broken and sound, are the matter of read_file_fuzz.
#include <algorithm>
#include <array>

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "services/directive/files/docx/docx.h"
#include "services/directive/testing/docx_file.h"
#include "services/directive/testing/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): the one function of this file
  std::array<std::string, 4> parts;
  std::string_view rest = directive::AsText(data, size);
  for (std::string& part : parts) {
    const size_t end = std::min(rest.find('\f'), rest.size());
    part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const absl::StatusOr<std::string> text = directive::files::DocxText(
      directive::files::testing::MakeDocx(
          {.body = parts[0], .numbering = parts[1], .styles = parts[2], .footnotes = parts[3]}),
      {});
  if (!text.ok()) {
    directive::Require(absl::IsInvalidArgument(text.status()), "a reason for what is wrong with the file");
    return 0;
  }
  directive::Require(!FirstInvalidUtf8(*text), "UTF-8");
  return 0;
}
