// What stands below the body: who gets it and who signed.
#pragma once

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// Fills recipients and signer of `out`; spans are token numbers.
void ReadClosing(const TokenText& text, const Layout& layout, ParsedDirective* out);

}  // namespace dondoc::directive::reading
