// Tokens: the words, numbers and marks of a text, folded, with the numbers of those that the vocabulary knows.
//
// A damaged text (a bad scan, or one written without diacritics) is read by meaning: words that together are nearly a
// known phrase are taken for it, and carry its spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/directive/domain/reading/vocabulary/vocabulary.h"

namespace dondoc::directive::reading {

struct Token {
  enum class Kind : uint8_t { kWord, kNumber, kMark };
  uint32_t begin = 0;  // bytes of the clean text
  uint32_t end = 0;
  Kind kind = Kind::kMark;
  bool capital = false;     // begins with a capital letter
  bool upper = false;       // has no small letter
  bool line_start = false;  // first on its line
  bool space_before = false;
  char mark = 0;             // of a mark: its ASCII form; 0 for other signs
  bool capitals = false;     // has two capital letters or more: an abbreviation, perhaps ("TTr")
  WordId word = 0;           // of a word: its number in the vocabulary
  uint64_t key = 0;          // of a word of the vocabulary: its SpellingKey
  std::string folded;        // lower case, no diacritics
  bool phrase_more = false;  // of a repaired word: its phrase goes on behind it
  std::string spelled;       // of a damaged word: the vocabulary's spelling, or the word without its gaps; else empty
};

struct TokenText {
  std::string_view text;  // the clean text
  std::vector<Token> tokens;
  bool damaged = false;  // most diacritics are wrong or missing: read by meaning
  bool misread = false;  // letters are wrong, too: words are taken for known ones that are nearly the same
  bool exact = true;     // diacritics can be relied upon to tell words apart

  std::string_view Raw(size_t token) const {
    return text.substr(tokens[token].begin, tokens[token].end - tokens[token].begin);
  }
  // The clean text of tokens [begin, end), white space collapsed.
  std::string Text(size_t begin, size_t end) const;
};

// Requires that `text` outlives the result.
TokenText Tokenize(std::string_view text);

// A phrase found at a token.
struct Match {
  const Entry* entry = nullptr;
  size_t end = 0;  // behind its last token
  explicit operator bool() const { return entry != nullptr; }
};

// The longest phrase of `lexicon` that begins at token `at` and ends before `limit`. Diacritics count where the text
// has them right. Between its words, marks that
// names contain (hyphen, ampersand, comma, slash) may stand.
Match LongestMatch(const TokenText& text, const Lexicon& lexicon, size_t at, size_t limit);

// True where the words at `at` are `words` (folded, space separated).
bool WordsAt(const TokenText& text, size_t at, size_t limit, std::string_view words);

// The first token in [at, limit) where `words` stand, or npos.
size_t FindWords(const TokenText& text, size_t at, size_t limit, std::string_view words);
inline constexpr size_t kNpos = static_cast<size_t>(-1);

// True where `folded` has the form of a word of Vietnamese: an onset, vowels, a coda.
bool IsSyllable(std::string_view folded);

// True where `name` has words that are none: letters were torn off ("Nhân Dâ N"), or two run together ("Chínhphủ").
bool HasBrokenWords(std::string_view name);

// Joins words that are torn apart. Called by Tokenize.
void JoinTorn(TokenText* text);

// Begins lines in a text that has lost them. Called by Tokenize.
void BreakLines(TokenText* text);

// Reads damaged words by the vocabulary's phrases. Called by Tokenize.
void Repair(TokenText* text);

// Reads names and openings of clauses that a text that spells right has misspelled. Called by Tokenize.
void MendSlips(TokenText* text);

}  // namespace dondoc::directive::reading
