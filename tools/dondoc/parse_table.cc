#include "tools/dondoc/parse_table.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "tools/dondoc/reading_text.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {
namespace {

using directive::Citation;
using directive::ParsedDirective;
using directive::PartialDate;

constexpr std::array<std::string_view, 18> kTypes = {
    "?",         "CHI_THI", "NGHI_QUYET", "KET_LUAN",  "QUYET_DINH", "KE_HOACH",  "CHUONG_TRINH", "DE_AN", "CONG_VAN",
    "THONG_BAO", "BAO_CAO", "CONG_DIEN",  "HUONG_DAN", "TO_TRINH",   "NGHI_DINH", "THONG_TU",     "LUAT",  "OTHER"};
constexpr std::array<std::string_view, 4> kRoles = {"execute", "lead", "coordinate", "advise"};
constexpr std::array<std::string_view, 6> kPurposes = {"inform",     "execute", "report",
                                                       "coordinate", "publish", "archive"};
constexpr std::array<std::string_view, 6> kComparators = {"≥", ">", "≤", "<", "-", "+"};
constexpr std::array<std::string_view, 8> kRecurrences = {"once",        "weekly", "monthly",  "quarterly",
                                                          "half-yearly", "yearly", "periodic", "ad hoc"};

std::string Date(const PartialDate& date) { return DayText(date.day, date.month, date.year); }

std::string Join(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, "; ")); }

template <typename... Args>
void Line(std::string* out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(*out), format, std::forward<Args>(args)...);
  out->push_back('\n');
}

void Citations(std::string_view title, const std::vector<Citation>& citations, std::string* out) {
  if (citations.empty()) {
    return;
  }
  Line(out, "\n{}", title);
  for (const Citation& c : citations) {
    Line(out, "  {:<20} {:<12} {:>10} {}{}", c.number, kTypes[static_cast<size_t>(c.type)], Date(c.issued), c.issuer,
         Doubt(c.confidence));
  }
}

void Tasks(const ParsedDirective& parsed, std::string* out) {
  if (parsed.tasks.empty()) {
    return;
  }
  Line(out, "\nTASKS");
  for (const auto& task : parsed.tasks) {
    Line(out, "  {:<8} {:<10}{} {}{}", task.section, kRoles[static_cast<size_t>(task.role)],
         task.binding ? "" : " (request)", Join(task.units), Doubt(task.confidence));
    Line(out, "           {}", Short(task.text, 140));
    if (!task.coordinators.empty()) {
      Line(out, "           with {}", Join(task.coordinators));
    }
    if (!task.deadline.empty()) {
      Line(out, "           due {}", DueText(task.deadline));
    }
  }
}

void Targets(const ParsedDirective& parsed, std::string* out) {
  if (parsed.targets.empty()) {
    return;
  }
  Table table({"TARGET", "YEARS", "TEXT"});
  for (const auto& target : parsed.targets) {
    table.Add({fmt::format("{} {} {}{}", kComparators[static_cast<size_t>(target.comparator)], NumberText(target.value),
                           target.measure, Doubt(target.confidence)),
               YearsText(target.from_year, target.to_year), Short(target.text, 120)});
  }
  *out += "\nTARGETS\n" + table.Text();
}

void Reports(const ParsedDirective& parsed, std::string* out) {
  if (parsed.reports.empty()) {
    return;
  }
  Table table({"HOW OFTEN", "DUE", "FROM", "TO"});
  for (const auto& report : parsed.reports) {
    table.Add({std::string(kRecurrences[static_cast<size_t>(report.recurrence)]) + Doubt(report.confidence),
               DueText(report.due), Short(Join(report.from), 120), Join(report.to)});
  }
  *out += "\nDUTIES TO REPORT\n" + table.Text();
}

}  // namespace

std::string ParsedTable(const ParsedDirective& parsed) {
  std::string out;
  const directive::HeaderSources& from = parsed.sources;
  Line(&out, "type      {}{}", kTypes[static_cast<size_t>(parsed.type)], Doubt(from.type.confidence));
  Line(&out, "number    {}{}", parsed.number, Doubt(from.number.confidence));
  Line(&out, "issuer    {}{}", parsed.issuer, Doubt(from.issuer.confidence));
  Line(&out, "issued    {}{}{}{}", parsed.place, parsed.place.empty() ? "" : ", ", Date(parsed.issued),
       Doubt(from.issued.confidence));
  Line(&out, "subject   {}{}", parsed.subject, Doubt(from.subject.confidence));
  Line(&out, "signer    {}{}{}{}", parsed.signer.title, parsed.signer.title.empty() ? "" : " ", parsed.signer.name,
       Doubt(parsed.signer.confidence));
  if (!parsed.addressees.empty()) {
    Line(&out, "to        {}", Join(parsed.addressees));
  }
  Citations("RESTS ON", parsed.legal_bases, &out);
  Citations("CITES", parsed.citations, &out);
  Tasks(parsed, &out);
  Targets(parsed, &out);
  Reports(parsed, &out);
  if (!parsed.recipients.empty()) {
    Line(&out, "\nRECIPIENTS");
  }
  for (const auto& recipient : parsed.recipients) {
    Line(&out, "  {:<10} {}{}", kPurposes[static_cast<size_t>(recipient.purpose)], recipient.name,
         Doubt(recipient.confidence));
  }
  return out;
}

}  // namespace dondoc::cli
