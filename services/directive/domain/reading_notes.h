// What a person should know of how a document was read, beside the proposal itself.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// One sentence each; `text` is what was read. That another document stands in the file, with its line and first words.
std::vector<std::string> ReadingNotes(const ParsedDirective& parsed, std::string_view text);

}  // namespace dondoc::directive
