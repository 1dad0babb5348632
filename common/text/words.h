// Words of a text, and how far apart two of them are.
//
// Thread-safety: all functions are pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

struct Word {
  std::string_view text;  // into the text that was split
  size_t begin = 0;       // byte offsets in it
  size_t end = 0;
};

// The maximal runs of letters, digits and combining marks of `text`, in order. "141/KH-UBND" has three.
std::vector<Word> SplitWords(std::string_view text);

// The number of insertions, deletions, substitutions and swaps of two neighbours that turn `a` into `b`, bytes compared
// (fold first), or limit + 1 as soon as it is more than `limit`. Cost: |a| * limit.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit);

// True where `a` and `b` may be one word read twice by a scanner: equal, or as far apart as one error in five letters.
bool NearlyEqual(std::string_view a, std::string_view b);

// `text` with each run of white space as one space and none at the ends.
std::string CollapseSpaces(std::string_view text);

}  // namespace dondoc
