// Which documents a directive rests on, and which it merely names.
#pragma once

#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

// Fills legal_bases and citations of `out`, each document once; its own number is none. A basis is what a paragraph of
// the opening rests on ("Căn cứ ...", "Thực hiện ...", "Theo đề nghị ... tại Tờ trình số ..."), and what the title says
// that it implements. Day and issuer are taken from wherever the text gives them. `abstract`: the tokens of the title.
void ReadReferences(const TokenText& text, const Layout& layout, const std::vector<Block>& blocks, TokenRange abstract,
                    ParsedDirective* out);

}  // namespace dondoc::directive::reading
