#include "services/directive/domain/reading/meaning/units/bodies.h"

#include <algorithm>
#include <string_view>

#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/units/territories.h"

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

// "mọi" at `at`, which is not the "môi" of "môi trường".
bool IsEvery(const TokenText& text, size_t at, size_t limit) {
  return Is(text, at, limit, "moi") && !Is(text, at + 1, limit, "truong") &&
         (!text.exact || ToLower(text.Raw(at)) == "mọi");
}

}  // namespace

size_t ArticlesAt(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  for (std::string_view words : {"tat ca cac", "tat ca", "toan the", "mot so", "he thong cac", "tung", "nhung"}) {
    if (WordsAt(text, i, limit, words)) {
      i += static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
      break;
    }
  }
  const bool yours = WordsAt(text, i, limit, "quy co quan") || WordsAt(text, i, limit, "quy don vi") ||
                     WordsAt(text, i, limit, "quy so");
  if (Is(text, i, limit, "cac") || IsEvery(text, i, limit) || yours) {
    ++i;
  }
  return i - at;
}

bool StartsBody(const TokenText& text, size_t at, size_t limit) {
  return static_cast<bool>(LongestMatch(text, TheVocabulary().bodies, at, limit));
}

bool StopsName(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit) {
    return false;
  }
  const Lexicon& stops = TheVocabulary().unit_stops;
  const Match match = LongestMatch(text, stops, at, limit);
  if (!match || match.entry->value == "NONE") {
    return false;
  }
  const Match around = at > 0 ? LongestMatch(text, stops, at - 1, limit) : Match();
  return !(around && around.entry->value == "NONE" && around.end > at);
}

namespace {

// A name of words of its own: as far as it looks like one.
size_t OpenName(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  size_t words = 0;
  while (i < limit && words < kLongestName) {
    const Token& token = text.tokens[i];
    if (token.kind == Token::Kind::kMark) {
      const bool tight = token.mark == ',' && i + 1 < limit && !text.tokens[i + 1].space_before;  // "KH,CN&MT"
      const bool joins = (token.mark == '-' || token.mark == '&' || tight) && Capital(text, i + 1, limit);
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
                        ArticlesAt(text, i + 1, limit) == 0 && !StopsName(text, i + 1, limit) &&
                        !LongestMatch(text, TheVocabulary().group_words, i + 1, limit) && words > 1;
      if (!Capital(text, i + 1, limit) ? !name : StartsBody(text, i + 1, limit)) {
        break;
      }
      ++i;
      continue;
    }
    if (words > 0 && (LevelAt(text, i, limit) > 0 || (token.folded == "cap" && LevelAt(text, i + 1, limit) > 0))) {
      const size_t end = TerritoryAt(text, i, limit);
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

// "được giao chủ trì soạn thảo (có trách nhiệm ...)": a class told by what its members were given, as far as the word
// that says what they must do. Behind the class, or `at` where no such word follows.
size_t SkipRelative(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kOpenings[] = {"duoc giao", "duoc phan cong", "duoc phan bo",
                                                   "chu tri",   "co chuc nang",   "co lien quan"};
  static constexpr std::string_view kModals[] = {"co trach nhiem", "chiu trach nhiem", "co nhiem vu", "phai", "co the"};
  const auto opens = [&](std::string_view words) { return WordsAt(text, at, limit, words); };
  if (std::none_of(std::begin(kOpenings), std::end(kOpenings), opens)) {
    return at;
  }
  size_t remark = kNpos;
  for (size_t i = at + 2; i < limit && i < at + 24; ++i) {
    if (text.tokens[i].kind == Token::Kind::kMark && text.tokens[i].mark != ',') {
      break;
    }
    for (std::string_view modal : kModals) {
      if (WordsAt(text, i, limit, modal)) {
        return std::min(i, remark);
      }
    }
    // "... theo Kế hoạch này", "... nêu tại Điều 1" tells where, and is no part of the name.
    if (remark == kNpos &&
        (Is(text, i, limit, "theo") || WordsAt(text, i, limit, "neu tai") || WordsAt(text, i, limit, "quy dinh tai"))) {
      remark = i;
    }
  }
  return at;
}

// Enterprises told by their trade, builders, owners and skippers: no offices, and each kind a unit.
bool Private(const Entry& entry) {
  static constexpr std::string_view kHeads[] = {"nhà thầu", "nhà đầu tư", "chủ đầu tư",      "thuyền",
                                                "chủ bến",  "chủ tàu",    "chủ phương tiện", "người lái"};
  return (entry.words.size() >= 3 && entry.phrase.starts_with("doanh nghiệp")) ||
         std::any_of(std::begin(kHeads), std::end(kHeads),
                     [&](std::string_view head) { return entry.phrase.starts_with(head); });
}

std::optional<BodyMatch> Group(const TokenText& text, size_t at, size_t limit, bool article) {
  const Lexicon& words = TheVocabulary().group_words;
  Match match = LongestMatch(text, words, at, limit);
  if (!match) {
    return std::nullopt;
  }
  size_t i = match.end;
  size_t count = 1;
  const bool alone = Private(*match.entry);
  for (;;) {
    size_t next = i;
    // "các doanh nghiệp viễn thông, tổ chức liên quan": these are members of their own.
    if (Private(*match.entry) && next < limit && (text.tokens[next].mark == ',' || Is(text, next, limit, "va"))) {
      break;
    }
    if (next < limit && (text.tokens[next].mark == ',' || text.tokens[next].mark == '-' ||
                         text.tokens[next].mark == '/' || Is(text, next, limit, "va"))) {
      ++next;
    } else if (!(next < limit && LongestMatch(text, words, next, limit) && !StopsName(text, next, limit)) ||
               WordsAt(text, next, limit, "to chuc") || LevelAt(text, next, limit) > 0 ||
               LevelAt(text, next - 1, limit) > 0) {
      break;  // "đoàn thể thành phố", "xã hội": what follows a level, or is one, is no further member
    }
    // "các phòng, ban, các cơ quan, đơn vị", "các cấp, các ngành": one group; behind a qualifier another begins (the
    // caller sees to that).
    if (Is(text, next, limit, "cac") && next > i && match.entry->words.size() <= 2) {
      static constexpr std::string_view kJoined[] = {"cơ quan", "đơn vị", "địa phương", "cấp", "ngành"};
      const Match other = LongestMatch(text, words, next + 1, limit);
      if (other && std::find(std::begin(kJoined), std::end(kJoined), other.entry->phrase) != std::end(kJoined)) {
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
  size_t qualified = SkipQualifiers(text, i, limit);
  if (const size_t relative = SkipRelative(text, qualified, limit); relative > qualified) {
    return BodyMatch{relative, true, true};
  }
  // "các cơ quan đăng ký đầu tư": a class of units named by what it does.
  const bool bare = count == 1 && qualified == i;
  if (article && bare && IsWord(text, i, limit) && !text.tokens[i].capital && !StopsName(text, i, limit) &&
      !WordsAt(text, i, limit, "to chuc")) {
    return BodyMatch{OpenName(text, i, limit), false, true};
  }
  if (!article && bare && !alone) {
    return std::nullopt;
  }
  return BodyMatch{qualified, qualified > i || (article && count > 1), true};
}

// "Đảng ủy Bộ Y tế", "Thường trực Ủy ban Kinh tế", "Đảng ủy các xã": an organ and the body that it belongs to.
size_t Owner(const TokenText& text, size_t at, size_t limit) {
  if (const size_t place = TerritoryAt(text, at, limit); place > at) {
    return place;
  }
  const Match body = LongestMatch(text, TheVocabulary().bodies, at, limit);
  if (body && body.entry->value != "NONE") {
    if (const auto owner = ReadBody(text, at, limit, false); owner && !owner->group) {
      return owner->end;
    }
  }
  return IsWord(text, at, limit) && !StopsName(text, at, limit) ? OpenName(text, at, limit) : at;
}

// "Ban Tuyên giáo và Dân vận" + "Tỉnh ủy": behind the committee of the Party that an organ works for, or `at`.
size_t SkipCommittee(const TokenText& text, size_t at, size_t limit) {
  for (std::string_view words : {"tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy"}) {
    if (WordsAt(text, at, limit, words)) {
      return at + 2;
    }
  }
  if (WordsAt(text, at, limit, "dang uy")) {
    return Owner(text, at + 2, limit);
  }
  if (WordsAt(text, at, limit, "hoi dong nhan dan") || Is(text, at, limit, "hdnd")) {
    return Owner(text, at, limit);
  }
  return WordsAt(text, at, limit, "trung uong dang") ? at + 3 : at;
}

BodyMatch Closed(const TokenText& text, size_t tail, size_t limit) {
  // "Sở Xây dựng Bình Giang", "Báo và Đài Phát thanh, truyền hình Bình Giang": a place without its level.
  if (const size_t place = ProperNameAt(text, tail, limit);
      place >= 2 && !text.tokens[tail].upper && !text.tokens[tail].line_start && !StartsBody(text, tail, limit) &&
      (!StopsName(text, tail, limit) || LongestMatch(text, TheVocabulary().provinces, tail, limit)) &&
      LevelAt(text, tail, limit) == 0 && !LongestMatch(text, TheVocabulary().offices, tail, limit) &&
      !LongestMatch(text, TheVocabulary().qualifiers, tail, limit)) {
    tail += place;
  }
  return {SkipQualifiers(text, tail, limit), true, false};
}

// "Đội Quản lý thị trường" + "số 2", "Thuế cơ sở" + "3": behind the number of the body that is named in [at, tail).
size_t SkipNumber(const TokenText& text, size_t at, size_t tail, size_t limit) {
  if (!Is(text, at, limit, "doi") && !Is(text, at, limit, "tram") && !WordsAt(text, at, limit, "thue co so")) {
    return tail;
  }
  const size_t number = tail + (Is(text, tail, limit, "so") ? 1 : 0);
  return number < limit && text.tokens[number].kind == Token::Kind::kNumber ? number + 1 : tail;
}

// "Ban Chỉ đạo" + "các bộ, ngành": behind the group that an organ without a name of its own belongs to, or `at`.
size_t SkipOwners(const TokenText& text, size_t at, size_t limit) {
  if (!Is(text, at, limit, "cac")) {
    return at;
  }
  const auto owners = Group(text, at + 1, limit, true);
  return owners ? owners->end : at;
}

}  // namespace

size_t SkipQualifiers(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  for (int round = 0; round < 4 && i < limit; ++round) {
    const size_t territory = TerritoryAt(text, i, limit);
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
      const size_t place = TerritoryAt(text, next, limit);
      const auto body = place > next ? BodyMatch{place, true, false} : ReadBody(text, next, limit, false);
      if (body) {
        next = body->end;
      } else if (const Match own = LongestMatch(text, TheVocabulary().bodies, next, limit);
                 own && own.entry->value == "FIELD" && text.tokens[next].capital && !text.tokens[next].upper) {
        next = own.end;  // "các phòng thuộc Sở", "các đơn vị thuộc Bộ": of the body that writes
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

std::optional<BodyMatch> ReadBody(const TokenText& text, size_t at, size_t limit, bool article) {
  const Match match = LongestMatch(text, TheVocabulary().bodies, at, limit);
  if (!match) {
    return Group(text, at, limit, article);
  }
  const std::string& kind = match.entry->value;
  const size_t end = match.end;
  // "các trường học", "các huyện ủy, thành ủy", "các chủ đầu tư, nhà thầu": common nouns, in the plural.
  const Match plural = LongestMatch(text, TheVocabulary().group_words, at, limit);
  if (article && plural && plural.end >= end && !text.tokens[at].capital &&
      (kind == "NONE" || kind == "NAME" || kind == "OF")) {
    return Group(text, at, limit, article);
  }
  if (kind == "NONE") {
    return std::nullopt;
  }
  const bool noun = kind == "NOUN";
  if (kind == "STAFF") {
    return BodyMatch{end, false, false};
  }
  if (kind == "PEOPLE" || kind == "NAME" || noun) {
    size_t tail = TerritoryAt(text, end, limit);
    // "Thống kê số lượng" at the beginning of a clause is what to do.
    const bool inside = at > 0 && (text.tokens[at - 1].kind == Token::Kind::kWord || text.tokens[at - 1].mark == ',');
    if (noun && tail == end && !(text.tokens[at].capital && (inside || ProperNameAt(text, end, limit) > 1))) {
      return std::nullopt;
    }
    if (kind != "PEOPLE" && tail == end && Capital(text, end, limit) && !StartsBody(text, end, limit) &&
        match.entry->words.size() == 1 && !StopsName(text, end, limit)) {
      tail = OpenName(text, end, limit);
    }
    if (tail == end && (Is(text, at, limit, "ban") || WordsAt(text, at, limit, "uy ban kiem tra"))) {
      tail = SkipCommittee(text, end, limit);
    }
    return Closed(text, SkipNumber(text, at, tail, limit), limit);
  }
  if (kind == "PERSON") {
    return BodyMatch{end + ProperNameAt(text, end, limit), true, false};
  }
  if (kind == "OF" && text.tokens[at].capital) {
    return Closed(text, Owner(text, end, limit), limit);
  }
  if (kind == "FIELD") {
    // "Sở tổ chức đọc sách" says what it does; "Phòng Tổ chức" is a name.
    const bool acts =
        (StopsName(text, end, limit) || WordsAt(text, end, limit, "to chuc")) && !text.tokens[end].capital;
    if (const Match field = LongestMatch(text, TheVocabulary().fields, end, limit); field && !acts) {
      return Closed(text, field.end, limit);
    }
    if (Capital(text, end, limit) && text.tokens[at].capital && !StopsName(text, end, limit) &&
        !LongestMatch(text, TheVocabulary().group_words, end, limit)) {
      return BodyMatch{SkipQualifiers(text, OpenName(text, end, limit), limit), false, false};
    }
  }
  if (kind == "OPEN" && text.tokens[at].capital) {
    const size_t open = OpenName(text, end, limit);
    size_t tail = SkipQualifiers(text, open, limit);
    if (Is(text, at, limit, "ban") && tail == open) {
      tail = SkipOwners(text, tail, limit);
    }
    if (open > end || match.entry->words.size() > 1 || text.tokens[at].line_start || (article && tail > end)) {
      return BodyMatch{tail, false, false};
    }
  }
  if (kind == "CLASS" && !article) {
    if (const size_t relative = SkipRelative(text, end, limit); relative > end) {
      return BodyMatch{relative, true, true};
    }
    const bool does = WordsAt(text, end, limit, "phoi hop") || WordsAt(text, end, limit, "chu tri");
    const size_t from = does ? end + 2 : end;
    const size_t open = OpenName(text, from, limit);
    if (open > from || from > end) {
      return BodyMatch{SkipQualifiers(text, std::max(open, from), limit), false, true};
    }
  }
  return Group(text, at, limit, article);
}

}  // namespace dondoc::directive::reading
