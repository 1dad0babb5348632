#include "services/directive/domain/reading/meaning/values/years.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/meaning/values/dates.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

}  // namespace

YearsMatch ReadYears(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kUntil[] = {"den", "cuoi", "het", "truoc", "vao"};
  const bool named = Is(text, at, limit, "nam");
  const size_t first = named ? at + 1 : at;
  const int year = ReadYear(text, first, limit);
  if (year == 0) {
    return {};
  }
  // "2021 - 2025", "2021 đến (năm) 2025".
  const bool numeric = at > 0 && text.tokens[at - 1].mark == '/';
  if (first + 2 < limit && !numeric && (text.tokens[first + 1].mark == '-' || Is(text, first + 1, limit, "den"))) {
    const size_t second = Is(text, first + 2, limit, "nam") ? first + 3 : first + 2;
    if (const int last = ReadYear(text, second, limit); last > year) {
      return {{year, last}, second + 1};
    }
  }
  if (!named && !numeric) {
    return {};
  }
  if (WordsAt(text, first + 1, limit, "tro di")) {
    return {{year, 0}, first + 3};
  }
  // The words of a day before the year: "ngày 05 tháng 4 năm 2021", "ngày 05/4/2021".
  size_t before = at;
  bool dated = numeric;
  const bool month = named && before > 1 && text.tokens[before - 2].folded == "thang";
  if (month || (numeric && before > 3 && text.tokens[before - 3].mark == '/')) {
    before -= month ? 2 : 4;
    const size_t day = month ? before - std::min<size_t>(before, 2) : before - std::min<size_t>(before, 1);
    if (Is(text, day, limit, "ngay")) {
      before = day;
      dated = true;
    }
  }
  const std::string_view word = before > 0 ? std::string_view(text.tokens[before - 1].folded) : std::string_view();
  const bool until = std::find(std::begin(kUntil), std::end(kUntil), word) != std::end(kUntil);
  if (dated && !until) {
    return {};
  }
  if (word == "sau") {
    return {{year, 0}, first + 1};
  }
  return {until ? Years{0, year} : Years{year, year}, first + 1};
}

Years FindYears(const TokenText& text, size_t begin, size_t end) {
  Years found;
  for (size_t i = begin; i < end; ++i) {
    const YearsMatch match = ReadYears(text, i, end);
    if (match.end == 0) {
      continue;
    }
    if (match.years.from != 0 && match.years.to > match.years.from) {
      return match.years;
    }
    if (found.from == 0 && found.to == 0) {
      found = match.years;
    }
    i = match.end - 1;
  }
  return found;
}

}  // namespace dondoc::directive::reading
