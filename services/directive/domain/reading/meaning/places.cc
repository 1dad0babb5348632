#include "services/directive/domain/reading/meaning/places.h"

#include <string_view>

#include "services/directive/domain/reading/meaning/offices.h"
#include "services/directive/domain/reading/meaning/territories.h"

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

// "các tỉnh, thành phố:" at `at`: behind it, or `at`.
size_t SkipLevels(const TokenText& text, size_t at, size_t limit) {
  size_t i = at + (Is(text, at, limit, "cac") ? 1 : 0);
  size_t end = at;
  for (size_t level = LevelAt(text, i, limit); level > 0; level = LevelAt(text, i, limit)) {
    end = i += level;
    if (i < limit && (text.tokens[i].mark == ',' || Is(text, i, limit, "va"))) {
      ++i;
    }
  }
  return end > at && end < limit && text.tokens[end].mark == ':' ? end + 1 : end;
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
  if (heads.empty() && !(i < limit && text.tokens[i].capital)) {
    return false;
  }
  std::vector<std::string> places;
  size_t end = i;
  while (i < limit) {
    const size_t behind = SkipLevels(text, i, limit);
    const Provinces provinces = ProvincesAt(text, behind, limit);
    const size_t level = LevelAt(text, i, limit);
    const size_t proper = level == 0 ? 0 : ProperNameAt(text, i + level, limit);
    if (behind > i && provinces.names.size() > 1) {
      places.insert(places.end(), provinces.names.begin(), provinces.names.end());
      end = i = provinces.end;
    } else if (proper > 0) {
      places.push_back(text.Text(i, i + level + proper));
      end = i += level + proper;
    } else {
      break;
    }
    if (!(i < limit && (text.tokens[i].mark == ',' || Is(text, i, limit, "va")))) {
      break;
    }
    ++i;
  }
  if (places.size() < 2) {
    return false;
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
