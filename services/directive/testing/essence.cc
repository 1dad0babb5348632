#include "services/directive/testing/essence.h"

#include <vector>

#include "common/text/words.h"
#include "services/directive/domain/enum_names.h"

namespace dondoc::directive::files::testing {
namespace {

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += "[" + name + "]";
  return text;
}

std::string Text(const Due& due) {
  std::string text;
  for (const int part : {due.year, due.quarter, due.month, due.day, due.weekday, due.hour, due.minute, due.within.count,
                         static_cast<int>(due.within.unit), static_cast<int>(due.within.from)}) {
    text += std::to_string(part) + "-";
  }
  return text + (due.at_once ? "at once" : "");
}

}  // namespace

std::string HeaderOf(const ParsedDirective& d) {
  const Signer& signer = d.signer;
  std::string text = d.number + "\n" + std::string(Name(d.type)) + "\n" + d.issuer + "\n" + d.place + "\n" +
                     std::to_string(d.issued.year) + "-" + std::to_string(d.issued.month) + "-" +
                     std::to_string(d.issued.day) + "\n" + CollapseSpaces(d.subject) + "\n" + signer.name + "|" +
                     signer.title + "|" + signer.on_behalf_of + "|" + signer.signing_for + "\n";
  return text + Joined(d.addressees) + "\n" + (d.damaged ? "damaged\n" : "");
}

std::string TasksOf(const ParsedDirective& d) {
  std::string text;
  for (const ProposedTask& task : d.tasks) {
    text += task.section + " " + std::string(Name(task.role)) + (task.binding ? " " : " asked ") + Joined(task.units) +
            " with " + Joined(task.coordinators) + " lead " + task.lead + " due " + Text(task.deadline) + ": " +
            CollapseSpaces(task.text) + "\n";
  }
  return text;
}

std::string EssenceOf(const ParsedDirective& d) {
  std::string text = HeaderOf(d) + TasksOf(d);
  for (const ProposedTarget& target : d.targets) {
    text += target.section + " " + std::string(Name(target.comparator)) + " " + std::to_string(target.value) +
            target.measure + " " + std::to_string(target.from_year) + "-" + std::to_string(target.to_year) + ": " +
            CollapseSpaces(target.text) + "\n";
  }
  for (const ProposedReport& report : d.reports) {
    text += report.section + " " + std::string(Name(report.recurrence)) + " " + Joined(report.from) + " to " +
            Joined(report.to) + " " + Text(report.due) + "\n";
  }
  for (const Recipient& recipient : d.recipients)
    text += recipient.name + " " + std::string(Name(recipient.purpose)) + "\n";
  for (const Citation& citation : d.legal_bases) text += "basis " + citation.number + " " + citation.issuer + "\n";
  for (const Citation& citation : d.citations) text += "cites " + citation.number + " " + citation.issuer + "\n";
  return text;
}

}  // namespace dondoc::directive::files::testing
