#include "services/directive/domain/reading/meaning/reports.h"

#include <algorithm>
#include <optional>
#include <string_view>

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

// The sentence around `at`, within [begin, end).
std::pair<size_t, size_t> Sentence(const TokenText& text, size_t begin, size_t end, size_t at) {
  size_t from = at;
  while (from > begin && !((text.tokens[from - 1].mark == '.' || text.tokens[from - 1].mark == ';') &&
                           text.tokens[from].space_before)) {
    --from;
  }
  size_t to = at;
  while (to < end && !((text.tokens[to].mark == '.' || text.tokens[to].mark == ';') &&
                       (to + 1 >= end || text.tokens[to + 1].space_before))) {
    ++to;
  }
  return {from, to};
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

// Whom the report goes to: behind "báo cáo" itself, or behind "về", "gửi", "cho", "với" later in the sentence.
std::vector<std::string> Receivers(const TokenText& text, size_t at, size_t end) {
  UnitList units = ReadUnits(text, at + 2, end);
  if (units.empty() && (Is(text, at + 2, end, "ve") || Is(text, at + 2, end, "cho") || Is(text, at + 2, end, "gui") ||
                        Is(text, at + 2, end, "voi") || Is(text, at + 2, end, "len"))) {
    units = ReadUnits(text, at + 3, end);
  }
  if (!units.empty()) {
    return units.names();
  }
  for (size_t i = at + 2; i < end; ++i) {
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

std::optional<Recurrence> FindRecurrence(const TokenText& text, size_t begin, size_t end) {
  std::optional<Recurrence> periodic;
  for (size_t i = begin; i < end; ++i) {
    const Match match = LongestMatch(text, TheVocabulary().recurrences, i, end);
    if (!match) {
      continue;
    }
    const Recurrence recurrence = RecurrenceByName(match.entry->value);
    if (recurrence == Recurrence::kPeriodic) {
      periodic = recurrence;
      continue;
    }
    // "quý IV/2025" is a quarter, not every quarter; "báo cáo quý" is.
    if (match.entry->phrase == "quý" && match.end < end &&
        (text.tokens[match.end].upper || text.tokens[match.end].kind == Token::Kind::kNumber)) {
      continue;
    }
    return recurrence;
  }
  return periodic;
}

}  // namespace

std::vector<ProposedReport> ReadReports(const TokenText& text, const std::vector<ProposedTask>& tasks) {
  std::vector<ProposedReport> reports;
  for (const ProposedTask& task : tasks) {
    const size_t begin = task.span.begin, end = task.span.end;
    for (size_t i = begin; i + 1 < end; ++i) {
      if (!WordsAt(text, i, end, "bao cao") || !IsAct(text, begin, i, end)) {
        continue;
      }
      const auto [from, to] = Sentence(text, begin, end, i);
      ProposedReport report;
      report.from = task.units;
      report.to = Receivers(text, i, to);
      const std::optional<Recurrence> recurrence = FindRecurrence(text, from, to);
      report.due = FindDue(text, from, to);
      if (recurrence) {
        report.recurrence = *recurrence;
      } else {
        report.recurrence = report.due.empty() ? Recurrence::kAdHoc : Recurrence::kOnce;
      }
      report.evidence = recurrence            ? Evidence::kRegular
                        : !report.due.empty() ? Evidence::kDated
                        : !report.to.empty()  ? Evidence::kMarked
                                              : Evidence::kBare;
      report.section = task.section;
      report.span = {static_cast<uint32_t>(from), static_cast<uint32_t>(to)};
      reports.push_back(std::move(report));
      break;
    }
  }
  return reports;
}

}  // namespace dondoc::directive::reading
