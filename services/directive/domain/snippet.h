// The place in a text that a search found.
//
// Pure, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dondoc::directive {

// At most about `bytes` of `text` around the place where most words of `query` (compared without case and diacritics)
// stand together, cut between words, with "…" where something is left out; the beginning of the text where none stands.
// One line.
std::string Snippet(std::string_view text, std::string_view query, size_t bytes);

}  // namespace dondoc::directive
