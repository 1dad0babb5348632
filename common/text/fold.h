// Folding: Vietnamese text as somebody types it without looking.
//
// Fold("Ủy ban Nhân dân xã Đông Hà") is "uy ban nhan dan xa dong ha": lower case, no diacritics, đ as d. Typographic
// dashes, quotes and spaces become their ASCII forms, so that "–" and "-", "“" and "\"", a no-break space and a space
// compare equal.
//
// Cost: linear in the text, a table look-up for each code point. Thread-safety: all functions are pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class Punctuation {
  kKeep,  // as it stands (typographic forms in ASCII); white space is kept too
  kDrop,  // each run of anything but letters and digits is one space; none at the ends. What to compare names by.
};

// The folded text without a way back.
std::string Fold(std::string_view text, Punctuation punctuation = Punctuation::kKeep);

// Folded text that knows where each of its bytes comes from.
struct FoldedText {
  std::string text;
  // offsets[i] is the byte offset in the original of the character that made text[i]; offsets[text.size()] is where the
  // last one ends. Never decreasing. A range [b, e) of `text` stands in the original at [offsets[b], offsets[e]).
  std::vector<uint32_t> offsets;
};

// As Fold, with the map back. Requires text.size() < 2^32.
FoldedText FoldWithOffsets(std::string_view text, Punctuation punctuation = Punctuation::kKeep);

// A number for a Vietnamese word that tells diacritics apart ("Trường" from "Trương") but not case, nor where the tone
// mark is put
// ("hòa" is "hoà", "ủy" is "uỷ"). Equal words have equal keys.
uint64_t SpellingKey(std::string_view word);

// The folded form of one code point; 0 where it folds to nothing (a combining mark, a soft hyphen, a zero-width space).
char32_t FoldCodePoint(char32_t code_point);

}  // namespace dondoc
