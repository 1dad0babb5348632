// A proposal for a person to look at.
#pragma once

#include <string>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::cli {

// Header, then one line a task, target, duty, citation and recipient. Ends with a line break.
std::string ParsedTable(const directive::ParsedDirective& parsed);

}  // namespace dondoc::cli
