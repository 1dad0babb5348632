#include "services/directive/domain/reading/meaning/values/hours.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "services/directive/domain/reading/meaning/values/dates.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kFar = 10;  // tokens from the hour's first to the date

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "sáng" or "chiều", as deadlines.tsv has it.
bool HalfOfDay(const TokenText& text, size_t at, size_t limit, std::string_view kind) {
  const Match match = LongestMatch(text, TheVocabulary().deadlines, at, limit);
  return match && HasKind(*match.entry, kind);
}

// Where the date behind the hour and the day of the week begins; `at` where none does.
size_t DateBehind(const TokenText& text, size_t at, size_t limit) {
  for (size_t i = at; i < limit && i < at + kFar;) {
    const Token& token = text.tokens[i];
    if (token.folded == "ngay") {
      return i;
    }
    if (i > at && token.folded == "thang") {
      return NumberAt(text, i - 1, limit, 1, 31) != 0 ? i - 1 : i;  // "trước 15 tháng 12"
    }
    const bool day = WeekdayAt(text, i, limit) != 0;
    if (!(IsDigit(token.folded[0]) || day || token.folded == "gio" || token.folded == "h" || token.folded == "phut" ||
          token.folded == "g" || token.kind == Token::Kind::kMark || HalfOfDay(text, i, limit, "AM") ||
          HalfOfDay(text, i, limit, "PM"))) {
      break;
    }
    i += day ? 2 : 1;
  }
  return at;
}

// At most two digits as a number; -1 for anything else.
int Digits(std::string_view text) {
  if (text.empty() || text.size() > 2 || !std::all_of(text.begin(), text.end(), IsDigit)) {
    return -1;
  }
  return std::stoi(std::string(text));
}

// The hour that begins with the token `at`; its minute is -1 where it has none, its hour where there is none.
HourMatch HourAt(const TokenText& text, size_t at, size_t limit) {
  const std::string& first = text.tokens[at].folded;
  const size_t letter = std::min(first.find_first_of("hg"), first.size());
  HourMatch found{.hour = Digits(std::string_view(first).substr(0, letter)), .minute = -1};
  if (letter < first.size()) {  // "16h30", "16h"
    const std::string_view rest = std::string_view(first).substr(letter + 1);
    found.minute = rest.empty() && at + 1 < limit ? Digits(text.tokens[at + 1].folded) : Digits(rest);
  } else if (Is(text, at + 1, limit, "gio") || Is(text, at + 1, limit, "h") || Is(text, at + 1, limit, "g") ||
             (at + 2 < limit && text.tokens[at + 1].mark == ':' && Digits(text.tokens[at + 2].folded) >= 0)) {
    found.minute = at + 2 < limit ? Digits(text.tokens[at + 2].folded) : -1;
  } else {
    found.hour = -1;
  }
  return found;
}

// `found` where there is such an hour, said to be after noon or not; else none.
HourMatch Possible(HourMatch found, bool after_noon, size_t date) {
  found.date = date;
  found.minute = std::max(found.minute, 0);
  found.hour += after_noon && found.hour < 12 ? 12 : 0;
  const bool possible = found.hour >= 1 && found.minute < 60 && found.hour * 60 + found.minute <= 24 * 60;
  return possible ? found : HourMatch{.date = date};
}

}  // namespace

HourMatch ReadHour(const TokenText& text, size_t at, size_t limit) {
  const size_t date = DateBehind(text, at, limit);
  for (size_t i = at; i < date; ++i) {
    const HourMatch found = HourAt(text, i, date);
    if (found.hour < 0) {
      continue;
    }
    bool after_noon = false;
    for (size_t k = i; k < date; ++k) {
      after_noon |= HalfOfDay(text, k, date, "PM");
    }
    return Possible(found, after_noon, date);
  }
  return {.date = date};
}

HourMatch ReadHourBehind(const TokenText& text, size_t at, size_t limit) {
  const char mark = at < limit ? text.tokens[at].mark : 0;
  size_t i = at + (mark == '(' || mark == ',' ? 1 : 0);
  const bool said = Is(text, i, limit, "truoc") || Is(text, i, limit, "luc");
  i += said ? 1 : 0;
  const HourMatch found = (said || mark == '(') && i < limit ? HourAt(text, i, limit) : HourMatch{.hour = -1};
  return Possible(found, false, at);
}

}  // namespace dondoc::directive::reading
