// What one clause says about how and with whom its work is done.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The role that the clause in [begin, end) gives; its subject, if it has one, ends before `verb`.
Role ReadRole(const TokenText& text, size_t begin, size_t verb, size_t end);

// The units named behind "phối hợp với".
std::vector<std::string> ReadPartners(const TokenText& text, size_t begin, size_t end);

// "Sở Nội vụ chủ trì, phối hợp với Sở Y tế." behind its subject, which ends before `verb`: true where [verb, end) says
// who does it, and the sentences before say what.
bool SaysOnlyRole(const TokenText& text, size_t verb, size_t end);

}  // namespace dondoc::directive::reading
