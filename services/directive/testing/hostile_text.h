// Texts that a reader meets on a bad day, or from somebody who wants it to have one.
//
// For tests and benchmarks. Thread-safety: all functions are pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive {

struct Mutant {
  std::string name;  // what was done to the text, with the place or the seed
  std::string text;
};

// `text` cut off at places all over it, with lines shuffled, doubled and dropped, bytes flipped and deleted, without
// diacritics, in normal form D, and without line breaks. The same seed gives the same mutants. About `cuts` + 12 of
// them.
std::vector<Mutant> Mutants(std::string_view text, size_t cuts, uint32_t seed);

// A document that is the same thing over and over.
struct Monotony {
  std::string_view name;
  std::string_view head;    // once
  std::string_view first;   // fills the first half
  std::string_view second;  // fills the second half
  // At least `bytes` long, and at most by one repetition longer.
  std::string Text(size_t bytes) const;
};

// What a loop within a loop, a recursion or a copy a clause would be slow on.
const std::vector<Monotony>& Monotonies();

}  // namespace dondoc::directive
