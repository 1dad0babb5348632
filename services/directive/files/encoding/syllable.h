// Whether letters make a Vietnamese syllable: what tells text from bytes that were read by the wrong table.
//
// Pure, thread-safe.
#pragma once

#include <string_view>

namespace dondoc::directive::files {

// True where `word`, of UTF-8 letters in normal form C and any case, can be written in Vietnamese: an onset, vowels, a
// coda, at most one tone, and before c, ch, p, t only sắc or nặng. "nguyễn" can; "nguyenx", "hõm̃", "fur" cannot.
bool IsSyllable(std::string_view word);

struct SyllableCount {
  int marked = 0;     // words that have a letter beyond ASCII
  int syllables = 0;  // and are syllables
  // Enough of them, and hardly one that is none: the text is Vietnamese, and read by the right table.
  bool Vietnamese() const;
};

// Counts the words of UTF-8 text in normal form C.
SyllableCount CountSyllables(std::string_view text);

}  // namespace dondoc::directive::files
