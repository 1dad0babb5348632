#include "services/directive/domain/reading/meaning/values/relative_dues.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "services/directive/domain/reading/meaning/values/dates.h"

namespace dondoc::directive::reading {
namespace {

constexpr int kMostUnits = 999;
constexpr size_t kBracket = 4;    // tokens in "(mười lăm)"
constexpr size_t kEffect = 6;     // tokens back to "có hiệu lực"
constexpr size_t kSentence = 40;  // tokens on either side in which a condition is looked for

constexpr std::pair<std::string_view, Period::Unit> kUnits[] = {{"HOUR", Period::Unit::kHour},
                                                                {"DAY", Period::Unit::kDay},
                                                                {"WORKING_DAY", Period::Unit::kWorkingDay},
                                                                {"WEEK", Period::Unit::kWeek},
                                                                {"MONTH", Period::Unit::kMonth}};

Match Words(const TokenText& text, size_t at, size_t end) {
  return LongestMatch(text, TheVocabulary().deadlines, at, end);
}

bool Says(const Match& match, std::string_view kind) { return match && HasKind(*match.entry, kind); }

// The words of `kind` at `at`, or nothing.
Match WordsOf(std::string_view kind, const TokenText& text, size_t at, size_t end) {
  const Match match = Words(text, at, end);
  return Says(match, kind) ? match : Match{};
}

char MarkAt(const TokenText& text, size_t at, size_t end) { return at < end ? text.tokens[at].mark : 0; }

// Behind a comma or an opening bracket at `at`.
size_t SkipComma(const TokenText& text, size_t at, size_t end) {
  const char mark = MarkAt(text, at, end);
  return mark == ',' || mark == '(' ? at + 1 : at;
}

int Digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 1 && value <= kMostUnits ? value : 0;
}

struct PeriodMatch {
  Period period;
  size_t end = 0;  // behind its last token; 0 where there is none
};

// "15 ngày", "05 (năm) ngày làm việc", "một tuần", "24h", without what it runs from.
PeriodMatch ReadPeriod(const TokenText& text, size_t at, size_t end) {
  PeriodMatch found;
  if (at >= end) {
    return {};
  }
  if (const std::string_view word = text.tokens[at].folded;
      word.ends_with('h') && Digits(word.substr(0, word.size() - 1))) {
    found.period.count = Digits(word.substr(0, word.size() - 1));
    found.period.unit = Period::Unit::kHour;
    found.end = at + 1;
    return found;
  }
  size_t next = at + 1;
  if (const Match words = WordsOf("COUNT", text, at, end)) {
    found.period.count = Digits(std::string_view(words.entry->value).substr(words.entry->value.rfind(' ') + 1));
    next = words.end;
  } else {
    found.period.count = NumberAt(text, at, end, 1, kMostUnits);
  }
  if (found.period.count == 0) {
    return {};
  }
  if (MarkAt(text, next, end) == '(') {
    for (size_t i = next + 1; i < end && i <= next + 1 + kBracket; ++i) {
      if (text.tokens[i].mark == ')') {
        next = i + 1;
        break;
      }
    }
  }
  const Match unit = Words(text, next, end);
  for (const auto& [name, value] : kUnits) {
    if (Says(unit, name)) {
      found.period.unit = value;
      found.end = unit.end;
    }
  }
  return found;
}

struct NameMatch {
  bool this_one = false;  // "này" stands behind it
  size_t end = 0;         // 0 where no document is named that can be this one
};

// "Công điện", "Quyết định này".
NameMatch ReadName(const TokenText& text, size_t at, size_t end) {
  const Match known = WordsOf("DOCUMENT", text, at, end);
  const Match any = LongestMatch(text, TheVocabulary().document_types, at, end);
  const size_t behind = std::max(known.end, any.end);
  if (behind == 0) {
    return {};
  }
  if (const Match marked = WordsOf("THIS", text, behind, end)) {
    return {true, marked.end};
  }
  return known.end == behind ? NameMatch{false, behind} : NameMatch{};
}

// True where nothing follows that makes what stands before `at` another's: "nhận được" is, "nhận được đề nghị" is not.
bool Ends(const TokenText& text, size_t at, size_t end) {
  switch (MarkAt(text, at, end)) {
    case ',':
      return !WordsOf("OTHER", text, at + 1, end);
    case '.':
    case ';':
    case ':':
    case '(':
    case ')':
      return true;
    default:
      return at >= end || WordsOf("GOES_ON", text, at, end);
  }
}

struct EventMatch {
  Period::From from = Period::From::kIssue;
  bool certain = false;  // the document is named with "này", or it is received
  size_t end = 0;        // behind its last token; 0 where there is none
};

// What happens to this document: "nhận được Kế hoạch này", "ký ban hành", "Quyết định này có hiệu lực".
EventMatch ReadEvent(const TokenText& text, size_t at, size_t end) {
  if (const NameMatch name = ReadName(text, at, end); name.this_one) {
    const Match event = Words(text, name.end, end);
    return Says(event, "BECOMES") || Says(event, "ISSUE") ? EventMatch{Period::From::kIssue, true, event.end}
                                                          : EventMatch{};
  }
  const Match event = Words(text, at, end);
  const bool receipt = Says(event, "RECEIPT");
  if (!receipt && !Says(event, "ISSUE")) {
    return {};
  }
  const Period::From from = receipt ? Period::From::kReceipt : Period::From::kIssue;
  const NameMatch name = ReadName(text, event.end, end);
  if (name.this_one) {
    return {from, true, name.end};
  }
  const size_t behind = std::max(event.end, name.end);
  if ((name.end == 0 && Says(event, "NAMED")) || !Ends(text, behind, end)) {
    return {};
  }
  return {from, receipt, behind};
}

// "Quyết định này có hiệu lực trong 10 ngày ..." says how long, in tokens [begin, at).
bool TellsEffect(const TokenText& text, size_t begin, size_t at) {
  for (size_t i = at; i > begin && i + kEffect > at && text.tokens[i - 1].kind != Token::Kind::kMark; --i) {
    if (WordsOf("EFFECT", text, i - 1, at)) {
      return true;
    }
  }
  return false;
}

// The period at `at` and the event that it runs from behind it.
DueAt PeriodWithEvent(const TokenText& text, size_t at, size_t end) {
  PeriodMatch period = ReadPeriod(text, at, end);
  if (period.end == 0) {
    return {};
  }
  const Match from = WordsOf("FROM", text, SkipComma(text, period.end, end), end);
  if (!from) {
    return {};
  }
  const EventMatch event = ReadEvent(text, from.end, end);
  period.period.from = event.from;
  return event.end == 0 ? DueAt{} : DueAt{{.within = period.period}, at, event.end};
}

// "trong 15 ngày kể từ ngày ban hành", "Sau khi nhận được Kế hoạch này, trong 15 ngày", at `at`.
DueAt PeriodAt(const TokenText& text, size_t begin, size_t at, size_t end) {
  const Match words = Words(text, at, end);
  if (Says(words, "WITHIN")) {
    DueAt found = PeriodWithEvent(text, words.end, end);
    found.begin = at;
    return found.end == 0 || TellsEffect(text, begin, at) ? DueAt{} : found;
  }
  if (!Says(words, "FROM")) {
    return {};
  }
  const EventMatch event = ReadEvent(text, words.end, end);
  if (event.end == 0) {
    return {};
  }
  const Match within = WordsOf("WITHIN", text, SkipComma(text, event.end, end), end);
  if (!within) {
    return {};
  }
  PeriodMatch period = ReadPeriod(text, within.end, end);
  if (period.end == 0 || WordsOf("FROM", text, SkipComma(text, period.end, end), end)) {
    return {};
  }
  period.period.from = event.from;
  return {{.within = period.period}, at, period.end};
}

// True where the sentence around `at` says in which case: "khi có sự cố, ngay lập tức báo cáo".
bool IsConditional(const TokenText& text, size_t begin, size_t at, size_t end) {
  const auto stops = [&](size_t i) { return text.tokens[i].mark == '.' || text.tokens[i].mark == ';'; };
  size_t from = at;
  while (from > begin && at - from < kSentence && !stops(from - 1)) {
    --from;
  }
  for (size_t i = from; i < end && i < at + kSentence && !stops(i); ++i) {
    if (WordsOf("CONDITION", text, i, end)) {
      return true;
    }
  }
  return false;
}

// "ngay sau khi nhận được văn bản này", "ngay lập tức", "thực hiện ngay", at `at`.
DueAt AtOnceAt(const TokenText& text, size_t begin, size_t at, size_t end) {
  const Match words = Words(text, at, end);
  // Without diacritics "thực hiện ngay" is "thực hiện ngày" of a date.
  const char behind = MarkAt(text, words.end, end);
  const bool last = Says(words, "LAST") && text.exact &&
                    (words.end >= end || behind == '.' || behind == ';' || behind == ',' || behind == ')');
  if ((last || Says(words, "NOW")) && !IsConditional(text, begin, at, end)) {
    return {{.at_once = true}, at, words.end};
  }
  if (!Says(words, "ON")) {
    return {};
  }
  // "ngay sau khi ban hành" may be said of another paper ("xây dựng quy chế, thực hiện ngay sau khi ban hành").
  const EventMatch event = ReadEvent(text, words.end, end);
  return event.end != 0 && event.certain ? DueAt{{.at_once = true}, at, event.end} : DueAt{};
}

}  // namespace

DueAt FindRelativeDue(const TokenText& text, size_t begin, size_t end) {
  DueAt at_once;
  for (size_t i = begin; i < end; ++i) {
    if (text.tokens[i].word == 0) {
      continue;
    }
    if (const DueAt period = PeriodAt(text, begin, i, end); period.end != 0) {
      return period;
    }
    if (at_once.end == 0) {
      at_once = AtOnceAt(text, begin, i, end);
    }
  }
  return at_once;
}

Due ReadRelativeDueCell(const TokenText& text, size_t begin, size_t end) {
  if (const DueAt found = FindRelativeDue(text, begin, end); found.end != 0) {
    return found.due;
  }
  while (begin < end && text.tokens[begin].kind == Token::Kind::kMark) {
    ++begin;
  }
  while (end > begin && text.tokens[end - 1].kind == Token::Kind::kMark) {
    --end;
  }
  if (const DueAt found = PeriodWithEvent(text, begin, end); found.end != 0) {
    return found.due;
  }
  // Without diacritics "Ngay" is "Ngày" of a date left blank.
  const Match words = WordsOf("ALONE", text, begin, end);
  return words && words.end == end && text.exact ? Due{.at_once = true} : Due{};
}

}  // namespace dondoc::directive::reading
