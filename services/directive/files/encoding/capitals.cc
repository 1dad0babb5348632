#include "services/directive/files/encoding/capitals.h"

#include <vector>

#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/files/encoding/letters.h"
#include "services/directive/files/encoding/syllable.h"

namespace dondoc::directive::files {
namespace {

enum class Case {
  kOther,
  kCapitals,  // a word of capitals
  kRaised,    // one but for its letter with a tone
  kOpen,      // may be a word of capitals, or only begin with one: "Kế", "ở"
};

struct LetterCount {
  size_t capitals = 0;
  size_t small = 0;
  size_t toned = 0;  // small ones with a tone
  bool toned_first = false;
};

LetterCount CountLetters(std::string_view word) {
  LetterCount letters;
  for (size_t at = 0; at < word.size();) {
    const size_t begin = at;
    const Letter* letter = FindLetter(DecodeUtf8(word, &at));
    const std::string_view one = word.substr(begin, at - begin);
    if (ToLower(one) != one) {
      ++letters.capitals;
    } else if (letter != nullptr && letter->tone != Tone::kNone) {
      letters.toned_first |= begin == 0;
      ++letters.toned;
    } else {
      ++letters.small;
    }
  }
  return letters;
}

Case CaseOf(std::string_view word) {
  const LetterCount letters = CountLetters(word);
  if (letters.small > 0 || letters.toned > 1 || !IsSyllable(word)) return Case::kOther;
  if (letters.toned == 0) return letters.capitals > 1 ? Case::kCapitals : Case::kOther;
  if (letters.capitals > 1 || (letters.capitals == 1 && letters.toned_first)) return Case::kRaised;
  return Case::kOpen;
}

}  // namespace

std::string RaiseToned(std::string_view text) {
  struct Known {
    std::string_view word;
    Case its = Case::kOther;
  };
  std::vector<Known> words;
  for (const Word& word : SplitWords(text)) words.push_back({word.text, CaseOf(word.text)});
  // What tells: the nearest words, with nothing but a blank between.
  const auto beside = [&](size_t first) {
    return words[first + 1].word.data() - (words[first].word.data() + words[first].word.size()) == 1 &&
           words[first + 1].word.data()[-1] == ' ';
  };
  const auto raises = [&](size_t at) { return words[at].its == Case::kCapitals || words[at].its == Case::kRaised; };
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i].its == Case::kOpen && beside(i - 1) && raises(i - 1)) words[i].its = Case::kRaised;
  }
  for (size_t i = words.size(); i-- > 1;) {
    if (words[i - 1].its == Case::kOpen && beside(i - 1) && raises(i)) words[i - 1].its = Case::kRaised;
  }
  std::string raised;
  raised.reserve(text.size());
  size_t done = 0;
  for (const Known& known : words) {
    if (known.its != Case::kRaised) continue;
    const size_t begin = static_cast<size_t>(known.word.data() - text.data());
    raised += text.substr(done, begin - done);
    raised += ToUpper(known.word);
    done = begin + known.word.size();
  }
  return raised.append(text.substr(done));
}

}  // namespace dondoc::directive::files
