// The body that issued a document, with its locality: "Sở Y tế tỉnh Bình Giang".
#pragma once

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// The issuer in the header: the column beside or above the number, its last body with those above it where they say
// where it belongs ("UBND TỈNH BÌNH GIANG / SỞ Y TẾ"). Where the column is torn or broken off, the line above the bases
// that names the authority. Empty where there is neither.
Found IssuerInHeader(const TokenText& text, const Layout& layout, const HeaderZone& zone);

// The issuer of a document without header, by what `read` has of it (number, kind, place, subject): the authority above
// the bases, the letters of the number, or who speaks ("... UBND tỉnh yêu cầu các sở: ..."). Empty where that cannot be
// told.
Found IssuerInText(const TokenText& text, const Layout& layout, const ParsedDirective& read);

}  // namespace dondoc::directive::reading
