// What a page of review shows of a document: the reader's proposal as it is, or a directive as people have corrected
// it. Pure.
#pragma once

#include <string>
#include <vector>

#include "dondoc/directive/v1/directive_service.pb.h"
#include "dondoc/directive/v1/parsed_directive.pb.h"
#include "tools/dondoc/review/review_page.h"

namespace dondoc::cli {

// `text` is what the spans of `proposal` count in.
Review ReviewOf(const directive::v1::ParsedDirective& proposal, std::string text, std::vector<std::string> notes);

// With the text of the directive; dropped items are left out.
Review ReviewOf(const directive::v1::Directive& directive);

}  // namespace dondoc::cli
