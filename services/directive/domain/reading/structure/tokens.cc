#include "services/directive/domain/reading/structure/tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace dondoc::directive::reading {
namespace {

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

bool IsLetter(char32_t c) {
  return c < 0x80 ? (c | 32) >= 'a' && (c | 32) <= 'z'
                  : u_isalpha(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

bool IsSpace(char32_t c) {
  return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace(static_cast<UChar32>(c));
}

// Reads a word or number from `at`; letters and digits run together ("x6a", "QH15") are one word.
Token ReadWord(std::string_view text, size_t at) {
  Token token;
  token.begin = static_cast<uint32_t>(at);
  bool letters = false, small = false, first = true;
  size_t capitals = 0;
  while (at < text.size()) {
    size_t next = at;
    const char32_t c = DecodeUtf8(text, &next);
    const bool letter = IsLetter(c);
    if (!letter && !IsDigit(c)) {
      break;
    }
    if (letter) {
      const bool upper = c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c));
      token.capital |= first && upper;
      token.capitals |= upper && capitals > 0;
      capitals += upper;
      small |= !upper && u_charType(static_cast<UChar32>(c)) != U_NON_SPACING_MARK;
      letters = true;
    }
    first = false;
    if (const char32_t folded = FoldCodePoint(c); folded != 0) {
      AppendUtf8(folded, &token.folded);
    }
    at = next;
  }
  token.end = static_cast<uint32_t>(at);
  token.kind = letters ? Token::Kind::kWord : Token::Kind::kNumber;
  token.upper = letters && !small;
  return token;
}

// Words that every document has in plenty and that hardly any other word resembles but for diacritics. A text where
// they mostly lack their diacritics was not written that way.
constexpr std::array<std::string_view, 10> kCommon = {"và",    "của",   "các",   "được",  "với",
                                                      "những", "hoạch", "quyết", "huyện", "việc"};

// True where hardly a word has a letter of Vietnamese's own.
bool WithoutDiacritics(const TokenText& text) {
  size_t words = 0, marked = 0;
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    if (text.tokens[i].kind == Token::Kind::kWord) {
      ++words;
      marked += text.Raw(i).size() > text.tokens[i].folded.size();
    }
  }
  return words >= 30 && marked * 20 < words;
}

// The share of those words, in percent, that are spelled right; 100 where there are too few to tell.
size_t SpelledRight(const TokenText& text) {
  std::array<std::string, kCommon.size()> folded;
  std::transform(kCommon.begin(), kCommon.end(), folded.begin(), [](std::string_view word) { return Fold(word); });
  size_t plain = 0, exact = 0;
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    const Token& token = text.tokens[i];
    if (token.kind != Token::Kind::kWord || token.folded.size() > 5) {
      continue;
    }
    const auto at = std::find(folded.begin(), folded.end(), token.folded);
    if (at != folded.end()) {
      ++plain;
      exact += ToLower(token.spelled.empty() ? text.Raw(i) : std::string_view(token.spelled)) ==
               kCommon[static_cast<size_t>(at - folded.begin())];
    }
  }
  return plain >= 8 ? exact * 100 / plain : WithoutDiacritics(text) ? 0 : 100;
}

// True where one word in forty has no form of Vietnamese: letters were misread, not only their diacritics left out.
bool Misread(const TokenText& text) {
  size_t words = 0, wrong = 0;
  for (const Token& token : text.tokens) {
    if (token.kind == Token::Kind::kWord && !token.upper && !token.capitals && token.folded.size() > 1) {
      ++words;
      wrong += !IsSyllable(token.folded);
    }
  }
  return wrong * 40 > words;
}

// True where a repaired phrase reaches over the beginning or the end of tokens [at, end): "quy" is no "quý" where it
// was read as a part of "quy định".
bool PartOfPhrase(const TokenText& text, size_t at, size_t end) {
  while (at > 0 && text.tokens[at - 1].kind == Token::Kind::kMark && !text.tokens[at].line_start) {
    --at;
  }
  return (at > 0 && text.tokens[at - 1].phrase_more) || text.tokens[end - 1].phrase_more;
}

// True where the words of tokens [at, end) are spelled as those of `entry`, as far as their spelling can be told: where
// the text's diacritics are right, and of parts of repaired phrases. Of two words or more in capitals, whose marks
// scans and typists lose first, one may be wrong ("PHO CHỦ TỊCH", "CHÍ THỊ"), or all be without marks ("PHO CHU TICH").
bool SpelledAs(const TokenText& text, const Entry& entry, size_t at, size_t end) {
  if (!text.exact && !PartOfPhrase(text, at, end)) {
    return true;
  }
  constexpr size_t kFewestCapitals = 2;
  size_t word = 0, wrong = 0;
  bool capitals = true, bare = true;
  for (; at < end; ++at) {
    const Token& token = text.tokens[at];
    if (token.kind == Token::Kind::kMark) {
      continue;
    }
    wrong += (text.exact || !token.spelled.empty()) && token.key != entry.keys[word];
    capitals &= token.upper;
    bare &= token.end - token.begin == token.folded.size();
    const size_t allowed = !capitals ? 0 : bare ? wrong : 1;
    if (wrong > allowed) {
      return false;
    }
    ++word;
  }
  return wrong == 0 || word >= kFewestCapitals;
}

bool Skippable(const Token& token) {
  return token.kind == Token::Kind::kMark &&
         (token.mark == '-' || token.mark == '&' || token.mark == ',' || token.mark == '/' || token.mark == '.');
}

}  // namespace

TokenText Tokenize(std::string_view text) {
  TokenText out;
  out.text = text;
  out.tokens.reserve(text.size() / 5);
  const WordTable& words = TheVocabulary().words;
  bool line_start = true, space = true;
  for (size_t at = 0; at < text.size();) {
    size_t next = at;
    const char32_t c = DecodeUtf8(text, &next);
    if (IsSpace(c)) {
      line_start |= c == '\n';
      space = true;
      at = next;
      continue;
    }
    Token token;
    if (IsLetter(c) || IsDigit(c)) {
      token = ReadWord(text, at);
      token.word = words.Find(token.folded);
      token.key = token.word == 0 ? 0 : SpellingKey(text.substr(token.begin, token.end - token.begin));
      next = token.end;
    } else {
      token.begin = static_cast<uint32_t>(at);
      token.end = static_cast<uint32_t>(next);
      const char32_t folded = FoldCodePoint(c);
      token.mark = folded != 0 && folded < 0x80 ? static_cast<char>(folded) : 0;
      AppendUtf8(folded == 0 ? c : folded, &token.folded);
    }
    token.line_start = line_start;
    token.space_before = space;
    line_start = space = false;
    out.tokens.push_back(std::move(token));
    at = next;
  }
  JoinTorn(&out);
  const size_t right = SpelledRight(out);
  out.damaged = right < 50;
  out.exact = right >= 90;
  if (out.damaged) {
    out.misread = Misread(out);
    Repair(&out);
  } else if (out.exact) {
    MendSlips(&out);
  }
  BreakLines(&out);
  return out;
}

std::string TokenText::Text(size_t begin, size_t end) const {
  if (begin >= end || begin >= tokens.size()) {
    return "";
  }
  return CollapseSpaces(text.substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin));
}

Match LongestMatch(const TokenText& text, const Lexicon& lexicon, size_t at, size_t limit) {
  Match best;
  int node = Lexicon::kRoot;
  for (size_t i = at; i < limit; ++i) {
    const Token& token = text.tokens[i];
    if (token.kind == Token::Kind::kMark) {
      if (node == Lexicon::kRoot || !Skippable(token)) {
        break;
      }
      continue;
    }
    node = lexicon.Step(node, token.word);
    if (node < 0) {
      break;
    }
    for (const Entry* entry = lexicon.At(node); entry != nullptr; entry = lexicon.Other(*entry)) {
      if (SpelledAs(text, *entry, at, i + 1)) {
        best = {entry, i + 1};
        break;
      }
    }
  }
  return best;
}

bool WordsAt(const TokenText& text, size_t at, size_t limit, std::string_view words) {
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    if (at >= limit || text.tokens[at].folded != words.substr(0, space)) {
      return false;
    }
    words.remove_prefix(std::min(words.size(), space + 1));
    ++at;
  }
  return true;
}

size_t FindWords(const TokenText& text, size_t at, size_t limit, std::string_view words) {
  for (; at < limit; ++at) {
    if (WordsAt(text, at, limit, words)) {
      return at;
    }
  }
  return kNpos;
}

}  // namespace dondoc::directive::reading
