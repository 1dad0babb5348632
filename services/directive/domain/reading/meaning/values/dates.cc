#include "services/directive/domain/reading/meaning/values/dates.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/deadline.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

// A number of at most `digits` digits in [low, high], or 0.
int Number(const TokenText& text, size_t at, size_t limit, int low, int high) {
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

int Day(const TokenText& text, size_t at, size_t limit) { return Number(text, at, limit, 1, 31); }
int Month(const TokenText& text, size_t at, size_t limit) { return Number(text, at, limit, 1, 12); }
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

int Quarter(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit) {
    return 0;
  }
  const std::string& word = text.tokens[at].folded;
  if (word == "i" || word == "1" || word == "01") return 1;
  if (word == "ii" || word == "2" || word == "02") return 2;
  if (word == "iii" || word == "3" || word == "03") return 3;
  if (word == "iv" || word == "4" || word == "04") return 4;
  return 0;
}

Due FromDate(const PartialDate& date) {
  Due due;
  due.year = date.year;
  due.month = date.month;
  due.day = date.day;
  return due;
}

struct DueMatch {
  Due due;
  size_t end = 0;  // behind its last token; 0 where there is none
};

// A day that no calendar has ("31/9") says nothing: the match is empty, but ends where its words do.
DueMatch Possible(const Due& due, size_t end) { return {IsPossible(due) ? due : Due{}, end}; }

// A quarter, or a date, that begins at `at`.
DueMatch ReadDue(const TokenText& text, size_t at, size_t limit) {
  while (at < limit && (text.tokens[at].mark == '(' || text.tokens[at].mark == ':')) {
    ++at;
  }
  if (Is(text, at, limit, "quy") && Quarter(text, at + 1, limit) != 0) {
    Due due;
    due.quarter = Quarter(text, at + 1, limit);
    size_t next = at + 2;
    while (next < limit && next < at + 5 &&
           (text.tokens[next].mark == '/' || Is(text, next, limit, "nam") || text.tokens[next].mark == '-')) {
      ++next;
    }
    due.year = Year(text, next, limit);
    return {due, due.year != 0 ? next + 1 : at + 2};
  }
  if (const DateMatch match = ReadDate(text, at, limit); match.end != 0) {
    return Possible(FromDate(match.date), match.end);
  }
  // "trước 15 tháng 11"
  if (Day(text, at, limit) != 0 && Is(text, at + 1, limit, "thang")) {
    if (const DateMatch match = ReadDate(text, at + 1, limit); match.date.month != 0) {
      Due due = FromDate(match.date);
      due.day = Day(text, at, limit);
      return Possible(due, match.end);
    }
  }
  // "trước 30.6"
  const size_t first = Is(text, at, limit, "ngay") ? at + 1 : at;
  if (Day(text, first, limit) != 0 && first + 2 < limit && text.tokens[first + 1].mark == '.' &&
      !text.tokens[first + 1].space_before && !text.tokens[first + 2].space_before &&
      Month(text, first + 2, limit) != 0) {
    return Possible({.month = Month(text, first + 2, limit), .day = Day(text, first, limit)}, first + 3);
  }
  return {};
}

// "17 giờ 00 phút", "16h30", "thứ Sáu,": the hour and the day of the week before a date. Behind them, or `at`.
size_t SkipHour(const TokenText& text, size_t at, size_t limit) {
  static constexpr std::string_view kDays[] = {"hai", "ba", "tu", "nam", "sau", "bay"};
  size_t i = at;
  while (i < limit && i < at + 8) {
    const std::string& word = text.tokens[i].folded;
    const bool digits = word[0] >= '0' && word[0] <= '9';
    if (Is(text, i, limit, "ngay")) {
      return i;
    }
    if (i > at && Is(text, i, limit, "thang")) {
      return Day(text, i - 1, limit) != 0 ? i - 1 : i;  // "trước 15 tháng 12"
    }
    const bool day = Is(text, i, limit, "thu") && i + 1 < limit &&
                     std::find(std::begin(kDays), std::end(kDays), text.tokens[i + 1].folded) != std::end(kDays);
    if (!(digits || day || word == "gio" || word == "h" || word == "phut" || word == "g" ||
          text.tokens[i].kind == Token::Kind::kMark)) {
      break;
    }
    i += day ? 2 : 1;
  }
  return at;
}

// Words behind which a date is a deadline.
constexpr std::string_view kBefore[] = {
    "truoc ngay",      "truoc thang",      "truoc",       "cham nhat la ngay", "cham nhat ngay", "cham nhat den ngay",
    "cham nhat trong", "cham nhat la",     "cham nhat",   "cham nhat vao",     "muon nhat",      "muon nhat la",
    "xong trong",      "hoan thanh trong", "trong thang", "trong quy",         "trong ngay",     "den het ngay",
    "den het thang",   "het ngay",         "den ngay",    "vao ngay",          "vao thang",      "thoi gian hoan thanh",
    "hoan thanh vao",  "han cuoi ngay",    "han cuoi la", "cham nhat cuoi",    "truoc cuoi",     "hoan thanh thang",
    "hoan thanh ngay", "hoan thanh quy",   "xong thang",  "xong quy",          "xong ngay"};

// Words behind which a year alone is a deadline; some only where something is to be completed.
struct YearWords {
  std::string_view words;
  bool completed = false;
};
constexpr YearWords kBeforeYear[] = {
    {"den het nam"},       {"den cuoi nam"},    {"cham nhat cuoi nam"},   {"cham nhat la nam"}, {"cham nhat nam"},
    {"cham nhat het nam"}, {"hoan thanh nam"},  {"thoi gian hoan thanh"}, {"han hoan thanh"},   {"thoi han hoan thanh"},
    {"trong nam", true},   {"truoc nam", true}, {"cuoi nam", true},       {"het nam", true}};

// "hoàn thành", "xong", "chậm nhất" a few words before `at`, in the same clause.
bool Completed(const TokenText& text, size_t begin, size_t at) {
  constexpr size_t kFar = 12;
  for (size_t i = at; i > begin && i + kFar > at; --i) {
    const Token& token = text.tokens[i - 1];
    if (token.mark == ';' || token.mark == '.') {
      return false;
    }
    if (token.folded == "xong" || WordsAt(text, i - 1, at, "hoan thanh") || WordsAt(text, i - 1, at, "cham nhat")) {
      return true;
    }
  }
  return false;
}

// The year by whose end, or before which, something is to be done ("hoàn thành trong năm 2026"); "tính đến hết năm
// 2025" and "lập trước năm 2010" tell of the past.
int DueYear(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    for (const YearWords& phrase : kBeforeYear) {
      if (!WordsAt(text, i, end, phrase.words) || (phrase.completed && !Completed(text, begin, i)) ||
          (i > begin && Is(text, i - 1, end, "tinh"))) {
        continue;
      }
      size_t at = i + static_cast<size_t>(std::count(phrase.words.begin(), phrase.words.end(), ' ')) + 1;
      if (!phrase.words.ends_with("nam")) {
        at += at < end && text.tokens[at].mark == ':' ? 1 : 0;
        at += Is(text, at, end, "trong") ? 1 : 0;
        if (!Is(text, at++, end, "nam")) {
          continue;
        }
      }
      if (const int year = Year(text, at, end); year != 0) {
        return year;
      }
    }
  }
  return 0;
}

// The deadline that begins at `at`.
DueAt DueFrom(const TokenText& text, size_t at, size_t end) {
  if (text.tokens[at].word == 0 && text.tokens[at].kind != Token::Kind::kWord) {
    return {};
  }
  for (std::string_view words : kBefore) {
    if (!WordsAt(text, at, end, words)) {
      continue;
    }
    // The phrase's last word may open the date itself ("trước ngày 15/12").
    size_t date = at + static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
    if (words.ends_with("ngay") || words.ends_with("thang") || words.ends_with("quy")) {
      --date;
    } else {
      date = SkipHour(text, date, end);
    }
    const DueMatch match = ReadDue(text, date, end);
    // A year alone ("trước năm 2030") is a horizon, not a deadline.
    if (match.due.month != 0 || match.due.day != 0 || match.due.quarter != 0) {
      return {match.due, at, match.end};
    }
  }
  return {};
}

// "ngày 05 hằng tháng", "thứ Sáu hằng tuần": days that come again, at `at`.
DueAt Recurring(const TokenText& text, size_t at, size_t end) {
  static constexpr std::string_view kDays[] = {"hai", "ba", "tu", "nam", "sau", "bay"};
  const auto again = [&](size_t i, std::string_view what) {
    return (Is(text, i, end, "hang") || Is(text, i, end, "moi")) && Is(text, i + 1, end, what);
  };
  if (Is(text, at, end, "ngay") && Day(text, at + 1, end) != 0 && again(at + 2, "thang")) {
    Due due;
    due.day = Day(text, at + 1, end);
    return {due, at, at + 2};
  }
  if (!Is(text, at, end, "thu") || at + 1 >= end) {
    return {};
  }
  const auto day = std::find(std::begin(kDays), std::end(kDays), text.tokens[at + 1].folded);
  if (day == std::end(kDays) || !again(at + 2, "tuan")) {
    return {};
  }
  Due due;
  due.weekday = static_cast<int>(day - std::begin(kDays)) + 1;
  return {due, at, at + 2};
}

}  // namespace

int ReadYear(const TokenText& text, size_t at, size_t limit) { return Number(text, at, limit, 1900, 2150); }

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

Due FindDue(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (const DueAt found = DueFrom(text, i, end); found.end != 0) {
      return found.due;
    }
  }
  return {};
}

Due FindDeadline(const TokenText& text, size_t begin, size_t end) {
  Due due = FindDue(text, begin, end);
  if (due.empty()) {
    due.year = DueYear(text, begin, end);
  }
  return due;
}

std::vector<DueAt> FindDues(const TokenText& text, size_t begin, size_t end) {
  std::vector<DueAt> dues;
  for (size_t i = begin; i < end; ++i) {
    DueAt found = DueFrom(text, i, end);
    if (found.end == 0) {
      found = Recurring(text, i, end);
    }
    // "trước ngày 15/6 và ngày 15/12": the second goes without the word.
    if (found.end == 0 && !dues.empty() && dues.back().end + 1 == i && Is(text, i, end, "ngay") &&
        (text.tokens[i - 1].mark == ',' || Is(text, i - 1, end, "va") || Is(text, i - 1, end, "hoac"))) {
      if (const DueMatch match = ReadDue(text, i, end); match.due.day != 0 && match.due.month != 0) {
        found = {match.due, i, match.end};
      }
    }
    if (found.end != 0) {
      dues.push_back(found);
      i = found.end - 1;
    }
  }
  return dues;
}

Due ReadDueCell(const TokenText& text, size_t begin, size_t end) {
  if (const Due due = FindDue(text, begin, end); !due.empty()) {
    return due;
  }
  for (size_t i = begin; i < end && i < begin + 12; ++i) {
    const DueMatch match = ReadDue(text, i, end);
    const Due& due = match.due;
    if (match.end != 0 && due.empty()) {
      return {};
    }
    if (due.month != 0 || due.quarter != 0) {
      // "Từ 01/7/2025", "Tháng 1 - 3/2026": a beginning is no deadline.
      return i > begin && Is(text, i - 1, end, "tu") ? Due{} : due;
    }
    if (Is(text, i, end, "tu")) {
      return {};
    }
  }
  const DateMatch year = ReadDate(text, begin, end);
  Due due;
  due.year = year.end == end ? year.date.year : 0;
  return due;
}

}  // namespace dondoc::directive::reading
