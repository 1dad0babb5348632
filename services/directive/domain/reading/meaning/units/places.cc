#include "services/directive/domain/reading/meaning/units/places.h"

#include <string>
#include <string_view>

#include "services/directive/domain/reading/meaning/units/bodies.h"
#include "services/directive/domain/reading/meaning/units/offices.h"
#include "services/directive/domain/reading/meaning/units/territories.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

// The provinces listed at `at` ("Hà Tĩnh, Quảng Trị và Đắk Lắk"), each with its level; behind the last.
struct Provinces {
  std::vector<std::string> names;
  size_t end = 0;
};

Provinces ProvincesAt(const TokenText& text, size_t at, size_t limit) {
  Provinces found;
  for (size_t i = at; i < limit;) {
    const Match match = LongestMatch(text, TheVocabulary().provinces, i, limit);
    if (!match || !text.tokens[i].capital) {
      break;
    }
    found.names.push_back(match.entry->value + " " + match.entry->phrase);
    found.end = i = match.end;
    if (i < limit && (text.tokens[i].mark == ',' || Is(text, i, limit, "va"))) {
      ++i;
    }
  }
  return found;
}

// "các tỉnh, thành phố:", "các xã", "03 xã:" at `at`.
struct Levels {
  size_t end = 0;      // behind it and its colon, or where reading began
  std::string single;  // "xã": the level of each name that follows
  bool mixed = false;  // "xã, phường": the level of a name that follows is not said
};

Levels LevelsAt(const TokenText& text, size_t at, size_t limit) {
  Levels found{at, "", false};
  const bool counted = at < limit && text.tokens[at].kind == Token::Kind::kNumber && LevelAt(text, at + 1, limit) > 0;
  const bool many = counted || Is(text, at, limit, "cac");
  size_t i = at + (many ? 1 : 0);
  size_t levels = 0;
  for (size_t level = LevelAt(text, i, limit); level > 0; level = LevelAt(text, i, limit)) {
    found.single = text.Text(i, i + level);
    found.end = i += level;
    ++levels;
    if (i < limit && (text.tokens[i].mark == ',' || Is(text, i, limit, "va"))) {
      ++i;
    }
  }
  const bool colon = found.end > at && found.end < limit && text.tokens[found.end].mark == ':';
  found.end += colon ? 1 : 0;
  found.mixed = levels > 1;
  if (levels != 1 || !(many || colon)) {
    found.single.clear();
  }
  return found;
}

// The name of a place without its level at `at` ("Bình An" of "các xã: Bình An, Bình Hòa"): how many tokens.
size_t BareNameAt(const TokenText& text, size_t at, size_t limit) {
  const bool other = StartsBody(text, at, limit) || OfficeAt(text, at, limit).end != 0 ||
                     LongestMatch(text, TheVocabulary().group_words, at, limit) ||
                     LongestMatch(text, TheVocabulary().requests, at, limit);
  return other ? 0 : ProperNameAt(text, at, limit);
}

}  // namespace

bool ReadPlaces(const TokenText& text, size_t at, size_t limit, UnitList* list) {
  std::vector<std::string> heads;
  size_t i = at;
  for (;;) {
    const size_t begin = i;
    const Office office = OfficeAt(text, i, limit);
    const size_t name = office.end != 0 ? office.end : i;
    const Match head = LongestMatch(text, TheVocabulary().bodies, name, limit);
    if (!head || (head.entry->value != "PEOPLE" && head.entry->value != "NAME")) {
      break;
    }
    heads.push_back(SpellName(text, office.unit ? name : begin, head.end) + " ");
    i = head.end;
    if (!(i < limit && (text.tokens[i].mark == ',' || Is(text, i, limit, "va")))) {
      break;
    }
    ++i;
  }
  if (heads.empty() && !(i < limit && (text.tokens[i].capital || !LevelsAt(text, i, limit).single.empty()))) {
    return false;
  }
  std::vector<std::string> places;
  std::string single;  // the level of the names that follow without one
  bool mixed = false;
  size_t end = i;
  while (i < limit) {
    const Levels levels = LevelsAt(text, i, limit);
    const size_t behind = levels.end;
    const Provinces provinces = ProvincesAt(text, behind, limit);
    const size_t level = LevelAt(text, i, limit);
    const size_t proper = level == 0 ? 0 : ProperNameAt(text, i + level, limit);
    if (behind > i && provinces.names.size() > 1) {
      places.insert(places.end(), provinces.names.begin(), provinces.names.end());
      end = i = provinces.end;
    } else if (proper > 0 && levels.single.empty()) {
      places.push_back(text.Text(i, i + level + proper));
      end = i += level + proper;
    } else if (behind > i && (!levels.single.empty() || (levels.mixed && !heads.empty())) &&
               BareNameAt(text, behind, limit) > 0) {
      single = levels.single;
      mixed |= levels.mixed;
      i = behind;
      continue;
    } else if (const size_t bare = single.empty() && !mixed ? 0 : BareNameAt(text, i, limit); bare > 0) {
      places.push_back((single.empty() ? "" : single + " ") + text.Text(i, i + bare));
      end = i += bare;
    } else {
      break;
    }
    const bool semicolon = i < limit && text.tokens[i].mark == ';' && !single.empty();
    if (!(i < limit && (text.tokens[i].mark == ',' || semicolon || Is(text, i, limit, "va")))) {
      break;
    }
    ++i;
  }
  if (places.size() < 2) {
    return false;
  }
  // "UBND các xã, phường: Bình An, Tân Lập": which is a commune is not said, and the list stays one.
  if (mixed) {
    list->units.push_back({SpellName(text, at, end), at, end, true});
    list->end = end;
    return true;
  }
  if (heads.empty()) {
    heads.emplace_back();
  }
  for (const std::string& head : heads) {
    // "Tỉnh ủy Đông Hà" is its name, where "UBND tỉnh Đông Hà" keeps the level.
    const bool committee = head.ends_with("ủy ");
    for (const std::string& place : places) {
      const size_t bare = committee && place.starts_with("tỉnh ") ? std::string_view("tỉnh ").size() : 0;
      list->units.push_back({UpperFirst(head + place.substr(bare)), at, end, true});
    }
  }
  list->end = end;
  return true;
}

}  // namespace dondoc::directive::reading
