#include "services/directive/domain/written_deadline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "common/text/fold.h"
#include "common/text/whole_number.h"
#include "common/text/words.h"

namespace dondoc::directive {
namespace {

using Words = std::vector<Word>;

// Words of a folded clause that stand for a deadline: [begin, end).
struct Range {
  size_t begin = 0;
  size_t end = 0;
};

bool Is(const Words& words, size_t i, std::string_view text) { return i < words.size() && words[i].text == text; }

bool IsNumber(const Words& words, size_t i, int value) {
  return i < words.size() && WholeNumber(words[i].text) == std::optional(value);
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

bool Are(const Words& words, size_t i, std::string_view phrase) {
  for (const Word& word : SplitWords(phrase)) {
    if (!Is(words, i++, word.text)) {
      return false;
    }
  }
  return true;
}

// The end of the words from `i` on that run up to the next mark, `most` at most.
size_t EndOfPhrase(std::string_view folded, const Words& words, size_t i, size_t most) {
  const size_t limit = std::min(words.size(), i + most);
  while (i < limit) {
    const size_t next = i + 1 < words.size() ? words[i + 1].begin : folded.size();
    if (folded.substr(words[i].end, next - words[i].end).find_first_of(".,;:)") != std::string_view::npos) {
      return i + 1;
    }
    ++i;
  }
  return limit;
}

// "ngay sau khi nhận được công điện này"
std::optional<Range> MatchAtOnce(std::string_view folded, const Words& words, size_t i) {
  if (Are(words, i, "ngay lap tuc")) {
    return Range{i, i + 3};
  }
  const bool at_once = Are(words, i, "ngay khi nhan") || Are(words, i, "ngay sau khi nhan") ||
                       Are(words, i, "ngay khi tiep nhan") || Are(words, i, "ngay sau khi tiep nhan");
  return at_once ? std::optional(Range{i, EndOfPhrase(folded, words, i, 10)}) : std::nullopt;
}

// "05 (năm) ngày làm việc, kể từ ngày nhận được văn bản này"
std::optional<Range> MatchPeriod(std::string_view folded, const Words& words, size_t i, const Period& period) {
  static constexpr std::array<std::string_view, 5> kUnits = {"gio", "ngay", "ngay lam viec", "tuan", "thang"};
  if (!IsNumber(words, i, period.count)) {
    return std::nullopt;
  }
  const std::string_view unit = kUnits.at(static_cast<size_t>(period.unit));
  size_t at = i + 1;
  while (at < i + 4 && !Are(words, at, unit)) {
    ++at;  // the number in words
  }
  if (!Are(words, at, unit)) {
    return std::nullopt;
  }
  at += static_cast<size_t>(std::count(unit.begin(), unit.end(), ' ')) + 1;
  const bool anchored =
      Is(words, at, "ke") || Is(words, at, "tu") || Are(words, at, "sau khi") || Is(words, at, "tinh");
  return Range{i, anchored ? EndOfPhrase(folded, words, at, 14) : at};
}

// Where the numbers of `due` begin and end, if they stand at word `i`.
std::optional<Range> Match(std::string_view folded, const Words& words, size_t i, const Due& due) {
  if (due.at_once) {
    return MatchAtOnce(folded, words, i);
  }
  if (due.within.count != 0) {
    return MatchPeriod(folded, words, i, due.within);
  }
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
  static constexpr std::array<std::string_view, 15> kLeadIns = {"ngay", "truoc", "den",  "trong", "cuoi",
                                                                "het",  "cham",  "nhat", "vao",   "thang",
                                                                "la",   "xong",  "vong", "thoi",  "han"};
  return std::find(kLeadIns.begin(), kLeadIns.end(), word) != kLeadIns.end();
}

// A word of "16 giờ 00 phút", "16h30".
bool IsOfHour(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kHours = {"gio", "phut", "h", "g"};
  return (word[0] >= '0' && word[0] <= '9') || std::find(kHours.begin(), kHours.end(), word) != kHours.end();
}

bool IsEach(const Words& words, size_t i, std::string_view period) {
  return (Is(words, i, "hang") || Is(words, i, "moi")) && Is(words, i + 1, period);
}
bool IsEachYear(const Words& words, size_t i) { return IsEach(words, i, "nam"); }

}  // namespace

WrittenDeadline FindWrittenDeadline(std::string_view clause, const Due& due) {
  const FoldedText folded = FoldWithOffsets(clause);
  const Words words = SplitWords(folded.text);
  for (size_t i = 0; i < words.size(); ++i) {
    const auto match = Match(folded.text, words, i, due);
    if (!match.has_value()) {
      continue;
    }
    WrittenDeadline found;
    Range range = *match;
    const size_t far = due.hour != 0 ? 10 : 5;
    while (range.begin > 0 && match->begin - range.begin < far &&
           (IsLeadIn(words[range.begin - 1].text) || (due.hour != 0 && IsOfHour(words[range.begin - 1].text)))) {
      --range.begin;
      found.before = found.before || words[range.begin].text == "truoc";
    }
    found.yearly = IsEachYear(words, range.end);
    if (found.yearly || IsEach(words, range.end, "quy") || IsEach(words, range.end, "thang") ||
        IsEach(words, range.end, "tuan")) {
      range.end += 2;
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

}  // namespace dondoc::directive
