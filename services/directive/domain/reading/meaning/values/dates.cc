#include "services/directive/domain/reading/meaning/values/dates.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

int Day(const TokenText& text, size_t at, size_t limit) { return NumberAt(text, at, limit, 1, 31); }
int Month(const TokenText& text, size_t at, size_t limit) { return NumberAt(text, at, limit, 1, 12); }
int Year(const TokenText& text, size_t at, size_t limit) { return ReadYear(text, at, limit); }

bool Separator(const TokenText& text, size_t at, size_t limit) {
  return at < limit && (text.tokens[at].mark == '/' || text.tokens[at].mark == '-' || text.tokens[at].mark == '.');
}

// d/m/y or d/m, m/y where the first is no day.
DateMatch ReadNumeric(const TokenText& text, size_t at, size_t limit) {
  const int day = Day(text, at, limit);
  if (day != 0 && Separator(text, at + 1, limit) && Month(text, at + 2, limit) != 0) {
    const int month = Month(text, at + 2, limit);
    if (Separator(text, at + 3, limit) && Year(text, at + 4, limit) != 0) {
      return {{Year(text, at + 4, limit), month, day}, at + 5};
    }
    if (text.tokens[at + 1].mark == '/' && !text.tokens[at + 1].space_before) {
      return {{0, month, day}, at + 3};
    }
  }
  if (Month(text, at, limit) != 0 && Separator(text, at + 1, limit) && Year(text, at + 2, limit) != 0) {
    return {{Year(text, at + 2, limit), Month(text, at, limit), 0}, at + 3};
  }
  return {};
}

}  // namespace

int NumberAt(const TokenText& text, size_t at, size_t limit, int low, int high) {
  if (at >= limit || text.tokens[at].kind != Token::Kind::kNumber || text.tokens[at].folded.size() > 4) {
    return 0;
  }
  int value = 0;
  for (char c : text.tokens[at].folded) {
    if (c < '0' || c > '9') {
      return 0;
    }
    value = value * 10 + (c - '0');
  }
  return value >= low && value <= high ? value : 0;
}

int ReadYear(const TokenText& text, size_t at, size_t limit) { return NumberAt(text, at, limit, 1900, 2150); }

int WeekdayAt(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kDays[] = {"thu hai", "thu ba",  "thu tu",  "thu nam",
                                               "thu sau", "thu bay", "chu nhat"};
  const auto day = std::find_if(std::begin(kDays), std::end(kDays),
                                [&](std::string_view words) { return WordsAt(text, at, limit, words); });
  return day == std::end(kDays) ? 0 : static_cast<int>(day - std::begin(kDays)) + 1;
}

DateMatch ReadDate(const TokenText& text, size_t at, size_t limit) {
  size_t i = at;
  PartialDate date;
  if (Is(text, i, limit, "ngay")) {
    ++i;
    if (const DateMatch numeric = ReadNumeric(text, i, limit); numeric.end != 0 && numeric.date.day != 0) {
      return numeric;
    }
    date.day = Day(text, i, limit);
    i += date.day != 0 ? 1 : 0;
    while (i < limit && i < at + 8 && text.tokens[i].kind == Token::Kind::kMark &&
           (text.tokens[i].mark == '.' || text.tokens[i].folded == "…")) {
      ++i;
    }
    if (!Is(text, i, limit, "thang")) {
      return date.day != 0 ? DateMatch{date, i} : DateMatch{};
    }
  }
  if (Is(text, i, limit, "thang")) {
    ++i;
    const DateMatch numeric = ReadNumeric(text, i, limit);
    if (numeric.end != 0 && numeric.date.day == 0) {
      return {{numeric.date.year, numeric.date.month, date.day}, numeric.end};
    }
    date.month = Month(text, i, limit);
    if (date.month == 0 && Is(text, i, limit, "0") && Month(text, i + 1, limit) != 0) {
      date.month = Month(text, ++i, limit);  // "0 6": torn apart
    }
    i += date.month != 0 ? 1 : 0;
    while (i < limit && i < at + 14 && text.tokens[i].kind == Token::Kind::kMark &&
           (text.tokens[i].mark == '.' || text.tokens[i].folded == "…" || text.tokens[i].mark == ',')) {
      ++i;
    }
    if (Is(text, i, limit, "nam")) {
      const int year = Year(text, i + 1, limit);
      if (year != 0 || i + 1 >= limit || text.tokens[i + 1].kind != Token::Kind::kNumber) {
        date.year = year;
        i += year != 0 ? 2 : 1;
      }
    }
    const bool anything = !date.empty() || (i > at + 2 && Is(text, at, limit, "ngay"));
    return anything ? DateMatch{date, i} : DateMatch{};
  }
  if (i == at) {
    if (Is(text, i, limit, "nam") && Year(text, i + 1, limit) != 0) {
      return {{Year(text, i + 1, limit), 0, 0}, i + 2};
    }
    return ReadNumeric(text, i, limit);
  }
  return {};
}

}  // namespace dondoc::directive::reading
