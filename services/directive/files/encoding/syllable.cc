#include "services/directive/files/encoding/syllable.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/files/encoding/letters.h"

namespace dondoc::directive::files {
namespace {

// Longest first where one begins another; "gi" and "qu" leave their vowel to what follows as well ("gì", "quốc").
constexpr std::array<std::string_view, 28> kOnsets = {"ngh", "ng", "nh", "n", "gh", "gi", "g", "kh", "k", "ch",
                                                      "c",   "th", "tr", "t", "ph", "p",  "q", "b",  "d", "đ",
                                                      "h",   "l",  "m",  "r", "s",  "v",  "x", ""};
constexpr std::array<std::string_view, 65> kVowels = {
    "a",   "ă",   "â",   "e",   "ê",   "i",   "o",   "ô",   "ơ",   "u",   "ư",   "y",   "ai",
    "ao",  "au",  "ay",  "âu",  "ây",  "eo",  "êu",  "ia",  "iê",  "iu",  "oa",  "oă",  "oe",
    "oi",  "ôi",  "ơi",  "oo",  "ua",  "uâ",  "uă",  "ue",  "uê",  "ui",  "uô",  "uơ",  "uy",
    "ưa",  "ưi",  "ươ",  "ưu",  "yê",  "iêu", "oai", "oao", "oay", "oeo", "uai", "uao", "uau",
    "uay", "uây", "ueo", "uêu", "uôi", "uya", "uyê", "uyu", "ươi", "ươu", "yêu", "uâu", "uơi"};
constexpr std::array<std::string_view, 9> kCodas = {"", "c", "ch", "m", "n", "ng", "nh", "p", "t"};

// A document has so many words with marks before its encoding is recognised: the few of a name are no proof.
constexpr int kFewest = 12;

template <size_t N>
bool Contains(const std::array<std::string_view, N>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool IsRhyme(std::string_view rhyme, Tone tone) {
  for (std::string_view coda : kCodas) {
    if (!rhyme.ends_with(coda) || !Contains(kVowels, rhyme.substr(0, rhyme.size() - coda.size()))) continue;
    const bool stopped = coda == "c" || coda == "ch" || coda == "p" || coda == "t";
    return !stopped || tone == Tone::kSac || tone == Tone::kNang;
  }
  return false;
}

}  // namespace

bool IsSyllable(std::string_view word) {
  const std::string lower = ToLower(word);
  std::string plain;
  Tone tone = Tone::kNone;
  for (size_t at = 0; at < lower.size();) {
    const char32_t code_point = DecodeUtf8(lower, &at);
    const Letter* letter = FindLetter(code_point);
    if (letter == nullptr) {
      if (code_point < 'a' || code_point > 'z') return false;
      plain.push_back(static_cast<char>(code_point));
      continue;
    }
    AppendUtf8(letter->plain, &plain);
    if (letter->tone == Tone::kNone) continue;
    if (tone != Tone::kNone) return false;
    tone = letter->tone;
  }
  return std::any_of(kOnsets.begin(), kOnsets.end(), [&](std::string_view onset) {
    return plain.starts_with(onset) && IsRhyme(std::string_view(plain).substr(onset.size()), tone);
  });
}

bool SyllableCount::Vietnamese() const { return marked >= kFewest && syllables * 10 >= marked * 9; }

SyllableCount CountSyllables(std::string_view text) {
  SyllableCount count;
  for (const Word& word : SplitWords(text)) {
    const bool plain =
        std::all_of(word.text.begin(), word.text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (plain) continue;
    ++count.marked;
    count.syllables += IsSyllable(word.text) ? 1 : 0;
  }
  return count;
}

}  // namespace dondoc::directive::files
