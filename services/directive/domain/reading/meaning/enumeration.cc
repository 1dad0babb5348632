#include "services/directive/domain/reading/meaning/enumeration.h"

#include <array>
#include <string>
#include <string_view>

namespace dondoc::directive::reading {
namespace {

constexpr std::array<std::string_view, 12> kRoman = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                                     "vii", "viii", "ix",  "x",  "xi", "xii"};

bool IsNumber(std::string_view word, size_t number) {
  return word == std::to_string(number) || (number <= kRoman.size() && word == kRoman[number - 1]) ||
         (number <= 26 && word.size() == 1 && word.front() == static_cast<char>('a' + number - 1));
}

}  // namespace

std::vector<RunInItem> ReadRunInItems(const TokenText& text, size_t begin, size_t end) {
  std::vector<RunInItem> items;
  for (size_t i = begin; i + 3 < end; ++i) {
    if (text.tokens[i].mark != '(' || text.tokens[i + 2].mark != ')' ||
        !IsNumber(text.tokens[i + 1].folded, items.size() + 1)) {
      continue;
    }
    const char before = i > begin ? text.tokens[i - 1].mark : ':';
    if (before != ':' && (items.empty() || (before != ';' && before != ',' && before != '.'))) {
      continue;
    }
    if (!items.empty()) {
      items.back().end = i;
    }
    items.push_back({i + 3, end});
    i += 2;
  }
  if (items.size() < 2) {
    items.clear();
  }
  return items;
}

}  // namespace dondoc::directive::reading
