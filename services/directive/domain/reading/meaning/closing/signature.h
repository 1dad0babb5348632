// Who signed, in what office, for whom.
#pragma once

#include <cstddef>
#include <string_view>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// Fills the signer of `out`, whose name a site's table may have given; the span is in tokens.
void ReadSignature(const TokenText& text, const Layout& layout, ParsedDirective* out);

// "tm" "kt" "tl" "tuq": the abbreviation that opens a line of a signature ("TM.", "KT.", "T/M"); empty where none is.
std::string_view SignatureMark(const TokenText& text, size_t at, size_t end);

// "PHÓ CHỦ TỊCH", "GIÁM ĐỐC": the signer's title that begins at `at`.
Match TitleAt(const TokenText& text, size_t at, size_t end);

}  // namespace dondoc::directive::reading
