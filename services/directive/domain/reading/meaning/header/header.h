// What stands above the body: number, kind, issuer, place and day, subject, addressees.
#pragma once

#include <cstddef>
#include <utility>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

struct Header {
  std::pair<size_t, size_t> addressee_lines;  // [first, second): no part of the body
  TokenRange abstract;                        // the tokens of the subject; empty where it comes from elsewhere
};

// Fills number, type, issuer, place, issued, subject and addressees of `out`. What the header does not hold is taken
// from what a site says about the document, then from the document's own words.
Header ReadHeader(const TokenText& text, const Layout& layout, ParsedDirective* out);

}  // namespace dondoc::directive::reading
