// What a directive says without where it stands: what must be the same for every form that it comes in.
#pragma once

#include <string>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive::files::testing {

// One line each for header fields, tasks, targets and reports; runs of white space are one blank.
std::string HeaderOf(const ParsedDirective& directive);
std::string TasksOf(const ParsedDirective& directive);
std::string EssenceOf(const ParsedDirective& directive);

}  // namespace dondoc::directive::files::testing
