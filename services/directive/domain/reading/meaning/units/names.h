// The spelling of names that stand in a text.
#pragma once

#include <cstddef>
#include <string>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// Tokens [begin, end) as a name: abbreviations in full, capitals and damaged words in canonical spelling, no space
// before a comma, the first letter a capital.
std::string SpellName(const TokenText& text, size_t begin, size_t end);

// The same, leaving abbreviations as they are.
std::string SpellPlain(const TokenText& text, size_t begin, size_t end);

// The same words, the first letter a capital.
std::string UpperFirst(const std::string& words);

// The territory of `level` ("Tỉnh") that the text names most often, or `level` where it names none.
std::string MostNamedTerritory(const TokenText& text, const std::string& level);

}  // namespace dondoc::directive::reading
