#include "services/directive/domain/due_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "common/text/fold.h"
#include "common/text/whole_number.h"
#include "common/text/words.h"
#include "common/time/day.h"

namespace dondoc::directive {
namespace {

using Words = std::vector<Word>;

constexpr int kMaxCount = 999;  // of a period

struct NamedUnit {
  Period::Unit unit;
  std::string_view name;
};
// The longest first: "5 ngày làm việc" is not five days.
constexpr std::array<NamedUnit, 5> kUnits = {{{Period::Unit::kWorkingDay, "ngày làm việc"},
                                              {Period::Unit::kDay, "ngày"},
                                              {Period::Unit::kHour, "giờ"},
                                              {Period::Unit::kWeek, "tuần"},
                                              {Period::Unit::kMonth, "tháng"}}};

constexpr std::array<std::string_view, 8> kWeekdays = {"",        "thứ Hai", "thứ Ba",  "thứ Tư",
                                                       "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"};

bool StartsWith(const Words& words, size_t at, std::string_view phrase) {
  const std::string folded = Fold(phrase);
  for (const Word& word : SplitWords(folded)) {
    if (at >= words.size() || words[at++].text != word.text) {
      return false;
    }
  }
  return true;
}

size_t CountWords(std::string_view phrase) { return SplitWords(phrase).size(); }

// "kể từ ngày nhận được", "từ ngày ban hành", "sau khi nhận"; nothing for another event.
std::optional<Period::From> ParseFrom(const Words& words, size_t at) {
  static constexpr std::array<std::string_view, 8> kSmall = {"ke", "tu", "ngay", "khi", "sau", "duoc", "van", "ban"};
  std::optional<Period::From> from;
  for (; at < words.size(); ++at) {
    const std::string_view word = words[at].text;
    const bool receipt = word == "nhan";
    const bool issue = word == "hanh" || word == "ky";
    if (receipt || issue) {
      if (from.has_value() && (*from == Period::From::kReceipt) != receipt) {
        return std::nullopt;
      }
      from = receipt ? Period::From::kReceipt : Period::From::kIssue;
    } else if (std::find(kSmall.begin(), kSmall.end(), word) == kSmall.end()) {
      return std::nullopt;
    }
  }
  return from;
}

// "5 ngày làm việc kể từ ngày nhận"; nothing where it is no period.
std::optional<Due> ParsePeriod(const Words& words) {
  const auto count = WholeNumber(words[0].text);
  if (!count.has_value() || *count < 1 || *count > kMaxCount) {
    return std::nullopt;
  }
  const auto unit = std::find_if(kUnits.begin(), kUnits.end(),
                                 [&](const NamedUnit& named) { return StartsWith(words, 1, named.name); });
  if (unit == kUnits.end()) {
    return std::nullopt;
  }
  const size_t behind = 1 + CountWords(unit->name);
  Period::From from = Period::From::kIssue;
  if (behind < words.size()) {
    const auto said = ParseFrom(words, behind);
    if (!said.has_value()) {
      return std::nullopt;
    }
    from = *said;
  }
  return Due{.within = {*count, unit->unit, from}};
}

bool IsAtOnce(const Words& words) {
  return (words[0].text == "ngay" && (words.size() == 1 || StartsWith(words, 1, "khi nhận") ||
                                      StartsWith(words, 1, "sau khi nhận") || StartsWith(words, 1, "lập tức")));
}

// Takes "16:00", "16h30", "16 giờ" off the front of `folded`; false where the hour is none of a day's.
bool TakeHour(std::string_view& folded, Due& due) {
  const size_t digits = folded.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || digits > 2) {
    return true;
  }
  std::string_view rest = folded.substr(digits);
  const bool spaced = rest.starts_with(" gio");
  if (!spaced && !rest.starts_with(":") && !rest.starts_with("h") && !rest.starts_with("g")) {
    return true;
  }
  rest.remove_prefix(spaced ? 4 : 1);
  if (spaced && rest.starts_with(" ")) {
    rest.remove_prefix(1);
  }
  const size_t minutes = std::min(rest.find_first_not_of("0123456789"), rest.size());
  // "16 giờ 5/3": the number behind belongs to the date.
  const bool has_minutes = minutes == 2 && (rest.size() == 2 || rest[2] == ' ' || rest[2] == '\'');
  const int hour = *WholeNumber(folded.substr(0, digits));
  const int minute = has_minutes ? *WholeNumber(rest.substr(0, 2)) : 0;
  rest.remove_prefix(has_minutes ? 2 : 0);
  for (const std::string_view word : {"'", " phut", " ngay", " "}) {
    if (rest.starts_with(word)) {
      rest.remove_prefix(word.size());
    }
  }
  if (hour < 1 || hour > 24 || minute > 59 || (hour == 24 && minute != 0)) {
    return false;
  }
  // "24 giờ kể từ khi nhận được" is a period.
  if (rest.starts_with("ke") || rest.starts_with("tu") || rest.starts_with("sau") || rest.empty()) {
    return true;
  }
  due.hour = hour;
  due.minute = minute;
  folded = rest;
  return true;
}

// "15/12/2025", "2025-12-15", "q3/2025", "2025": numbers alone.
std::optional<Due> ParseDate(Words words) {
  if (words.size() > 1 && (words[0].text == "ngay" || words[0].text == "thang")) {
    const bool day = words[0].text == "ngay";
    words.erase(words.begin());
    const auto number = WholeNumber(words[0].text);
    if (words.size() == 1 && number.has_value() && *number >= 1 && *number <= 31) {
      return day ? Due{.day = *number} : Due{.month = *number};
    }
  }
  const bool quarter = words[0].text == "quy" || (words[0].text.size() == 2 && words[0].text[0] == 'q');
  if (words[0].text == "quy") {
    words.erase(words.begin());
  } else if (quarter) {
    words[0].text.remove_prefix(1);
  }
  std::vector<int> numbers;
  for (const Word& word : words) {
    const auto number = WholeNumber(word.text);
    if (!number.has_value() || *number == 0) {
      return std::nullopt;
    }
    numbers.push_back(*number);
  }
  const size_t count = numbers.size();
  Due due;
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
  return year_is_one ? std::optional(due) : std::nullopt;
}

std::string PeriodText(const Period& period) {
  const auto unit =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const NamedUnit& named) { return named.unit == period.unit; });
  const std::string_view begin = period.unit == Period::Unit::kHour ? "khi" : "ngày";
  return std::to_string(period.count) + " " + std::string(unit->name) + " kể từ " + std::string(begin) +
         (period.from == Period::From::kReceipt ? " nhận được" : " ban hành");
}

}  // namespace

bool IsPossible(const Due& due) {
  const auto in = [](int value, int last) { return value >= 0 && value <= last; };
  if (!in(due.quarter, 4) || !in(due.month, 12) || !in(due.day, 31) || !in(due.weekday, 7) || !in(due.year, 9999) ||
      !in(due.hour, 24) || !in(due.minute, 59) || !in(due.within.count, kMaxCount)) {
    return false;
  }
  // A leap year where none is given: 29 February comes again.
  return due.month == 0 || due.day == 0 || MakeDay(due.year == 0 ? 2024 : due.year, due.month, due.day).has_value();
}

std::optional<Due> ParseDue(std::string_view text) {
  const std::string collapsed = Fold(CollapseSpaces(text));
  std::string_view folded = collapsed;
  Due timed;
  if (!TakeHour(folded, timed)) {
    return std::nullopt;
  }
  const Words words = SplitWords(folded);
  if (words.empty()) {
    return collapsed.empty() ? std::optional(Due()) : std::nullopt;
  }
  if (timed.hour == 0) {
    if (IsAtOnce(words)) {
      return Due{.at_once = true};
    }
    for (size_t day = 1; day < kWeekdays.size(); ++day) {
      if (words.size() == 2 && StartsWith(words, 0, kWeekdays[day])) {
        return Due{.weekday = static_cast<int>(day)};
      }
    }
    if (const auto period = ParsePeriod(words); period.has_value()) {
      return period;
    }
  }
  auto due = ParseDate(words);
  if (!due.has_value() || !IsPossible(*due) || (timed.hour != 0 && (due->day == 0 || due->month == 0))) {
    return std::nullopt;
  }
  due->hour = timed.hour;
  due->minute = timed.minute;
  return due;
}

std::string FormatDue(const Due& due) {
  if (due.at_once) {
    return "ngay khi nhận được";
  }
  if (due.within.count != 0) {
    return PeriodText(due.within);
  }
  if (due.weekday != 0) {
    return std::string(kWeekdays.at(static_cast<size_t>(due.weekday)));
  }
  std::string text;
  if (due.hour != 0) {
    const std::string minute = std::to_string(due.minute);
    text = std::to_string(due.hour) + ":" + (minute.size() == 1 ? "0" : "") + minute + " ";
  }
  const auto add = [&](int number) {
    text += (text.empty() || text.back() == ' ' ? "" : "/") + std::to_string(number);
  };
  if (due.quarter != 0) {
    text += "quý ";
    add(due.quarter);
  } else if (due.year == 0 && (due.day == 0) != (due.month == 0)) {
    text += due.day != 0 ? "ngày " : "tháng ";
  }
  for (const int part : {due.day, due.month, due.year}) {
    if (part != 0) {
      add(part);
    }
  }
  return text;
}

}  // namespace dondoc::directive
