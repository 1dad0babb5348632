#include "services/directive/domain/reading/meaning/units.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "common/text/utf8.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestName = 16;  // words of a name that no rule knows

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

bool IsWord(const TokenText& text, size_t at, size_t limit) {
  return at < limit && text.tokens[at].kind == Token::Kind::kWord;
}

bool Capital(const TokenText& text, size_t at, size_t limit) {
  return IsWord(text, at, limit) && text.tokens[at].capital;
}

// "các", "tất cả các", "một số" ...: how many words.
size_t Articles(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  for (std::string_view words : {"tat ca cac", "tat ca", "toan the", "mot so", "tung"}) {
    if (WordsAt(text, i, limit, words)) {
      i += static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
      break;
    }
  }
  if (Is(text, i, limit, "cac") || Is(text, i, limit, "moi")) {
    ++i;
  }
  return i - at;
}

// The level at `at` ("tỉnh", "thị trấn"): how many tokens.
size_t Level(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit || text.tokens[at].word == 0) {
    return 0;
  }
  const Match match = LongestMatch(text, TheVocabulary().levels, at, limit);
  if (!match) {
    return 0;
  }
  const bool dotted = text.tokens[at].folded == "tp" && match.end < limit && text.tokens[match.end].mark == '.';
  return match.end - at + (dotted ? 1 : 0);
}

bool StartsBody(const TokenText& text, size_t at, size_t limit) {
  return static_cast<bool>(LongestMatch(text, TheVocabulary().bodies, at, limit));
}

// A proper name behind a level: capital words, at most five.
size_t ProperName(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  while (i < limit && i < at + 5 && Capital(text, i, limit) &&
         !(i > at && StartsBody(text, i, limit) && !text.tokens[i].upper)) {
    ++i;
    if (i + 1 < limit && text.tokens[i].mark == '-' && Capital(text, i + 1, limit) && !text.tokens[i].space_before) {
      ++i;
    }
  }
  // In capitals everything is capital: a level's name does not run on into a body's.
  return i - at;
}

// ": Hà Tĩnh, Quảng Trị và Đắk Lắk" behind "các tỉnh, thành phố": the end of the list of provinces, or `at`.
size_t Provinces(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit || text.tokens[at].mark != ':') {
    return at;
  }
  size_t end = at;
  for (size_t i = at + 1; i < limit;) {
    const Match match = LongestMatch(text, TheVocabulary().provinces, i, limit);
    if (!match) {
      break;
    }
    end = i = match.end;
    if (i < limit && (text.tokens[i].mark == ',' || Is(text, i, limit, "va"))) {
      ++i;
    }
  }
  return end;
}

// "tỉnh", "tỉnh Bình Giang", "cấp xã", "các xã, thị trấn", "quận - huyện": what may follow a body's name. Behind its
// last token.
size_t Territory(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  if (Is(text, i, limit, "cap")) {
    size_t next = i + 1 + Level(text, i + 1, limit);
    if (next > i + 1) {
      while (next < limit && text.tokens[next].mark == ',' && Level(text, next + 1, limit) > 0) {
        next += 1 + Level(text, next + 1, limit);
      }
      return next;
    }
    return at;
  }
  if (WordsAt(text, i, limit, "cac cap")) {
    return i + 2;
  }
  if (WordsAt(text, i, limit, "khu vuc")) {
    return i + 2 < limit && (text.tokens[i + 2].kind == Token::Kind::kNumber || text.tokens[i + 2].upper) ? i + 3 : at;
  }
  if (WordsAt(text, i, limit, "viet nam")) {
    i += 2;
  }
  const bool many = Is(text, i, limit, "cac") || Is(text, i, limit, "cua");
  if (many) {
    ++i;
  }
  size_t length = Level(text, i, limit);
  if (length == 0) {
    return many ? at : i;
  }
  i += length;
  i += ProperName(text, i, limit);
  // "các xã, phường, thị trấn"; "huyện, thành phố"; "quận - huyện"
  while (i + 1 < limit) {
    size_t next = i;
    if (text.tokens[next].mark == ',' || text.tokens[next].mark == '-' || text.tokens[next].mark == '/' ||
        Is(text, next, limit, "va")) {
      ++next;
    } else {
      break;
    }
    if (Is(text, next, limit, "cac")) {
      ++next;
    }
    length = Level(text, next, limit);
    if (length == 0) {
      break;
    }
    i = next + length;
    i += ProperName(text, i, limit);
  }
  if (WordsAt(text, i, limit, "truc thuoc trung uong")) {
    i += 4;
  }
  return Provinces(text, i, limit);
}

// A name of words of its own: as far as it looks like one.
size_t OpenName(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  size_t words = 0;
  while (i < limit && words < kLongestName) {
    const Token& token = text.tokens[i];
    if (token.kind == Token::Kind::kMark) {
      const bool joins = (token.mark == '-' || token.mark == '&') && Capital(text, i + 1, limit);
      const bool list = token.mark == ',' && words > 0 && Capital(text, i + 1, limit) &&
                        !StartsBody(text, i + 1, limit) &&
                        !LongestMatch(text, TheVocabulary().group_words, i + 1, limit) && i + 2 < limit &&
                        !text.tokens[i + 1].upper && IsWord(text, i + 2, limit) &&
                        !LongestMatch(text, TheVocabulary().offices, i + 1, limit);
      if (!joins && !list) {
        break;
      }
      ++i;
      continue;
    }
    if (token.folded == "va") {
      const bool name = IsWord(text, i + 1, limit) && !StartsBody(text, i + 1, limit) &&
                        Articles(text, i + 1, limit) == 0 && !StopsName(text, i + 1, limit) &&
                        !LongestMatch(text, TheVocabulary().group_words, i + 1, limit) && words > 1;
      if (!Capital(text, i + 1, limit) ? !name : StartsBody(text, i + 1, limit)) {
        break;
      }
      ++i;
      continue;
    }
    if (words > 0 && Level(text, i, limit) > 0) {
      const size_t end = Territory(text, i, limit);
      return end;
    }
    // "Ban Chỉ đạo" is a name, "chỉ đạo" a duty.
    if ((StopsName(text, i, limit) && !(token.capital && !token.upper)) || (token.folded == "cac" && words > 0) ||
        token.folded == "lien" || (token.folded == "co" && Is(text, i + 1, limit, "lien"))) {
      break;
    }
    ++words;
    ++i;
  }
  return words > 0 ? i : at;
}

// Qualifiers behind a name: "liên quan", "cấp tỉnh", "trực thuộc UBND huyện".
size_t Qualifiers(const TokenText& text, size_t at, size_t limit);

std::optional<size_t> Group(const TokenText& text, size_t at, size_t limit, bool article) {
  const Lexicon& words = TheVocabulary().group_words;
  Match match = LongestMatch(text, words, at, limit);
  if (!match) {
    return std::nullopt;
  }
  size_t i = match.end;
  size_t count = 1;
  for (;;) {
    size_t next = i;
    if (next < limit && (text.tokens[next].mark == ',' || text.tokens[next].mark == '-' ||
                         text.tokens[next].mark == '/' || Is(text, next, limit, "va"))) {
      ++next;
    } else if (!(next < limit && LongestMatch(text, words, next, limit) && !StopsName(text, next, limit))) {
      break;
    }
    // "các phòng, ban, các cơ quan, đơn vị": one group; behind a qualifier another begins (the caller sees to that).
    if (Is(text, next, limit, "cac") && text.tokens[i].mark == ',') {
      const Match other = LongestMatch(text, words, next + 1, limit);
      if (other && (other.entry->phrase == "cơ quan" || other.entry->phrase == "đơn vị")) {
        next += 1;
      }
    }
    match = LongestMatch(text, words, next, limit);
    if (!match) {
      break;
    }
    // "..., Sở Y tế": a head with its field is a unit of its own.
    const Match body = LongestMatch(text, TheVocabulary().bodies, next, limit);
    if (body && body.entry->value == "FIELD" &&
        (LongestMatch(text, TheVocabulary().fields, body.end, limit) || Capital(text, body.end, limit))) {
      break;
    }
    if (body && body.end > match.end) {
      break;
    }
    i = match.end;
    ++count;
  }
  size_t qualified = Qualifiers(text, i, limit);
  // "các cơ quan đăng ký đầu tư": a class of units named by what it does.
  if (article && count == 1 && qualified == i && IsWord(text, i, limit) && !text.tokens[i].capital &&
      !StopsName(text, i, limit)) {
    qualified = OpenName(text, i, limit);
  }
  if (!article && count < 2 && qualified == i) {
    return std::nullopt;
  }
  return qualified;
}

std::optional<size_t> Body(const TokenText& text, size_t at, size_t limit, bool article);

size_t Qualifiers(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  for (int round = 0; round < 4 && i < limit; ++round) {
    const size_t territory = Territory(text, i, limit);
    if (territory > i) {
      i = territory;
      continue;
    }
    const Match match = LongestMatch(text, TheVocabulary().qualifiers, i, limit);
    if (!match) {
      break;
    }
    size_t next = match.end;
    const std::string& phrase = match.entry->phrase;
    if (phrase == "thuộc" || phrase == "của" || phrase == "trực thuộc" || phrase == "trên địa bàn" ||
        phrase == "đóng trên địa bàn") {
      const size_t place = Territory(text, next, limit);
      const auto body = place > next ? std::optional<size_t>(place) : Body(text, next, limit, false);
      if (body) {
        next = *body;
      } else if (phrase == "thuộc" || phrase == "của") {
        break;
      }
    }
    if (phrase == "quản lý") {
      next = OpenName(text, next, limit);  // "các sở quản lý quy hoạch"
    }
    i = next;
  }
  return i;
}

// A unit without its article; behind its last token.
std::optional<size_t> Body(const TokenText& text, size_t at, size_t limit, bool article) {
  const Match match = LongestMatch(text, TheVocabulary().bodies, at, limit);
  if (match) {
    const std::string& kind = match.entry->value;
    const size_t end = match.end;
    if (kind == "NONE") {
      return std::nullopt;
    }
    if (kind == "PEOPLE" || kind == "NAME") {
      size_t tail = Territory(text, end, limit);
      if (kind == "NAME" && tail == end && Capital(text, end, limit) && !StartsBody(text, end, limit) &&
          match.entry->words.size() == 1 && !StopsName(text, end, limit)) {
        tail = OpenName(text, end, limit);
      }
      return Qualifiers(text, tail, limit);
    }
    if (kind == "FIELD") {
      const Match field = LongestMatch(text, TheVocabulary().fields, end, limit);
      if (field) {
        return Qualifiers(text, field.end, limit);
      }
      if (Capital(text, end, limit) && text.tokens[at].capital && !StopsName(text, end, limit) &&
          text.tokens[at].mark == 0 && !LongestMatch(text, TheVocabulary().group_words, end, limit)) {
        return Qualifiers(text, OpenName(text, end, limit), limit);
      }
    }
    if (kind == "OPEN" && text.tokens[at].capital) {
      const size_t open = OpenName(text, end, limit);
      if (open > end) {
        return Qualifiers(text, open, limit);
      }
      if (match.entry->words.size() > 1 || text.tokens[at].line_start) {
        return Qualifiers(text, end, limit);
      }
    }
    if (kind == "CLASS" && !article) {
      size_t from = end;
      if (WordsAt(text, end, limit, "phoi hop") || WordsAt(text, end, limit, "chu tri")) {
        from = end + 2;
      }
      const size_t open = OpenName(text, from, limit);
      if (open > from || from > end) {
        return Qualifiers(text, std::max(open, from), limit);
      }
    }
  }
  return Group(text, at, limit, article);
}

// One unit with article and office; behind its last token.
std::optional<size_t> One(const TokenText& text, size_t at, size_t limit) {
  size_t i = at + Articles(text, at, limit);
  bool article = i > at;
  if (const auto body = Body(text, i, limit, article)) {
    return body;
  }
  const Match office = LongestMatch(text, TheVocabulary().offices, i, limit);
  if (!office) {
    return std::nullopt;
  }
  i = office.end;
  // "Bộ trưởng, Thủ trưởng cơ quan ngang bộ", "Chủ tịch, các Phó Chủ tịch": offices in a row.
  while (i < limit && text.tokens[i].mark == ',') {
    size_t next = i + 1 + Articles(text, i + 1, limit);
    const Match another = LongestMatch(text, TheVocabulary().offices, next, limit);
    if (!another) {
      break;
    }
    i = another.end;
  }
  const size_t articles = Articles(text, i, limit);
  return Body(text, i + articles, limit, true);
}

bool SeparatorAt(const TokenText& text, size_t at, size_t limit) {
  return at < limit && (text.tokens[at].mark == ',' || text.tokens[at].mark == ';' || Is(text, at, limit, "va") ||
                        Is(text, at, limit, "cung") || text.tokens[at].mark == '-' || text.tokens[at].mark == '+');
}

// "các Sở: Nội vụ, Tài chính, Y tế": each field is a unit of the head.
bool Fields(const TokenText& text, size_t at, size_t limit, UnitList* list) {
  size_t i = at + Articles(text, at, limit);
  const Match office = LongestMatch(text, TheVocabulary().offices, i, limit);
  if (office) {
    i = office.end + Articles(text, office.end, limit);
  }
  const Match head = LongestMatch(text, TheVocabulary().bodies, i, limit);
  if (!head || head.entry->value != "FIELD" || i == at) {
    return false;
  }
  size_t next = head.end;
  if (next < limit && text.tokens[next].mark == ':') {
    ++next;
  }
  std::vector<Unit> units;
  for (;;) {
    const Match field = LongestMatch(text, TheVocabulary().fields, next, limit);
    if (!field) {
      break;
    }
    const size_t end = Qualifiers(text, field.end, limit);
    std::string name = SpellName(text, i, head.end) + " " + SpellName(text, next, end);
    units.push_back({std::move(name), next, end});
    next = end;
    if (next < limit &&
        (text.tokens[next].mark == ',' || text.tokens[next].mark == ';' || Is(text, next, limit, "va")) &&
        LongestMatch(text, TheVocabulary().fields, next + 1, limit)) {
      ++next;
      continue;
    }
    break;
  }
  if (units.size() < 2) {
    return false;
  }
  list->end = units.back().end;
  list->units.insert(list->units.end(), units.begin(), units.end());
  return true;
}

// Behind "(", what stands in the brackets, and what is behind ")".
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

void Add(const TokenText& text, size_t begin, size_t end, UnitList* list) {
  list->units.push_back({SpellName(text, begin, end), begin, end});
  list->end = end;
}

std::string Spell(const TokenText& text, size_t begin, size_t end, bool expand);

}  // namespace

std::vector<std::string> UnitList::names() const {
  std::vector<std::string> names;
  for (const Unit& unit : units) {
    names.push_back(unit.name);
  }
  return names;
}

bool StopsName(const TokenText& text, size_t at, size_t limit) {
  return at < limit && static_cast<bool>(LongestMatch(text, TheVocabulary().unit_stops, at, limit));
}

UnitList ReadUnits(const TokenText& text, size_t at, size_t limit) {
  UnitList list;
  list.end = at;
  size_t i = at;
  while (i < limit) {
    if (Fields(text, i, limit, &list)) {
      i = list.end;
    } else if (const auto end = One(text, i, limit)) {
      // "Các cơ quan đăng ký đầu tư (Sở Tài chính, Ban Quản lý ...)": the units named in brackets are meant.
      const size_t behind = SkipBrackets(text, *end, limit);
      UnitList inner;
      if (behind > *end + 4 && Articles(text, i, limit) > 0) {
        inner = ReadUnits(text, *end + 1, behind - 1);
      }
      if (inner.units.size() > 1 && inner.end + 1 >= behind) {
        list.units.insert(list.units.end(), inner.units.begin(), inner.units.end());
        list.end = behind;
      } else {
        Add(text, i, *end, &list);
        list.end = behind > *end && SeparatorAt(text, behind, limit) ? behind : *end;
      }
      i = list.end;
    } else {
      break;
    }
    if (!SeparatorAt(text, i, limit)) {
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
    while (i < limit && (SeparatorAt(text, i, limit) || text.tokens[i].mark == '.' || text.tokens[i].mark == ':')) {
      ++i;
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
      Add(text, i, tail, &list);
    } else if (tail > end && text.tokens[end].mark != '(' && !remark &&
               (!StopsName(text, end, limit) || tail - end <= 3 || Is(text, end, limit, "ve"))) {
      list.units.pop_back();
      Add(text, known.units.back().begin, tail, &list);
    }
    i = std::max(tail, i + 1);
  }
  list.end = limit;
  return list;
}

std::string SpellName(const TokenText& text, size_t begin, size_t end) { return Spell(text, begin, end, true); }

std::string SpellPlain(const TokenText& text, size_t begin, size_t end) {
  return Spell(text, begin, end, text.damaged);
}

namespace {

// The phrase at `at` whose canonical spelling replaces the text's, if any.
Match Canonical(const TokenText& text, size_t at, size_t end) {
  const Vocabulary& vocabulary = TheVocabulary();
  Match best;
  for (const Lexicon* lexicon :
       {&vocabulary.bodies, &vocabulary.fields, &vocabulary.offices, &vocabulary.group_words, &vocabulary.titles}) {
    const Match match = LongestMatch(text, *lexicon, at, end);
    if (match && match.end > best.end) {
      best = match;
    }
  }
  return best;
}

void Append(const TokenText& text, size_t token, std::string_view words, std::string* out) {
  if (!out->empty() && text.tokens[token].space_before) {
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
    std::string word(text.Raw(i));
    if (!token.spelled.empty()) {
      word = token.spelled;
    } else if (capitals && token.kind == Token::Kind::kWord) {
      const bool small = Level(text, i, end) > 0 || (i > begin && Level(text, i - 1, end) == 2) ||
                         token.folded == "va" || token.folded == "cac";
      const std::string lower = ToLower(word);
      size_t first = 0;
      DecodeUtf8(lower, &first);
      word = small ? lower : ToUpper(lower.substr(0, first)) + lower.substr(first);
    }
    Append(text, i, word, &out);
    ++i;
  }
  if (!out.empty()) {
    size_t first = 0;
    DecodeUtf8(out, &first);
    out = ToUpper(out.substr(0, first)) + out.substr(first);
  }
  return out;
}

}  // namespace
}  // namespace dondoc::directive::reading
