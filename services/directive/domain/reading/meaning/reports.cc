#include "services/directive/domain/reading/meaning/reports.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "services/directive/domain/reading/meaning/dates.h"
#include "services/directive/domain/reading/meaning/units.h"

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
  return Recurrence::kPeriodic;
}

// "báo cáo" as an act, not the paper: "lập báo cáo thẩm định", "báo cáo tài chính", "báo cáo viên", "các báo cáo".
bool IsAct(const TokenText& text, size_t begin, size_t at, size_t end) {
  for (std::string_view noun : {"tai chinh", "vien", "tham dinh", "danh gia tac dong", "nghien cuu", "chuyen de",
                                "so ket", "tong ket cong tac", "giai trinh"}) {
    if (WordsAt(text, at + 2, end, noun)) {
      return false;
    }
  }
  if (at > begin) {
    for (std::string_view word : {"lap", "cac", "mau", "ban", "che", "do", "nhung", "bieu", "theo", "trong", "dung",
                                  "ky", "viec", "noi", "he"}) {
      if (text.tokens[at - 1].folded == word && !(word == "do" || word == "ky")) {
        return false;
      }
    }
    if (WordsAt(text, at - 1, end, "do") && at > begin + 1 && text.tokens[at - 2].folded == "che") {
      return false;
    }
    // "để tổng hợp, báo cáo UBND": what the receiver does with it.
    size_t back = at;
    while (back > begin && at - back < 7) {
      --back;
      if (text.tokens[back].folded == "de" && !Is(text, back + 1, end, "nghi") && !Is(text, back + 1, end, "xuat")) {
        return false;
      }
      if (text.tokens[back].mark == '.' || text.tokens[back].mark == ';') {
        break;
      }
    }
  }
  return true;
}

// Whom the report goes to: at `at`, behind the verb itself, or behind "về", "gửi", "cho", "với" later in the sentence.
std::vector<std::string> Receivers(const TokenText& text, size_t at, size_t end) {
  UnitList units = ReadUnits(text, at, end);
  if (units.empty() && (Is(text, at, end, "ve") || Is(text, at, end, "cho") || Is(text, at, end, "gui") ||
                        Is(text, at, end, "voi") || Is(text, at, end, "len"))) {
    units = ReadUnits(text, at + 1, end);
  }
  if (!units.empty()) {
    return units.names();
  }
  for (size_t i = at; i < end; ++i) {
    if (Is(text, i, end, "ve") || Is(text, i, end, "gui") || Is(text, i, end, "cho") || Is(text, i, end, "voi") ||
        Is(text, i, end, "den")) {
      size_t next = i + 1;
      if (Is(text, next, end, "ve") || Is(text, next, end, "den")) {
        ++next;
      }
      units = ReadUnits(text, next, end);
      if (!units.empty()) {
        return units.names();
      }
    }
  }
  return {};
}

// How often, as said in [begin, end): every period that is named, or that it is periodic, or nothing.
std::vector<Recurrence> FindRecurrences(const TokenText& text, size_t begin, size_t end) {
  std::vector<Recurrence> found;
  bool periodic = false;
  for (size_t i = begin; i < end; ++i) {
    const Match match = LongestMatch(text, TheVocabulary().recurrences, i, end);
    if (!match) {
      continue;
    }
    const Recurrence recurrence = RecurrenceByName(match.entry->value);
    periodic |= recurrence == Recurrence::kPeriodic;
    if (recurrence != Recurrence::kPeriodic && std::find(found.begin(), found.end(), recurrence) == found.end()) {
      found.push_back(recurrence);
    }
    i = match.end - 1;
  }
  if (found.empty() && periodic) {
    found.push_back(Recurrence::kPeriodic);
  }
  return found;
}

// What says in a sentence that something is to be reported.
struct Act {
  size_t behind = kNpos;  // behind the verb; kNpos: nothing says it
  bool regular = false;   // "chế độ báo cáo": a duty that comes again
};

Act FindAct(const TokenText& text, size_t begin, size_t from, size_t to) {
  for (size_t i = from; i + 1 < to; ++i) {
    if (WordsAt(text, i, to, "che do bao cao") || WordsAt(text, i, to, "che do thong tin bao cao") ||
        WordsAt(text, i, to, "che do thong tin")) {
      const size_t act = FindWords(text, i, std::min(to, i + 6), "bao cao");
      if (act != kNpos) {
        return {act + 2, true};
      }
    }
    if (WordsAt(text, i, to, "bao cao") && IsAct(text, begin, i, to)) {
      return {i + 2, false};
    }
    // "phản ánh về Sở Nội vụ", "gửi kết quả về Sở Nội vụ": to somebody.
    const bool tells = WordsAt(text, i, to, "phan anh") || WordsAt(text, i, to, "phan hoi");
    const bool sends =
        Is(text, i, to, "gui") && (WordsAt(text, i + 1, to, "ket qua") || !FindDue(text, from, to).empty());
    const size_t behind = i + (tells ? 2 : 1);
    if ((tells || sends) && !Receivers(text, behind, to).empty()) {
      return {behind, false};
    }
  }
  return {};
}

// The deadline of the sentence in [from, to), or of the label behind it ("Thời gian hoàn thành: trước ngày 31/5").
Due DueOf(const TokenText& text, size_t from, size_t to, size_t end) {
  const Due own = FindDue(text, from, to);
  if (!own.empty()) {
    return own;
  }
  const Match label = LongestMatch(text, TheVocabulary().labels, std::min(to + 1, end), end);
  return label && label.entry->value == "TIME" ? FindDue(text, to, end) : Due{};
}

// The duties said in the sentence [from, to) of the clause [begin, end).
void ReadSentence(const TokenText& text, const std::vector<std::string>& units, const std::string& section,
                  size_t begin, size_t end, size_t from, size_t to, std::vector<ProposedReport>* reports) {
  const Act act = FindAct(text, begin, from, to);
  if (act.behind == kNpos) {
    return;
  }
  ProposedReport report;
  report.from = units;
  report.to = Receivers(text, act.behind, to);
  report.due = DueOf(text, from, to, end);
  // "Định kỳ, các xã rà soát ...; báo cáo Sở Nội vụ.": how often is said for the whole sentence.
  size_t sentence = from;
  while (sentence > begin && !(text.tokens[sentence - 1].mark == '.' && text.tokens[sentence].space_before)) {
    --sentence;
  }
  std::vector<Recurrence> recurrences = FindRecurrences(text, from, to);
  if (recurrences.empty()) {
    recurrences = FindRecurrences(text, sentence, from);
  }
  if (recurrences.empty() && act.regular) {
    recurrences.push_back(Recurrence::kPeriodic);
  }
  report.evidence = !recurrences.empty()  ? Evidence::kRegular
                    : !report.due.empty() ? Evidence::kDated
                    : !report.to.empty()  ? Evidence::kMarked
                                          : Evidence::kBare;
  if (recurrences.empty()) {
    recurrences.push_back(report.due.empty() ? Recurrence::kAdHoc : Recurrence::kOnce);
  }
  report.section = section;
  report.span = {static_cast<uint32_t>(from), static_cast<uint32_t>(to)};
  for (const Recurrence recurrence : recurrences) {
    report.recurrence = recurrence;
    reports->push_back(report);
  }
}

// The end of the sentence or part that begins at `from`.
size_t SentenceEnd(const TokenText& text, size_t from, size_t end) {
  size_t to = from;
  while (to < end && !((text.tokens[to].mark == '.' || text.tokens[to].mark == ';') &&
                       (to + 1 >= end || text.tokens[to + 1].space_before))) {
    ++to;
  }
  return to;
}

}  // namespace

std::vector<ProposedReport> ReadReports(const TokenText& text, const std::vector<ProposedTask>& tasks) {
  std::vector<ProposedReport> reports;
  for (const ProposedTask& task : tasks) {
    std::vector<ProposedReport> own;
    const size_t begin = task.span.begin, end = task.span.end;
    for (size_t from = begin; from < end;) {
      const size_t to = SentenceEnd(text, from, end);
      ReadSentence(text, task.units, task.section, begin, end, from, to, &own);
      from = to + 1;
    }
    // A report to nobody at no time is a paper to be written, where the task says more plainly what to report.
    const bool plain = std::any_of(own.begin(), own.end(),
                                   [](const ProposedReport& report) { return report.evidence != Evidence::kBare; });
    for (ProposedReport& report : own) {
      const bool again = std::any_of(own.data(), &report, [&](const ProposedReport& other) {
        return other.recurrence == report.recurrence && other.due == report.due;
      });
      if (!again && (!plain || report.evidence != Evidence::kBare)) {
        reports.push_back(report);
      }
    }
  }
  return reports;
}

}  // namespace dondoc::directive::reading
