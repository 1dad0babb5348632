#include "services/directive/domain/deadline.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "common/text/fold.h"
#include "common/text/words.h"

namespace dondoc::directive {
namespace {

using Words = std::vector<Word>;

// Words of a folded clause that stand for a deadline: [begin, end).
struct Range {
  size_t begin = 0;
  size_t end = 0;
};

std::optional<int> Number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

bool Is(const Words& words, size_t i, std::string_view text) { return i < words.size() && words[i].text == text; }

bool IsNumber(const Words& words, size_t i, int value) {
  return i < words.size() && Number(words[i].text) == std::optional(value);
}

bool IsQuarter(const Words& words, size_t i, int quarter) {
  static constexpr std::array<std::string_view, 5> kRoman = {"", "i", "ii", "iii", "iv"};
  return IsNumber(words, i, quarter) || Is(words, i, kRoman[static_cast<size_t>(std::clamp(quarter, 0, 4))]);
}

// The end of a year that may follow at `i`: "/2025", "năm 2025"; `i` where none does.
size_t SkipYear(const Words& words, size_t i, int year) {
  if (year == 0) {
    return i;
  }
  if (IsNumber(words, i, year)) {
    return i + 1;
  }
  return Is(words, i, "nam") && IsNumber(words, i + 1, year) ? i + 2 : i;
}

// Where the numbers of `due` begin and end, if they stand at word `i`.
std::optional<Range> Match(const Words& words, size_t i, const Due& due) {
  if (due.month != 0 && due.day != 0) {
    if (!IsNumber(words, i, due.day)) {
      return std::nullopt;
    }
    const size_t month = Is(words, i + 1, "thang") ? i + 2 : i + 1;
    return IsNumber(words, month, due.month) ? std::optional(Range{i, SkipYear(words, month + 1, due.year)})
                                             : std::nullopt;
  }
  if (due.quarter != 0) {
    return Is(words, i, "quy") && IsQuarter(words, i + 1, due.quarter)
               ? std::optional(Range{i, SkipYear(words, i + 2, due.year)})
               : std::nullopt;
  }
  if (due.month != 0) {
    return Is(words, i, "thang") && IsNumber(words, i + 1, due.month)
               ? std::optional(Range{i, SkipYear(words, i + 2, due.year)})
               : std::nullopt;
  }
  if (due.day != 0) {
    return Is(words, i, "ngay") && IsNumber(words, i + 1, due.day) ? std::optional(Range{i, i + 2}) : std::nullopt;
  }
  return due.year != 0 && Is(words, i, "nam") && IsNumber(words, i + 1, due.year) ? std::optional(Range{i, i + 2})
                                                                                  : std::nullopt;
}

bool IsLeadIn(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kLeadIns = {"ngay", "truoc", "den", "trong", "cuoi", "het",
                                                                "cham", "nhat",  "vao", "thang", "la",   "xong"};
  return std::find(kLeadIns.begin(), kLeadIns.end(), word) != kLeadIns.end();
}

bool IsEachYear(const Words& words, size_t i) {
  return (Is(words, i, "hang") || Is(words, i, "moi")) && Is(words, i + 1, "nam");
}

std::optional<Day> Shift(std::optional<Day> day, bool before) {
  return day.has_value() && before ? std::optional(*day - std::chrono::days(1)) : day;
}

Day EndOfMonth(int year, int month) {
  return Day(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last);
}

// The last day in a given year; nothing where that year has no such day.
std::optional<Day> InYear(const Due& due, bool before, int year) {
  if (due.month != 0 && due.day != 0) {
    return Shift(MakeDay(year, due.month, due.day), before);
  }
  const int first_month = due.month != 0 ? due.month : due.quarter != 0 ? due.quarter * 3 - 2 : 1;
  const int last_month = due.month != 0 ? due.month : due.quarter != 0 ? due.quarter * 3 : 12;
  if (before) {
    return Shift(MakeDay(year, first_month, 1), true);
  }
  return EndOfMonth(year, last_month);
}

// The 25th of this month or the next one that has a 25th.
std::optional<Day> NextDayOfMonth(int day, bool before, Day issued_on) {
  const std::chrono::year_month_day issued(issued_on);
  auto month = issued.year() / issued.month();
  for (int tried = 0; tried < 3; ++tried, month += std::chrono::months(1)) {
    const auto found = Shift(
        MakeDay(static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month())), day), before);
    if (found.has_value() && *found >= issued_on) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace

WrittenDeadline FindWrittenDeadline(std::string_view clause, const Due& due) {
  const FoldedText folded = FoldWithOffsets(clause);
  const Words words = SplitWords(folded.text);
  for (size_t i = 0; i < words.size(); ++i) {
    const auto match = Match(words, i, due);
    if (!match.has_value()) {
      continue;
    }
    WrittenDeadline found;
    Range range = *match;
    while (range.begin > 0 && IsLeadIn(words[range.begin - 1].text) && match->begin - range.begin < 5) {
      --range.begin;
      found.before = found.before || words[range.begin].text == "truoc";
    }
    if (IsEachYear(words, range.end)) {
      range.end += 2;
      found.yearly = true;
    }
    // "định kỳ hằng năm (trước ngày 15/12)"
    for (size_t back = range.begin >= 4 ? range.begin - 4 : 0; back < range.begin; ++back) {
      found.yearly = found.yearly || IsEachYear(words, back);
    }
    const size_t begin = folded.offsets[words[range.begin].begin];
    const size_t end = folded.offsets[words[range.end - 1].end];
    found.text = CollapseSpaces(clause.substr(begin, end - begin));
    return found;
  }
  return {};
}

bool IsPossible(const Due& due) {
  const auto in = [](int value, int last) { return value >= 0 && value <= last; };
  if (!in(due.quarter, 4) || !in(due.month, 12) || !in(due.day, 31) || !in(due.weekday, 7) || !in(due.year, 9999)) {
    return false;
  }
  // A leap year where none is given: 29 February comes again.
  return due.month == 0 || due.day == 0 || MakeDay(due.year == 0 ? 2024 : due.year, due.month, due.day).has_value();
}

std::optional<Day> LastDay(const Due& due, bool before, Day issued_on) {
  if (!IsPossible(due) || (due.year == 0 && due.month == 0 && due.day == 0 && due.quarter == 0)) {
    return std::nullopt;
  }
  if (due.day != 0 && due.month == 0) {
    return NextDayOfMonth(due.day, before, issued_on);
  }
  if (due.year != 0) {
    return InYear(due, before, due.year);
  }
  const int first_year = static_cast<int>(std::chrono::year_month_day(issued_on).year());
  for (int year = first_year; year <= first_year + 8; ++year) {  // 29 February: eight years at most
    const auto day = InYear(due, before, year);
    if (day.has_value() && *day >= issued_on) {
      return day;
    }
  }
  return std::nullopt;
}

std::optional<Due> ParseDue(std::string_view text) {
  const std::string folded = Fold(CollapseSpaces(text));
  Words words = SplitWords(folded);
  Due due;
  if (words.empty()) {
    return folded.empty() ? std::optional(due) : std::nullopt;
  }
  const bool quarter = words[0].text == "quy" || (words[0].text.size() == 2 && words[0].text[0] == 'q');
  if (words[0].text == "quy") {
    words.erase(words.begin());
  } else if (quarter) {
    words[0].text.remove_prefix(1);
  }
  std::vector<int> numbers;
  for (const Word& word : words) {
    const auto number = Number(word.text);
    if (!number.has_value() || *number == 0) {
      return std::nullopt;
    }
    numbers.push_back(*number);
  }
  const size_t count = numbers.size();
  if (quarter && (count == 1 || count == 2)) {
    due.quarter = numbers[0];
    due.year = count == 2 ? numbers[1] : 0;
  } else if (!quarter && count == 3) {
    const bool iso = numbers[0] > 31;
    due = {.year = numbers[iso ? 0 : 2], .month = numbers[1], .day = numbers[iso ? 2 : 0]};
  } else if (!quarter && count == 2 && numbers[1] > 31) {
    due = {.year = numbers[1], .month = numbers[0]};
  } else if (!quarter && count == 2) {
    due = {.month = numbers[1], .day = numbers[0]};
  } else if (!quarter && count == 1 && numbers[0] > 31) {
    due = {.year = numbers[0]};
  } else {
    return std::nullopt;
  }
  const bool year_is_one = due.year == 0 || (due.year >= 1900 && due.year <= 9999);
  return IsPossible(due) && year_is_one ? std::optional(due) : std::nullopt;
}

std::string DueNumbers(const Due& due) {
  std::string text;
  const auto add = [&](int number) {
    text += (text.empty() || text.back() == ' ' ? "" : "/") + std::to_string(number);
  };
  if (due.quarter != 0) {
    text = "quý ";
    add(due.quarter);
  }
  for (const int part : {due.day, due.month, due.year}) {
    if (part != 0) {
      add(part);
    }
  }
  return text;
}

}  // namespace dondoc::directive
