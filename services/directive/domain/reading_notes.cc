#include "services/directive/domain/reading_notes.h"

#include <algorithm>

#include "common/text/utf8.h"
#include "common/text/words.h"

namespace dondoc::directive {

std::vector<std::string> ReadingNotes(const ParsedDirective& parsed, std::string_view text) {
  constexpr size_t kFirstBytes = 400, kShownBytes = 120;
  const Span further = parsed.further;
  if (further.end == 0 || further.begin >= text.size()) {
    return {};
  }
  const auto line = std::count(text.begin(), text.begin() + further.begin, '\n') + 1;
  const std::string first = CollapseSpaces(TruncateUtf8(text.substr(further.begin), kFirstBytes));
  return {"another document begins in line " + std::to_string(line) + " (\"" +
          std::string(TruncateUtf8(first, kShownBytes)) +
          "…\") and was not read; save it as a file of its own to have it read"};
}

}  // namespace dondoc::directive
