#include "services/directive/domain/reading/meaning/tasks/predicates.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/meaning/units/bodies.h"

namespace dondoc::directive::reading {

bool NotADuty(const TokenText& text, size_t at, size_t limit) {
  return static_cast<bool>(LongestMatch(text, TheVocabulary().not_duties, at, limit));
}

size_t SkipRemark(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kRemarks[] = {"theo",        "can cu",  "tren co so",   "nhat la",
                                                  "dac biet la", "neu tai", "quy dinh tai", "neu tren"};
  static constexpr std::string_view kInside[] = {"theo",      "duoc", "giao",     "cua",        "quyen",
                                                 "trong",     "ve",   "tai",      "o",          "quy dinh",
                                                 "phan cong", "la",   "ban hanh", "quyet dinh", "ke hoach"};
  const auto starts = [&](size_t i, std::string_view words) { return WordsAt(text, i, limit, words); };
  const Match duty = LongestMatch(text, TheVocabulary().unit_stops, at, limit);
  const bool follows = duty && duty.end > at + 1 && WordsAt(text, at, limit, "theo");  // "theo dõi"
  if (follows ||
      std::none_of(std::begin(kRemarks), std::end(kRemarks), [&](auto words) { return starts(at, words); })) {
    return at;
  }
  for (size_t i = at + 2; i < limit; ++i) {
    if (StopsName(text, i, limit) &&
        std::none_of(std::begin(kInside), std::end(kInside), [&](auto words) { return starts(i, words); })) {
      return i;
    }
  }
  return limit;
}

bool ActsAt(const TokenText& text, size_t at, size_t limit) {
  return StopsName(text, at, limit) && !NotADuty(text, at, limit) &&
         !LongestMatch(text, TheVocabulary().openings, at, limit);
}

bool ActsAsFocalPoint(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kWords[] = {"la co quan dau moi", "la don vi dau moi", "la bo phan dau moi",
                                                "la dau moi"};
  for (std::string_view words : kWords) {
    if (WordsAt(text, at, limit, words)) {
      const size_t behind = at + static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
      return ActsAt(text, behind + (behind < limit && text.tokens[behind].mark == ',' ? 1 : 0), limit);
    }
  }
  return false;
}

size_t SkipBrackets(const TokenText& text, size_t at, size_t limit) {
  if (at < limit && (text.tokens[at].mark == '(' || text.tokens[at].mark == '[')) {
    const char closing = text.tokens[at].mark == '(' ? ')' : ']';
    for (size_t i = at; i < limit && i < at + 60; ++i) {
      if (text.tokens[i].mark == closing) {
        return i + 1;
      }
    }
  }
  return at;
}

}  // namespace dondoc::directive::reading
