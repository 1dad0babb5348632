// What stands above the body: number, kind, issuer, place and day, subject, addressees.
#pragma once

#include <cstddef>
#include <utility>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// Fills number, type, issuer, place, issued, subject and addressees of `out`. What the header does not hold is taken
// from the table of facts that sites put above a document ("Số hiệu:", "Loại văn bản:" ...), then from the document's
// own words.
// Returns the lines of the addressees, [first, second), which are no part of the body.
std::pair<size_t, size_t> ReadHeader(const TokenText& text, const Layout& layout, ParsedDirective* out);

}  // namespace dondoc::directive::reading
