#include "services/directive/domain/reading/meaning/reports/report_times.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

Recurrence RecurrenceByName(std::string_view name) {
  if (name == "YEARLY") return Recurrence::kYearly;
  if (name == "HALF_YEARLY") return Recurrence::kHalfYearly;
  if (name == "QUARTERLY") return Recurrence::kQuarterly;
  if (name == "MONTHLY") return Recurrence::kMonthly;
  if (name == "WEEKLY") return Recurrence::kWeekly;
  if (name == "ONCE") return Recurrence::kOnce;
  return Recurrence::kPeriodic;
}

struct Period {
  Recurrence recurrence = Recurrence::kPeriodic;
  size_t begin = 0;
};

// "kế hoạch hằng năm", "sau 6 tháng", "báo cáo năm 2026": says how often something else is, or no period at all.
bool Elsewhere(const TokenText& text, size_t begin, size_t at, size_t behind, size_t end, const ReportAct& act) {
  static constexpr std::string_view kThings[] = {"ke hoach",  "du toan",      "kinh phi",
                                                 "ngan sach", "chuong trinh", "cong tac"};
  static constexpr std::string_view kSpans[] = {"han", "sau", "tu", "tren", "duoi", "trong", "vong"};
  if (at > begin && text.tokens[at].kind == Token::Kind::kNumber &&
      std::any_of(std::begin(kSpans), std::end(kSpans),
                  [&](auto word) { return text.tokens[at - 1].folded == word; })) {
    return true;
  }
  // "cuối tháng 12", "báo cáo quý I"
  const std::string& last = text.tokens[behind - 1].folded;
  if (behind < end && (last == "nam" || last == "quy" || last == "thang") &&
      (text.tokens[behind].kind == Token::Kind::kNumber || Is(text, behind, end, "i") || Is(text, behind, end, "ii") ||
       Is(text, behind, end, "iii") || Is(text, behind, end, "iv"))) {
    return true;
  }
  // Without diacritics "theo quy định" looks like "theo quý", "và nắm" like "và năm".
  static constexpr std::string_view kRules[] = {"dinh", "che", "hoach", "mo", "trinh", "chuan"};
  if (!text.exact && (text.tokens[at].folded == "va" ||
                      (last == "quy" && std::any_of(std::begin(kRules), std::end(kRules),
                                                    [&](auto word) { return Is(text, behind, end, word); })))) {
    return true;
  }
  return at < act.begin && at >= begin + 2 && std::any_of(std::begin(kThings), std::end(kThings), [&](auto words) {
           return WordsAt(text, at - 2, at, words);
         });
}

// Every period named in [begin, end), or that it is periodic, or nothing. What happens but once counts where no period
// is named.
std::vector<Period> FindPeriods(const TokenText& text, size_t begin, size_t end, const ReportAct& act) {
  std::vector<Period> found, vague;
  for (size_t i = begin; i < end; ++i) {
    const Match match = LongestMatch(text, TheVocabulary().recurrences, i, end);
    if (!match) {
      // "6 tháng (trước ngày 15/6), năm (trước ngày 15/12)"
      if (!found.empty() && Is(text, i, end, "nam") && text.tokens[i - 1].kind == Token::Kind::kMark && i + 1 < end &&
          text.tokens[i + 1].mark == '(') {
        found.push_back({Recurrence::kYearly, i});
      }
      continue;
    }
    const Recurrence recurrence = RecurrenceByName(match.entry->value);
    const bool named = recurrence != Recurrence::kPeriodic && recurrence != Recurrence::kOnce;
    std::vector<Period>& list = named ? found : vague;
    const bool known = std::any_of(list.begin(), list.end(),
                                   [recurrence](const Period& other) { return other.recurrence == recurrence; });
    if (!known && !Elsewhere(text, begin, i, match.end, end, act)) {
      list.push_back({recurrence, i});
    }
    i = match.end - 1;
  }
  if (found.empty() && !vague.empty()) {
    const auto periodic = std::find_if(vague.begin(), vague.end(),
                                       [](const Period& other) { return other.recurrence == Recurrence::kPeriodic; });
    found.push_back(periodic != vague.end() ? *periodic : vague.front());
  }
  return found;
}

// Where what the receiver does begins: "... trước ngày 15/12 để tổng hợp, báo cáo UBND tỉnh trước ngày 20/12".
size_t BeforePurpose(const TokenText& text, size_t from, size_t end) {
  for (size_t i = from; i < end; ++i) {
    if (PurposeAt(text, i, end)) {
      return i;
    }
  }
  return end;
}

// The day that stands between a period and the next one; none where there is none.
Due DayBehind(const std::vector<DueAt>& dues, size_t begin, size_t end) {
  const auto day =
      std::find_if(dues.begin(), dues.end(), [&](const DueAt& due) { return due.begin >= begin && due.begin < end; });
  return day == dues.end() ? Due{} : day->due;
}

// "vào thứ Sáu": 5; 0 where no day of the week is named.
int Weekday(const TokenText& text, size_t begin, size_t end) {
  static constexpr std::string_view kDays[] = {"thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay"};
  for (size_t i = begin; i < end; ++i) {
    for (size_t day = 0; day < std::size(kDays); ++day) {
      if (WordsAt(text, i, end, kDays[day]) && text.tokens[i + 1].capital) {
        return static_cast<int>(day) + 1;
      }
    }
  }
  return 0;
}

// "trước ngày 30 tháng 01 của năm tiếp theo": every year again.
bool OfNextYear(const TokenText& text, size_t at, size_t end) {
  size_t i = at + (Is(text, at, end, "cua") ? 1 : 0);
  i += Is(text, i, end, "hang") ? 1 : 0;
  return WordsAt(text, i, end, "nam tiep theo") || WordsAt(text, i, end, "nam sau") ||
         WordsAt(text, i, end, "nam ke tiep") || WordsAt(text, i, end, "nam lien ke");
}

// "Ngay sau khi nhận được Công điện này, triển khai ...; kịp thời báo cáo vướng mắc": what is due before `act` is
// another thing; the report is due whenever there is something to tell.
bool TellsCases(const TokenText& text, const DueAt& due, const ReportAct& act, size_t end) {
  for (size_t i = due.end; due.begin < act.begin && i < end; ++i) {
    const Match match = LongestMatch(text, TheVocabulary().deadlines, i, end);
    if (match && (HasKind(*match.entry, "CONDITION") || HasKind(*match.entry, "CASE"))) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<ReportTime> ReadReportTimes(const TokenText& text, const ReportAct& act, size_t sentence, size_t begin,
                                        size_t end) {
  const size_t purpose = BeforePurpose(text, act.end, end);
  std::vector<DueAt> dues = FindDues(text, begin, purpose);
  if (dues.empty()) {
    dues = FindDues(text, purpose, end);
  }
  // Days behind the verb are those of the report.
  const auto behind = std::find_if(dues.begin(), dues.end(), [&](const DueAt& due) { return due.begin >= act.end; });
  if (behind != dues.end()) {
    dues.erase(dues.begin(), behind);
  }
  std::vector<Period> periods = FindPeriods(text, begin, end, act);
  if (periods.empty()) {
    periods = FindPeriods(text, sentence, begin, act);
  }
  // What runs from the document comes once, and so is no time of what comes again.
  if (!dues.empty() && IsRelative(dues.front().due) &&
      (!periods.empty() || act.regular || TellsCases(text, dues.front(), act, purpose))) {
    dues.clear();
  }
  std::vector<ReportTime> times;
  if (!dues.empty() && dues.front().due.year != 0) {
    // A day of one year comes once; what is said behind it comes as well ("trước ngày 20/11/2025 và hằng tháng").
    times.push_back({Recurrence::kOnce, dues.front().due});
    for (const Period& period : periods) {
      const bool also = period.begin >= dues.front().end && period.begin < purpose &&
                        period.recurrence != Recurrence::kOnce && period.recurrence != Recurrence::kPeriodic;
      if (also) {
        times.push_back({period.recurrence, {}});
      }
    }
    return times;
  }
  if (!dues.empty() && periods.empty() && OfNextYear(text, dues.front().end, end)) {
    periods.push_back({Recurrence::kYearly, 0});
  }
  if (periods.empty() && act.regular) {
    periods.push_back({Recurrence::kPeriodic, 0});
  }
  if (periods.empty()) {
    times.push_back({std::nullopt, dues.empty() ? Due{} : dues.front().due});
  } else if (periods.size() == 1 && dues.size() > 1) {
    for (const DueAt& due : dues) {
      times.push_back({periods.front().recurrence, due.due});
    }
  } else {
    for (size_t i = 0; i < periods.size(); ++i) {
      const size_t next = i + 1 < periods.size() ? periods[i + 1].begin : end;
      times.push_back({periods[i].recurrence, dues.size() == periods.size() ? dues[i].due
                                              : dues.size() == 1            ? dues.front().due
                                                                            : DayBehind(dues, periods[i].begin, next)});
    }
  }
  for (ReportTime& time : times) {
    if (time.recurrence == Recurrence::kWeekly && time.due.empty()) {
      time.due.weekday = Weekday(text, begin, end);
    }
  }
  // "báo cáo hằng năm và báo cáo đột xuất khi có yêu cầu": beside what comes again.
  if (!periods.empty() && FindWords(text, act.end, end, "bao cao dot xuat") != kNpos) {
    times.push_back({Recurrence::kAdHoc, {}});
  }
  return times;
}

}  // namespace dondoc::directive::reading
