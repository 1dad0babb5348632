// Any bytes are read; every answer keeps the reader's promises, and a second one is the same.
#include "services/directive/domain/reading/read_directive.h"

#include "services/directive/testing/fuzzing.h"
#include "services/directive/testing/reading_promises.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace dondoc::directive;  // NOLINT(google-build-using-namespace): the one function of this file
  const std::string_view text = AsText(data, size);
  const ParsedDirective parsed = ReadDirective(text);
  RequireNone(BrokenPromises(text, parsed));
  // One in four, as it takes as long again.
  Require(size % 4 != 0 || Transcript(parsed) == Transcript(ReadDirective(text)), "the same answer twice");
  return 0;
}
