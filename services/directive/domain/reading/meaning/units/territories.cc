#include "services/directive/domain/reading/meaning/units/territories.h"

#include <string_view>

#include "services/directive/domain/reading/meaning/units/bodies.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
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

}  // namespace

size_t LevelAt(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit || text.tokens[at].word == 0) {
    return 0;
  }
  const Match match = LongestMatch(text, TheVocabulary().levels, at, limit);
  if (!match || Is(text, match.end, limit, "uy")) {  // "tỉnh ủy"
    return 0;
  }
  const bool dotted = text.tokens[at].folded == "tp" && match.end < limit && text.tokens[match.end].mark == '.';
  return match.end - at + (dotted ? 1 : 0);
}

size_t ProperNameAt(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  while (i < limit && i < at + 5 && text.tokens[i].kind == Token::Kind::kWord && text.tokens[i].capital &&
         text.tokens[i].upper == text.tokens[at].upper &&
         !(i > at && StartsBody(text, i, limit) && !text.tokens[i].upper)) {
    ++i;
    if (i + 1 < limit && text.tokens[i].mark == '-' && text.tokens[i + 1].capital && !text.tokens[i].space_before) {
      ++i;
    }
  }
  return i - at;
}

size_t TerritoryAt(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  if (Is(text, i, limit, "cap")) {
    size_t next = i + 1 + LevelAt(text, i + 1, limit);
    if (next > i + 1) {
      while (next < limit && text.tokens[next].mark == ',') {
        const size_t level = Is(text, next + 1, limit, "cap") ? next + 2 : next + 1;
        if (LevelAt(text, level, limit) == 0) {
          break;
        }
        next = level + LevelAt(text, level, limit);
      }
      return next;
    }
    return at;
  }
  if (WordsAt(text, i, limit, "cac cap")) {
    return i + 2;
  }
  // "- Chi nhánh khu vực II", "chi nhánh tỉnh Bình Giang"
  const size_t branch = i + (i < limit && text.tokens[i].mark == '-' ? 1 : 0);
  const bool is_branch = WordsAt(text, branch, limit, "chi nhanh");
  if (is_branch) {
    i = branch + 2;
    if (!WordsAt(text, i, limit, "khu vuc")) {
      i += LevelAt(text, i, limit);
      return i + ProperNameAt(text, i, limit);
    }
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
  size_t length = LevelAt(text, i, limit);
  if (length == 0) {
    return many ? at : i;
  }
  i += length;
  i += ProperNameAt(text, i, limit);
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
    length = LevelAt(text, next, limit);
    if (length == 0) {
      break;
    }
    i = next + length;
    i += ProperNameAt(text, i, limit);
  }
  if (WordsAt(text, i, limit, "truc thuoc trung uong")) {
    i += 4;
  }
  // "từ Hà Tĩnh đến Khánh Hòa"
  if (Is(text, i, limit, "tu") || Is(text, i, limit, "den")) {
    const Match from = LongestMatch(text, TheVocabulary().provinces, i + 1, limit);
    if (from && Is(text, from.end, limit, "den")) {
      if (const Match to = LongestMatch(text, TheVocabulary().provinces, from.end + 1, limit)) {
        return to.end;
      }
    }
  }
  return Provinces(text, i, limit);
}

}  // namespace dondoc::directive::reading
