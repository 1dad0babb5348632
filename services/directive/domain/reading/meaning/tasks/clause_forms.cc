#include "services/directive/domain/reading/meaning/tasks/clause_forms.h"

#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/units/bodies.h"

namespace dondoc::directive::reading {

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
  return FindWords(text, block.begin, block.end, "chiu trach nhiem thi hanh") != kNpos ||
         FindWords(text, block.begin, block.end, "co hieu luc") != kNpos;
}

bool PartActs(const TokenText& text, const Block& block) {
  return StopsName(text, block.content, block.end) &&
         !LongestMatch(text, TheVocabulary().openings, block.content, block.end);
}

}  // namespace dondoc::directive::reading
