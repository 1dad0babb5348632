// What a web site says about the document that it shows: a table of facts above it ("Số hiệu:", "Nơi ban hành:"), and a
// line with its title.
#pragma once

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// Fills what `out` lacks of number, type, issuer, signer's name, day and subject.
void ReadSiteFacts(const TokenText& text, const Layout& layout, ParsedDirective* out);

}  // namespace dondoc::directive::reading
