// The letters of Vietnamese beyond ASCII, with their bytes in the encodings from before Unicode (letters.tsv).
//
// Thread-safe.
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace dondoc::directive::files {

enum class Tone { kNone, kHuyen, kSac, kHoi, kNga, kNang };

struct Letter {
  char32_t letter = 0;
  char32_t plain = 0;  // without its tone, of the same case
  Tone tone = Tone::kNone;
  // One or two bytes each; empty where the encoding does not have the letter.
  std::string tcvn3, vni, viscii;
};

const std::vector<Letter>& Letters();

// The letter, or nullptr where it is none of them.
const Letter* FindLetter(char32_t letter);

}  // namespace dondoc::directive::files
