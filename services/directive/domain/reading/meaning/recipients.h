// Who gets a copy, and for what: the list behind "Nơi nhận".
#pragma once

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// Fills recipients of `out`; spans are token numbers.
void ReadRecipients(const TokenText& text, const Layout& layout, ParsedDirective* out);

}  // namespace dondoc::directive::reading
