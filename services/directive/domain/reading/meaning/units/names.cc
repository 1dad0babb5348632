#include "services/directive/domain/reading/meaning/units/names.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/units/bodies.h"
#include "services/directive/domain/reading/meaning/units/territories.h"

namespace dondoc::directive::reading {
namespace {

// True for "Ủy ban MTTQ": a phrase that is not in full itself.
bool Abbreviates(const Entry& entry) {
  return std::any_of(entry.spelled.begin(), entry.spelled.end(),
                     [](const std::string& word) { return word.size() > 3 && ToUpper(word) == word; });
}

// The phrase at `at` whose canonical spelling replaces the text's, if any.
Match Canonical(const TokenText& text, size_t at, size_t end) {
  const Vocabulary& vocabulary = TheVocabulary();
  Match best;
  for (const Lexicon* lexicon :
       {&vocabulary.bodies, &vocabulary.fields, &vocabulary.offices, &vocabulary.group_words, &vocabulary.titles}) {
    const Match match = LongestMatch(text, *lexicon, at, end);
    if (match && match.end > best.end && !Abbreviates(*match.entry)) {
      best = match;
    }
  }
  return best;
}

void Append(const TokenText& text, size_t token, std::string_view words, std::string* out) {
  const char mark = text.tokens[token].mark;
  const bool closes = mark == ',' || mark == ';' || mark == ':' || mark == '.' || mark == ')';
  if (!out->empty() && text.tokens[token].space_before && !closes && out->back() != '(') {
    out->push_back(' ');
  }
  out->append(words);
}

std::string Spell(const TokenText& text, size_t begin, size_t end, bool expand) {
  std::string out;
  bool capitals = expand && end - begin > 1;
  for (size_t i = begin; i < end; ++i) {
    capitals &= text.tokens[i].kind != Token::Kind::kWord || text.tokens[i].upper;
  }
  for (size_t i = begin; i < end;) {
    const Token& token = text.tokens[i];
    if (expand && (token.upper || token.capitals)) {
      if (const Match match = LongestMatch(text, TheVocabulary().abbreviations, i, end);
          match && text.tokens[match.end - 1].capital) {
        Append(text, i, match.entry->value, &out);
        i = match.end;
        continue;
      }
    }
    if (capitals) {
      const Match match = Canonical(text, i, end);
      if (match && match.entry->words.size() > 1) {
        size_t word = 0;
        for (; i < match.end; ++i) {
          Append(text, i,
                 text.tokens[i].kind == Token::Kind::kMark ? std::string(text.Raw(i)) : match.entry->spelled[word++],
                 &out);
        }
        continue;
      }
    }
    std::string word = token.spelled.empty() ? std::string(text.Raw(i)) : token.spelled;
    const bool printed = token.spelled.empty() || (token.upper && word == ToUpper(word));
    if (printed && capitals && token.kind == Token::Kind::kWord) {
      const bool small = LevelAt(text, i, end) > 0 || (i > begin && LevelAt(text, i - 1, end) == 2) ||
                         token.folded == "va" || token.folded == "cac";
      const std::string lower = ToLower(word);
      word = small ? lower : UpperFirst(lower);
    }
    Append(text, i, word, &out);
    ++i;
  }
  return UpperFirst(out);
}

}  // namespace

std::string UpperFirst(const std::string& words) {
  size_t first = 0;
  if (!words.empty()) {
    DecodeUtf8(words, &first);
  }
  return ToUpper(words.substr(0, first)) + words.substr(first);
}

std::string SpellName(const TokenText& text, size_t begin, size_t end) { return Spell(text, begin, end, true); }

std::string SpellPlain(const TokenText& text, size_t begin, size_t end) {
  return Spell(text, begin, end, text.misread);
}

std::string MostNamedTerritory(const TokenText& text, const std::string& level) {
  std::map<std::string, int> counts;
  const TokenText words = Tokenize(level);
  const size_t end = text.tokens.size();
  for (size_t i = 0; i < end && !words.tokens.empty(); ++i) {
    if (text.tokens[i].folded != words.tokens.front().folded || LevelAt(text, i, end) != words.tokens.size()) {
      continue;
    }
    const size_t name = ProperNameAt(text, i + words.tokens.size(), end);
    if (name > 1) {
      ++counts[SpellName(text, i, i + words.tokens.size() + name)];
    }
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? level : most->first;
}

}  // namespace dondoc::directive::reading
