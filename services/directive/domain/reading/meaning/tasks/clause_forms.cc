#include "services/directive/domain/reading/meaning/tasks/clause_forms.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/units/bodies.h"

namespace dondoc::directive::reading {
namespace {

// "trong 30 ngày kể từ ngày Luật này có hiệu lực": words from which a period runs, before "có hiệu lực" at `at`.
bool RunsFrom(const TokenText& text, size_t begin, size_t at) {
  constexpr size_t kFar = 25;  // tokens of a document's name with its number and day
  for (size_t i = at; i > begin && at - i < kFar; --i) {
    const char mark = text.tokens[i - 1].mark;
    if (mark == ',' || mark == ';' || mark == '.' || mark == ':') {
      return false;
    }
    const Match from = LongestMatch(text, TheVocabulary().deadlines, i - 1, at);
    if ((from && HasKind(*from.entry, "FROM")) || WordsAt(text, i - 1, at, "truoc ngay") ||
        WordsAt(text, i - 1, at, "truoc khi")) {
      return true;
    }
  }
  return false;
}

// "Quyết định này có hiệu lực từ ngày ký." Not so "rà soát các văn bản có hiệu lực".
bool TakesEffect(const TokenText& text, const Block& block) {
  static constexpr std::string_view kSince[] = {"ke tu", "tu", "sau", "bat dau", "trong", "den"};
  for (size_t at = block.begin; (at = FindWords(text, at, block.end, "co hieu luc")) != kNpos; ++at) {
    const bool itself = at > block.begin && text.tokens[at - 1].folded == "nay";
    const size_t behind = at + (WordsAt(text, at + 3, block.end, "thi hanh") ? 5 : 3);
    const bool since = std::any_of(std::begin(kSince), std::end(kSince),
                                   [&](std::string_view words) { return WordsAt(text, behind, block.end, words); }) ||
                       (behind < block.end && text.tokens[behind].kind == Token::Kind::kNumber);
    if ((itself || since) && !RunsFrom(text, block.begin, at)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool IsClosing(const TokenText& text, const Block& block) {
  if (block.rank != kParagraph) {
    return false;
  }
  // "./." or "./" at the end.
  const size_t end = block.end;
  const bool finished =
      end - block.begin > 2 &&
      (text.tokens[end - 1].mark == '/' || (text.tokens[end - 1].mark == '.' && text.tokens[end - 2].mark == '/'));
  return finished || WordsAt(text, block.begin, end, "tren day la") || WordsAt(text, block.begin, end, "nhan duoc");
}

bool IsFormality(const TokenText& text, const Block& block) {
  return FindWords(text, block.begin, block.end, "chiu trach nhiem thi hanh") != kNpos || TakesEffect(text, block);
}

bool PartActs(const TokenText& text, const Block& block) {
  return StopsName(text, block.content, block.end) &&
         !LongestMatch(text, TheVocabulary().openings, block.content, block.end);
}

}  // namespace dondoc::directive::reading
