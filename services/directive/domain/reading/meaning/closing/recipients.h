// Who gets a copy, and for what: the list behind "Nơi nhận".
#pragma once

#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// Fills recipients of `out`; spans are token numbers.
void ReadRecipients(const TokenText& text, const Layout& layout, ParsedDirective* out);

// Marks in `taken` (index: line) the lines of "Nơi nhận" and signatures behind the document's own: a file may hold a
// plan that was signed before it was attached. They are nobody's task.
void TakeLaterClosings(const TokenText& text, const Layout& layout, std::vector<bool>* taken);

}  // namespace dondoc::directive::reading
