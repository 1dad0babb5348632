#include "services/directive/domain/reading/meaning/units/heading_names.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/meaning/units/bodies.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongest = 30;  // tokens

// Verbs and prepositions that also stand inside the names of classes: "các doanh nghiệp tham gia đấu thầu".
bool InsideNames(const TokenText& text, size_t at, size_t end) {
  static constexpr std::string_view kWords[] = {"cung cap", "dau tu",     "quan ly", "su dung", "khai thac", "van hanh",
                                                "tham gia", "ung dung",   "trong",   "tai",     "o",         "ve",
                                                "duoc",     "kinh doanh", "sau",     "xay dung"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view words) { return WordsAt(text, at, end, words); });
}

// True where the word at `at` says what to do.
bool Acts(const TokenText& text, size_t at, size_t end) {
  const Token& token = text.tokens[at];
  return StopsName(text, at, end) && !(token.capital && !token.upper) && !InsideNames(text, at, end);
}

// "Cơ quan chủ trì giải quyết thủ tục", "Các chủ đầu tư kinh doanh hạ tầng": a class of units.
UnitList ReadClass(const TokenText& text, size_t begin, size_t end) {
  const Match office = LongestMatch(text, TheVocabulary().offices, begin, end);
  size_t at = office ? office.end : begin;
  at += ArticlesAt(text, at, end);
  const Match match = LongestMatch(text, TheVocabulary().bodies, at, end);
  if (at == begin && !(match && match.entry->value == "CLASS")) {
    return {};
  }
  if (at > begin) {
    const auto group = ReadBody(text, at, end, true);
    const bool noun = match && match.entry->value == "NAME" && !text.tokens[at].capital;
    if (!group || !(group->group || noun) || group->end >= end || text.tokens[group->end].kind == Token::Kind::kMark ||
        WordsAt(text, group->end, end, "co trach nhiem") || WordsAt(text, group->end, end, "va") ||
        WordsAt(text, group->end, end, "theo") || WordsAt(text, group->end, end, "can cu") ||
        WordsAt(text, group->end, end, "tren co so") || LongestMatch(text, TheVocabulary().requests, group->end, end)) {
      return {};
    }
  }
  size_t name = begin + 1;
  while (name < end && text.tokens[name].mark != '(' && text.tokens[name].mark != '[') {
    ++name;
  }
  return {{{SpellName(text, begin, name), begin, name, true}}, end};
}

}  // namespace

UnitList ReadHeadingName(const TokenText& text, size_t begin, size_t end) {
  const char last = end > begin ? text.tokens[end - 1].mark : 0;
  if (begin >= end || end - begin > kLongest || last == ':' || last == '.' || last == ';') {
    return {};
  }
  if (UnitList known = ReadClass(text, begin, end); !known.empty()) {
    return known;
  }
  size_t at = begin;
  if (const Match request = LongestMatch(text, TheVocabulary().requests, at, end)) {
    at = request.end - (text.tokens[request.end - 1].folded == "cac" ? 1 : 0);
  }
  UnitList units = ReadUnits(text, at, end);
  const Match first = LongestMatch(text, TheVocabulary().bodies, at, end);
  if (units.empty() || (first && first.entry->value == "STAFF")) {
    return {};
  }
  size_t name = units.units.back().end;
  if (units.end > name && units.end >= end) {
    return units;  // with what the last unit also is: "Sở Nội vụ - cơ quan thường trực"
  }
  for (bool open = true; name < end && open; ++name) {
    const Token& token = text.tokens[name];
    open = token.mark != '(' && token.mark != '[' && !(token.mark == '-' && token.space_before);
    if (token.mark == ':' || token.mark == ';' || token.mark == '.' || (open && Acts(text, name, end))) {
      return {};
    }
    name -= open ? 0 : 1;
  }
  // The last of "các xã: Bình An, Bình Hòa" is not named by the words of the list.
  if (Unit& unit = units.units.back(); name > unit.end) {
    unit = {SpellName(text, unit.begin, name), unit.begin, name, true};
  }
  units.end = end;
  return units;
}

}  // namespace dondoc::directive::reading
