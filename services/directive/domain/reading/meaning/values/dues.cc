#include "services/directive/domain/reading/meaning/values/dues.h"

#include <algorithm>
#include <string_view>

#include "common/text/utf8.h"
#include "services/directive/domain/due_text.h"
#include "services/directive/domain/reading/meaning/values/dates.h"
#include "services/directive/domain/reading/meaning/values/hours.h"
#include "services/directive/domain/reading/meaning/values/relative_dues.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

int Day(const TokenText& text, size_t at, size_t limit) { return NumberAt(text, at, limit, 1, 31); }
int Month(const TokenText& text, size_t at, size_t limit) { return NumberAt(text, at, limit, 1, 12); }

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
    due.year = ReadYear(text, next, limit);
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

// Calls visit(entry, behind) for each phrase of deadlines.tsv whose words stand at `at`, the shortest first. Whatever
// their diacritics: those who type in a hurry get them wrong, and the date behind the words says enough.
template <typename Visit>
void EachPhrase(const TokenText& text, size_t at, size_t end, const Visit& visit) {
  const Lexicon& deadlines = TheVocabulary().deadlines;
  int node = Lexicon::kRoot;
  for (size_t i = at; i < end; ++i) {
    node = deadlines.Step(node, text.tokens[i].word);
    if (node < 0) {
      return;
    }
    for (const Entry* entry = deadlines.At(node); entry != nullptr; entry = deadlines.Other(*entry)) {
      visit(*entry, i + 1);
    }
  }
}

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
  int year = 0;
  for (size_t i = begin; i < end && year == 0; ++i) {
    if (i > begin && Is(text, i - 1, end, "tinh")) {
      continue;
    }
    EachPhrase(text, i, end, [&](const Entry& entry, size_t at) {
      if (!HasKind(entry, "YEAR") && !(HasKind(entry, "COMPLETED") && Completed(text, begin, i))) {
        return;
      }
      if (!Is(text, at - 1, end, "nam")) {
        at += at < end && text.tokens[at].mark == ':' ? 1 : 0;
        at += Is(text, at, end, "trong") ? 1 : 0;
        if (!Is(text, at++, end, "nam")) {
          return;
        }
      }
      year = std::max(year, ReadYear(text, at, end));
    });
  }
  return year;
}

// The hour before a day, or where there is none the hour at `behind`.
void AddHour(const TokenText& text, HourMatch hour, size_t behind, size_t end, Due* due) {
  if (due->day == 0) {
    return;
  }
  if (hour.hour == 0) {
    hour = ReadHourBehind(text, behind, end);
  }
  due->hour = hour.hour;
  due->minute = hour.minute;
}

// "Tính đến hết quý III/2020": words of a deadline that tell what was.
bool Told(const TokenText& text, size_t begin, size_t at) {
  static constexpr std::string_view kBetween[] = {"den", "het", "cuoi"};
  while (at > begin &&
         std::find(std::begin(kBetween), std::end(kBetween), text.tokens[at - 1].folded) != std::end(kBetween)) {
    --at;
  }
  return at > begin && text.exact && ToLower(text.Raw(at - 1)) == "tính";
}

// The date that begins at `at`, behind `begin`, with words behind which it is a deadline.
DueAt DateFrom(const TokenText& text, size_t begin, size_t at, size_t end) {
  DueAt found;
  if (Told(text, begin, at)) {
    return found;
  }
  EachPhrase(text, at, end, [&](const Entry& entry, size_t behind) {
    if (!HasKind(entry, "DATE")) {
      return;
    }
    // The phrase's last word may open the date itself ("trước ngày 15/12").
    const bool opens =
        Is(text, behind - 1, end, "ngay") || Is(text, behind - 1, end, "thang") || Is(text, behind - 1, end, "quy");
    const HourMatch hour = opens ? HourMatch{.date = behind - 1} : ReadHour(text, behind, end);
    DueMatch match = ReadDue(text, hour.date, end);
    // A year alone ("trước năm 2030") is a horizon, not a deadline.
    if (match.due.month == 0 && match.due.day == 0 && match.due.quarter == 0) {
      return;
    }
    AddHour(text, hour, match.end, end, &match.due);
    found = {match.due, at, match.end};
  });
  return found;
}

Due FirstDate(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (const DueAt found = DateFrom(text, begin, i, end); found.end != 0) {
      return found.due;
    }
  }
  return {};
}

// "ngày 05 hằng tháng", "thứ Sáu hằng tuần": days that come again, at `at`.
DueAt Recurring(const TokenText& text, size_t at, size_t end) {
  const auto again = [&](std::string_view what) {
    return (Is(text, at + 2, end, "hang") || Is(text, at + 2, end, "moi")) && Is(text, at + 3, end, what);
  };
  Due due;
  if (Is(text, at, end, "ngay") && again("thang")) {
    due.day = Day(text, at + 1, end);
  } else if (again("tuan")) {
    due.weekday = WeekdayAt(text, at, end);
  }
  return due.empty() ? DueAt{} : DueAt{due, at, at + 2};
}

// A date written alone, or behind a few words.
Due DateInCell(const TokenText& text, size_t begin, size_t end) {
  if (const Due due = FirstDate(text, begin, end); !due.empty()) {
    return due;
  }
  const HourMatch hour = ReadHour(text, begin, end);
  for (size_t i = begin; i < end && i < begin + 12; ++i) {
    const DueMatch match = ReadDue(text, i, end);
    Due due = match.due;
    AddHour(text, i == hour.date ? hour : HourMatch{}, match.end, end, &due);
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

}  // namespace

bool IsRelative(const Due& due) { return due.within.count != 0 || due.at_once; }

Due FindDue(const TokenText& text, size_t begin, size_t end) {
  const Due due = FirstDate(text, begin, end);
  return due.empty() ? FindRelativeDue(text, begin, end).due : due;
}

Due FindDeadline(const TokenText& text, size_t begin, size_t end) {
  Due due = FirstDate(text, begin, end);
  if (due.empty()) {
    due.year = DueYear(text, begin, end);
  }
  return due.empty() ? FindRelativeDue(text, begin, end).due : due;
}

std::vector<DueAt> FindDues(const TokenText& text, size_t begin, size_t end) {
  std::vector<DueAt> dues;
  for (size_t i = begin; i < end; ++i) {
    DueAt found = DateFrom(text, begin, i, end);
    if (found.end == 0) {
      found = Recurring(text, i, end);
    }
    // "trước ngày 15/6 và ngày 15/12", "trước ngày 10/6 và 10/12": the second goes without the word.
    if (found.end == 0 && !dues.empty() && dues.back().end + 1 == i &&
        (Is(text, i, end, "ngay") || text.tokens[i].kind == Token::Kind::kNumber) &&
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
  if (dues.empty()) {
    if (const DueAt relative = FindRelativeDue(text, begin, end); relative.end != 0) {
      dues.push_back(relative);
    }
  }
  return dues;
}

Due ReadDueCell(const TokenText& text, size_t begin, size_t end) {
  const Due due = DateInCell(text, begin, end);
  return due.empty() ? ReadRelativeDueCell(text, begin, end) : due;
}

}  // namespace dondoc::directive::reading
