#include "services/directive/domain/reading/meaning/units/offices.h"

#include "services/directive/domain/reading/meaning/units/bodies.h"

namespace dondoc::directive::reading {

Office OfficeAt(const TokenText& text, size_t at, size_t limit) {
  Match match = LongestMatch(text, TheVocabulary().offices, at, limit);
  if (!match) {
    return {};
  }
  Office office{at, match.end, match.entry->value == "UNIT", match.entry->value == "SINGLE",
                match.entry->value == "ALONE"};
  if (const Match other = LongestMatch(text, TheVocabulary().offices, office.end, limit);
      other && match.entry->phrase == "Đồng chí") {
    match = other;
    office = {office.end, match.end, match.entry->value == "UNIT", match.entry->value == "SINGLE",
              match.entry->value == "ALONE"};
  }
  // "Bộ trưởng, Thủ trưởng cơ quan ngang bộ": the ministries are meant, which are not named.
  while (office.end < limit && text.tokens[office.end].mark == ',' && match.entry->phrase != "Bộ trưởng") {
    const size_t next = office.end + 1 + ArticlesAt(text, office.end + 1, limit);
    match = LongestMatch(text, TheVocabulary().offices, next, limit);
    if (!match) {
      break;
    }
    office.end = match.end;
    office.unit = true;  // "Chủ tịch, các Phó Chủ tịch UBND tỉnh": all of them together are the unit
  }
  return office;
}

}  // namespace dondoc::directive::reading
