#include "services/directive/domain/reading/meaning/tasks/clause_forms.h"

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
    if (from && HasKind(*from.entry, "FROM")) {
      return true;
    }
  }
  return false;
}

// "Quyết định này có hiệu lực từ ngày ký."
bool TakesEffect(const TokenText& text, const Block& block) {
  for (size_t at = block.begin; (at = FindWords(text, at, block.end, "co hieu luc")) != kNpos; ++at) {
    if (!RunsFrom(text, block.begin, at)) {
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
