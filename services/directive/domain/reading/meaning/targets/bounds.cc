#include "services/directive/domain/reading/meaning/targets/bounds.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "services/directive/domain/reading/meaning/values/dates.h"

namespace dondoc::directive::reading {
namespace {

bool EndsSentence(const TokenText& text, size_t at, size_t limit) {
  return text.tokens[at].mark == '.' && (at + 1 >= limit || text.tokens[at + 1].space_before);
}

size_t FirstInReach(const Block& block, size_t at) { return at > block.content + kReach ? at - kReach : block.content; }

size_t SentenceBegin(const TokenText& text, const Block& block, size_t at) {
  const size_t first = FirstInReach(block, at);
  while (at > first && !EndsSentence(text, at - 1, block.end)) {
    --at;
  }
  return at;
}

// True where another percentage stands before `at` in the same sentence: the comma separates two targets.
bool ShareBefore(const TokenText& text, const Block& block, size_t at) {
  for (size_t i = at; i > block.content && at - i < 40; --i) {
    const Token& token = text.tokens[i - 1];
    if (token.mark == '%') {
      return true;
    }
    if (token.mark == ';' || token.mark == '.') {
      return false;
    }
  }
  return false;
}

bool ShareBehind(const TokenText& text, const Block& block, size_t at) {
  for (size_t i = at + 1; i < block.end && i < at + 30; ++i) {
    if (text.tokens[i].mark == '%') {
      return true;
    }
    if (text.tokens[i].mark == ';' || text.tokens[i].mark == '.') {
      return false;
    }
  }
  return false;
}

// "(1)", "Chỉ tiêu 1:": the number of the target in its list.
size_t SkipLabel(const TokenText& text, size_t i, size_t at) {
  if (i + 3 <= at && text.tokens[i].mark == '(' && text.tokens[i + 2].mark == ')' &&
      text.tokens[i + 1].kind == Token::Kind::kNumber) {
    return i + 3;
  }
  if (i + 4 <= at && WordsAt(text, i, at, "chi tieu") && text.tokens[i + 2].kind == Token::Kind::kNumber &&
      text.tokens[i + 3].mark == ':') {
    return i + 4;
  }
  return i;
}

size_t ClauseBegin(const TokenText& text, const Block& block, size_t at) {
  const size_t first = FirstInReach(block, at);
  size_t i = at;
  while (i > first) {
    const Token& token = text.tokens[i - 1];
    if (token.mark == ';' || EndsSentence(text, i - 1, block.end) ||
        (token.mark == ',' && at - i > 1 && text.tokens[i].kind == Token::Kind::kWord && ShareBefore(text, block, i))) {
      break;
    }
    --i;
  }
  return SkipLabel(text, i, at);
}

size_t ClauseEnd(const TokenText& text, const Block& block, size_t end) {
  const size_t limit = std::min(block.end, end + kReach);
  size_t open = 0;
  while (end < limit && text.tokens[end].mark != ';' && !(text.tokens[end].mark == ')' && open == 0) &&
         !EndsSentence(text, end, block.end) && !(text.tokens[end].mark == ',' && ShareBehind(text, block, end))) {
    open += text.tokens[end].mark == '(' ? 1 : 0;
    open -= text.tokens[end].mark == ')' ? 1 : 0;
    ++end;
  }
  return end;
}

constexpr size_t kLongestFact = 40;  // tokens of a bracket

// "năm 2020 đạt ..."; "hiện nay".
bool TellsThePast(const TokenText& text, size_t at, size_t end, int issued) {
  for (std::string_view words : {"tinh den", "den het", "ket qua", "thuc hien", "cuoi", "het", "den"}) {
    if (const size_t count = WordsAt(text, at, end, words) ? 1 + (words.find(' ') != std::string_view::npos) : 0;
        count != 0 && !WordsAt(text, at, end, "den nay")) {
      at += count;
      break;
    }
  }
  for (std::string_view words : {"hien nay", "hien tai", "hien dat", "hien co", "den nay"}) {
    if (WordsAt(text, at, end, words)) return true;
  }
  const int year = at + 2 < end && text.tokens[at].folded == "nam" ? ReadYear(text, at + 1, end) : 0;
  if (year == 0) {
    return false;
  }
  const Token& verb = text.tokens[at + 2];
  const bool tells = verb.mark == ':' || verb.folded == "dat" || verb.folded == "la" || verb.folded == "co" ||
                     verb.folded == "chiem" || verb.kind == Token::Kind::kNumber;
  return tells && year < issued;
}

}  // namespace

size_t EndOfPastFact(const TokenText& text, size_t at, size_t limit, int issued) {
  if (text.tokens[at].mark != '(') return 0;
  size_t end = at + 1;
  while (end < limit && end - at < kLongestFact && text.tokens[end].mark != ')') ++end;
  const bool closed = end < limit && text.tokens[end].mark == ')';
  return closed && TellsThePast(text, at + 1, end, issued) ? end + 1 : 0;
}

Bounds FindBounds(const TokenText& text, const Block& block, size_t begin, size_t end) {
  Bounds bounds;
  bounds.clause = ClauseBegin(text, block, begin);
  bounds.goal = bounds.clause;
  bounds.closed = bounds.clause == block.content || bounds.clause != FirstInReach(block, begin);
  if (bounds.closed) {
    bounds.sentence = SentenceBegin(text, block, begin);
    bounds.end = ClauseEnd(text, block, end);
  }
  return bounds;
}

}  // namespace dondoc::directive::reading
