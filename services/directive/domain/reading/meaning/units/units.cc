#include "services/directive/domain/reading/meaning/units/units.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "services/directive/domain/reading/meaning/units/bodies.h"
#include "services/directive/domain/reading/meaning/units/offices.h"
#include "services/directive/domain/reading/meaning/units/places.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

bool Separator(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit) {
    return false;
  }
  const char mark = text.tokens[at].mark;
  return mark == ',' || mark == ';' || mark == '-' || mark == '+' || Is(text, at, limit, "va") ||
         Is(text, at, limit, "cung") || Is(text, at, limit, "hoac");
}

// Behind "(", what stands in the brackets, and ")"; `at` where no brackets open.
size_t SkipBrackets(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit || text.tokens[at].mark != '(') {
    return at;
  }
  for (size_t i = at + 1; i < limit && i < at + 60; ++i) {
    if (text.tokens[i].mark == ')') {
      return i + 1;
    }
  }
  return at;
}

// One unit with its article and office; `begin` is where its name begins.
std::optional<Unit> One(const TokenText& text, size_t at, size_t limit) {
  size_t i = at + ArticlesAt(text, at, limit);
  // "13 Cục Thuế", "34 tỉnh, thành phố"
  if (i == at && i + 1 < limit && text.tokens[i].kind == Token::Kind::kNumber && text.tokens[i].folded.size() <= 3) {
    ++i;
  }
  size_t begin = at;
  const Office office = OfficeAt(text, i, limit);
  const Match named = LongestMatch(text, TheVocabulary().bodies, i, limit);
  std::optional<BodyMatch> body;
  if (named.end >= office.end) {  // and not the "Cục" of "Cục trưởng"
    body = ReadBody(text, i, limit, i > at);
  }
  if (!body) {
    if (office.end == 0) {
      return std::nullopt;
    }
    const size_t name = office.end + ArticlesAt(text, office.end, limit);
    const bool acts =
        name == office.end && (StopsName(text, name, limit) || (office.alone && WordsAt(text, name, limit, "to chuc")));
    const bool ministers =
        name < limit && text.tokens[name].mark == ',' && WordsAt(text, office.begin, name, "bo truong");
    begin = office.begin > i ? office.begin : at;
    if ((office.alone && acts) || ministers) {
      return Unit{SpellName(text, begin, name), begin, name, true};
    }
    // "Trưởng" + "Ban Chỉ đạo", not "Trưởng ban".
    const bool shorter =
        office.end > i + 1 && LongestMatch(text, TheVocabulary().bodies, office.end - 1, limit).end > office.end;
    if (shorter) {
      body = ReadBody(text, office.end - 1, limit, false);
    } else if (!acts) {  // "Hiệu trưởng tổ chức thực hiện": what he does
      body = ReadBody(text, name, limit, true);
      // "Lãnh đạo Bộ" is said of the ministry that writes: its name alone would be nobody's.
      const bool bare = office.unit || (office.single && body && !body->group && name == office.end);
      begin = bare && body && body->end > name + 1 ? office.end : begin;
    }
    if (!body && !shorter && office.end > i + 1 && StartsBody(text, office.end - 1, limit)) {
      body = ReadBody(text, office.end - 1, limit, false);  // "Trưởng" + "phòng Tư pháp"
      begin = office.single && body && !body->group ? office.end - 1 : begin;
    }
    if (!body) {
      return std::nullopt;
    }
  }
  // "Cơ quan chủ trì" alone is a role, which names nobody.
  if (begin == i && body->end == i + 4 &&
      (WordsAt(text, i, limit, "co quan chu tri") || WordsAt(text, i, limit, "don vi chu tri"))) {
    return std::nullopt;
  }
  return Unit{SpellName(text, begin, body->end), begin, body->end, body->closed};
}

// The fields of work that are listed at `at` ("Nội vụ, Tài chính và Y tế"), each as a unit of `head`.
std::vector<Unit> FieldsOf(const TokenText& text, const std::string& head, size_t at, size_t limit) {
  std::vector<Unit> units;
  for (size_t i = at; i < limit;) {
    const Match field = LongestMatch(text, TheVocabulary().fields, i, limit);
    if (!field) {
      break;
    }
    const size_t end = SkipQualifiers(text, field.end, limit);
    units.push_back({head + " " + SpellName(text, i, end), i, end, true});
    i = end;
    if (!(i < limit && (text.tokens[i].mark == ',' || text.tokens[i].mark == ';' || Is(text, i, limit, "va")))) {
      break;
    }
    ++i;
  }
  return units;
}

// "các Sở: Nội vụ, Tài chính", "Các Bộ, cơ quan: Tài chính, Xây dựng": each field is a unit of the head.
bool Fields(const TokenText& text, size_t at, size_t limit, UnitList* list) {
  size_t i = at + ArticlesAt(text, at, limit);
  if (const Office office = OfficeAt(text, i, limit); office.end != 0) {
    i = office.end + ArticlesAt(text, office.end, limit);
  }
  const Match head = LongestMatch(text, TheVocabulary().bodies, i, limit);
  if (!head || head.entry->value != "FIELD" || i == at) {
    return false;
  }
  size_t next = head.end;
  const auto group = ReadBody(text, i, limit, true);
  const bool listed = group && group->group && group->end < limit && text.tokens[group->end].mark == ':';
  if (listed) {
    next = group->end + 1;
  } else if (next < limit && text.tokens[next].mark == ':') {
    ++next;
  }
  std::vector<Unit> units = FieldsOf(text, SpellName(text, i, head.end), next, limit);
  if (units.size() < 2) {
    return false;
  }
  list->end = units.back().end;
  list->units.insert(list->units.end(), units.begin(), units.end());
  return true;
}

// "các Tập đoàn: Điện lực Bình Giang, Dầu khí Bình Giang": each name behind the colon is a unit of the head.
bool Namesakes(const TokenText& text, size_t at, size_t limit, UnitList* list) {
  size_t i = at;
  if (const Office office = OfficeAt(text, i, limit); office.end != 0) {
    i = office.end;
  }
  i += ArticlesAt(text, i, limit);
  const Match head = LongestMatch(text, TheVocabulary().bodies, i, limit);
  if (i == at || !head || head.entry->value != "OPEN" || head.end >= limit || text.tokens[head.end].mark != ':') {
    return false;
  }
  // Where semicolons separate, commas and "và" stand inside names.
  size_t separator = head.end + 1;
  while (separator < limit && text.tokens[separator].mark != ';' && text.tokens[separator].mark != '.' &&
         !StopsName(text, separator, limit)) {
    ++separator;
  }
  const bool semicolons = separator < limit && text.tokens[separator].mark == ';';
  std::vector<Unit> units;
  for (size_t from = head.end + 1; from < limit && text.tokens[from].capital;) {
    size_t to = from;
    while (to < limit && !StopsName(text, to, limit) && text.tokens[to].mark != ';' && text.tokens[to].mark != '.' &&
           (semicolons || (text.tokens[to].mark != ',' && !(Is(text, to, limit, "va") && !units.empty())))) {
      ++to;
    }
    units.push_back({SpellName(text, i, head.end) + " " + SpellName(text, from, to), from, to, true});
    if (to >= limit || text.tokens[to].mark == '.' || StopsName(text, to, limit)) {
      break;
    }
    from = to + 1;
  }
  if (units.size() < 2) {
    return false;
  }
  list->end = units.back().end;
  list->units.insert(list->units.end(), units.begin(), units.end());
  return true;
}

// ", cơ quan thường trực Ban Chỉ đạo": what the unit just named also is; behind it, or `at`.
size_t SkipApposition(const TokenText& text, size_t at, size_t limit) {
  if (at + 1 >= limit || (text.tokens[at].mark != '-' && text.tokens[at].mark != ',')) {
    return at;
  }
  for (std::string_view words :
       {"co quan thuong truc", "co quan dau moi", "don vi dau moi", "la co quan", "la don vi"}) {
    if (!WordsAt(text, at + 1, limit, words)) {
      continue;
    }
    size_t end = at + 1 + static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
    while (end < limit && text.tokens[end].kind == Token::Kind::kWord &&
           (text.tokens[end].capital || !StopsName(text, end, limit))) {
      ++end;
    }
    return end;
  }
  return at;
}

}  // namespace

std::vector<std::string> UnitList::names() const {
  std::vector<std::string> names;
  for (const Unit& unit : units) {
    names.push_back(unit.name);
  }
  return names;
}

UnitList ReadUnits(const TokenText& text, size_t at, size_t limit) {
  UnitList list;
  list.end = at;
  size_t i = at;
  while (i < limit) {
    if (ReadPlaces(text, i, limit, &list) || Fields(text, i, limit, &list) || Namesakes(text, i, limit, &list)) {
      i = list.end;
    } else if (const auto unit = One(text, i, limit)) {
      // "Các cơ quan đăng ký đầu tư (Sở Tài chính, Ban Quản lý ...)": the units named in brackets are meant.
      const size_t behind = SkipBrackets(text, unit->end, limit);
      UnitList inner;
      if (behind > unit->end + 4 && (ArticlesAt(text, i, limit) > 0 || !unit->closed)) {
        inner = ReadUnits(text, unit->end + 1, behind - 1);
      }
      const bool meant = inner.end + 1 >= behind && inner.units.size() > 1;
      if (meant) {
        list.units.insert(list.units.end(), inner.units.begin(), inner.units.end());
        list.end = behind;
      } else {
        list.units.push_back(*unit);
        list.end = behind > unit->end && Separator(text, behind, limit) ? behind : unit->end;
      }
      list.end = SkipApposition(text, list.end, limit);
      i = list.end;
    } else {
      break;
    }
    // "Sở Nội vụ Sở Tài chính", "Sở Nội vụ/Sở Tài chính": a comma was lost, or a slash stands for it.
    const bool slash = i < limit && text.tokens[i].mark == '/';
    const size_t next = slash ? i + 1 : i;
    if (list.units.back().closed && next < limit && text.tokens[next].capital && !text.tokens[next].line_start &&
        StartsBody(text, next, limit) && One(text, next, limit)) {
      i = next;
      continue;
    }
    if (!Separator(text, i, limit)) {
      break;
    }
    ++i;
    if (Is(text, i, limit, "va") || Is(text, i, limit, "voi")) {
      ++i;
    }
  }
  return list;
}

UnitList ReadUnitsWhole(const TokenText& text, size_t at, size_t limit) {
  UnitList list;
  list.end = at;
  while (limit > at && text.tokens[limit - 1].kind == Token::Kind::kMark && text.tokens[limit - 1].mark != ')') {
    --limit;
  }
  size_t i = at;
  while (i < limit) {
    while (i < limit && (Separator(text, i, limit) || text.tokens[i].mark == '.' || text.tokens[i].mark == ':')) {
      ++i;
    }
    // "(1) Sở Nội vụ; (2) Sở Y tế"
    if (i + 3 < limit && text.tokens[i].mark == '(' && text.tokens[i + 1].kind == Token::Kind::kNumber &&
        text.tokens[i + 2].mark == ')') {
      i += 3;
    }
    if (i >= limit) {
      break;
    }
    const size_t before = list.units.size();
    const UnitList known = ReadUnits(text, i, limit);
    size_t end = known.end;
    list.units.insert(list.units.end(), known.units.begin(), known.units.end());
    size_t tail = end;
    // "theo chức năng, nhiệm vụ được giao" is a remark, to the next unit or the end of the sentence.
    const bool remark = Is(text, tail, limit, "theo") && !WordsAt(text, tail, limit, "theo quy dinh");
    while (tail < limit && text.tokens[tail].mark != ';' && text.tokens[tail].mark != '.') {
      const bool comma = text.tokens[tail].mark == ',' || Is(text, tail, limit, "va");
      if (comma && ((!remark && text.tokens[tail].mark == ',') || One(text, tail + 1, limit))) {
        break;
      }
      if (tail > i && text.tokens[tail].line_start && text.tokens[tail].capital && StartsBody(text, tail, limit)) {
        break;
      }
      ++tail;
    }
    if (list.units.size() == before) {
      list.units.push_back({SpellName(text, i, tail), i, tail, true});
    } else if (tail > end && text.tokens[end].mark != '(' && !remark &&
               (!StopsName(text, end, limit) || tail - end <= 3 || Is(text, end, limit, "ve") ||
                WordsAt(text, end, limit, "duoc giao") || WordsAt(text, end, limit, "duoc phan cong"))) {
      const size_t begin = known.units.back().begin;
      list.units.back() = {SpellName(text, begin, tail), begin, tail, true};
    }
    i = std::max(tail, i + 1);
  }
  list.end = limit;
  return list;
}

}  // namespace dondoc::directive::reading
