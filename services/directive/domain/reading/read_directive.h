// Reads a directive: text in, proposal out.
//
// The rules are those of the genre (Vietnamese administrative and Party documents: Decree 30/2020 and its predecessors,
// Party Guidance 36) and of what happens to such documents on their way: columns run together, cells between lone
// pipes, Markdown and HTML remains, lines torn at page ends, scans read badly. What the documents are made of is data:
// see vocabulary/.
//
// Pure, without I/O; linear in the size of the text. Never fails: what cannot be read is left empty. Any bytes are
// taken; spans of text that is not UTF-8 are still inside it. Thread-safety: may be called from any number of threads.
#pragma once

#include <string_view>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// Requires original.size() < 2^31.
ParsedDirective ReadDirective(std::string_view original);

}  // namespace dondoc::directive
