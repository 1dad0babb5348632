#include "services/directive/domain/reading/structure/unit_heading.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {
namespace {

bool IsKind(const Match& match, std::initializer_list<std::string_view> kinds) {
  return match && std::find(kinds.begin(), kinds.end(), match.entry->value) != kinds.end();
}

// "3. Phòng", "1. Ban Quản lý": the last words before `end` want a name behind them.
bool WantsName(const TokenText& text, size_t begin, size_t end) {
  constexpr size_t kLongest = 5;  // words
  for (size_t at = end > begin + kLongest ? end - kLongest : begin; at < end; ++at) {
    const Match match = LongestMatch(text, TheVocabulary().bodies, at, end);
    if (match.end == end && IsKind(match, {"FIELD", "OPEN", "OF"})) {
      return true;
    }
  }
  return false;
}

// True where `line` may be the rest of a unit's name, which `wanting` is not whole without: another body, a field of
// work, a place. "Xây dựng trạm", "Ban hành kế hoạch" are none of these.
bool GoesOnWithName(const TokenText& text, const Line& line, bool wanting) {
  const Vocabulary& words = TheVocabulary();
  const size_t at = line.begin, limit = line.end;
  const Match body = LongestMatch(text, words.bodies, at, limit);
  const Match duty = LongestMatch(text, words.unit_stops, at, limit);
  const Match field = LongestMatch(text, words.fields, at, limit);
  if (field && (wanting || field.end >= limit || text.tokens[field.end].kind == Token::Kind::kMark ||
                text.tokens[field.end].folded == "va" || LongestMatch(text, words.levels, field.end, limit))) {
    return true;
  }
  if (duty && duty.entry->value != "NONE" && duty.end > body.end) {
    return false;
  }
  if ((body && !IsKind(body, {"NONE", "NOUN"})) || LongestMatch(text, words.offices, at, limit) ||
      LongestMatch(text, words.levels, at, limit)) {
    return true;
  }
  // "Nam, Thông tấn xã", "Hòa An": a sentence goes on in small letters.
  const bool goes_on = at + 1 < limit && text.tokens[at + 1].kind != Token::Kind::kMark && !text.tokens[at + 1].capital;
  return !goes_on && !LongestMatch(text, words.requests, at, limit);
}

// True where [begin, end) says what to do, and so is no name alone.
bool Orders(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    const Match duty = LongestMatch(text, TheVocabulary().unit_stops, i, end);
    if (duty && duty.entry->value != "NONE" && !text.tokens[i].capital) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool HeadsSentence(const TokenText& text, size_t begin, const Line& heading, const Line& line) {
  constexpr size_t kLongest = 14;  // tokens
  if (heading.end <= begin || heading.end - begin > kLongest) {
    return false;
  }
  const Token& last = text.tokens[heading.end - 1];
  if (last.kind != Token::Kind::kWord || last.upper || ExpectsNumber(last)) {
    return false;
  }
  const Match request = LongestMatch(text, TheVocabulary().requests, begin, heading.end);
  const size_t name = request ? request.end : begin;
  return LongestMatch(text, TheVocabulary().bodies, name, heading.end) && !Orders(text, name, heading.end) &&
         !GoesOnWithName(text, line, WantsName(text, begin, heading.end));
}

}  // namespace dondoc::directive::reading
