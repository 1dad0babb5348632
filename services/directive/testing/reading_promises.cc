#include "services/directive/testing/reading_promises.h"

#include <cmath>
#include <cstddef>

#include "common/text/utf8.h"
#include "services/directive/domain/each_value.h"

namespace dondoc::directive {
namespace {

// A clause of a few bytes may become a task of a hundred units, and a figure ("5%") a target that repeats its sentence.
constexpr size_t kAnswerBytesPerByte = 1000;
constexpr size_t kTitleBytes = 300;

// Calls visit(field, text) for each text of the answer.
template <typename Visit>
void ForEachText(const ParsedDirective& parsed, const Visit& visit) {
  const auto all = [&](std::string_view field, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      visit(field, text);
    }
  };
  const auto cited = [&](std::string_view field, const std::vector<Citation>& citations) {
    for (const Citation& citation : citations) {
      visit(field, citation.number);
      visit(field, citation.issuer);
    }
  };
  visit("number", parsed.number);
  visit("issuer", parsed.issuer);
  visit("place", parsed.place);
  visit("subject", parsed.subject);
  visit("signer.name", parsed.signer.name);
  visit("signer.title", parsed.signer.title);
  visit("signer.on_behalf_of", parsed.signer.on_behalf_of);
  visit("signer.signing_for", parsed.signer.signing_for);
  all("addressees", parsed.addressees);
  cited("legal_bases", parsed.legal_bases);
  cited("citations", parsed.citations);
  for (const Recipient& recipient : parsed.recipients) {
    visit("recipients", recipient.name);
  }
  for (const ProposedTask& task : parsed.tasks) {
    all("tasks.units", task.units);
    visit("tasks.text", task.text);
    visit("tasks.section", task.section);
    all("tasks.coordinators", task.coordinators);
    visit("tasks.lead", task.lead);
  }
  for (const ProposedTarget& target : parsed.targets) {
    visit("targets.text", target.text);
    visit("targets.measure", target.measure);
    visit("targets.section", target.section);
  }
  for (const ProposedReport& report : parsed.reports) {
    all("reports.from", report.from);
    all("reports.to", report.to);
    visit("reports.section", report.section);
  }
  for (const OutlineItem& item : parsed.outline) {
    visit("outline.section", item.section);
    visit("outline.title", item.title);
  }
}

bool Within(int value, int low, int high) { return value == 0 || (value >= low && value <= high); }

bool Sane(const PartialDate& date) {
  return Within(date.year, 1900, 2150) && Within(date.month, 1, 12) && Within(date.day, 1, 31);
}

// One of a date, a day of the week, a period, or at once; an hour beside a day only, a minute beside an hour.
bool Sane(const Due& due) {
  Due date = due;
  date.within = {};
  date.at_once = false;
  const int forms = (date.empty() ? 0 : 1) + (due.within.count != 0 ? 1 : 0) + (due.at_once ? 1 : 0);
  return Sane(PartialDate{due.year, due.month, due.day}) && Within(due.quarter, 1, 4) && Within(due.weekday, 1, 7) &&
         Within(due.hour, 1, 24) && Within(due.minute, 1, 59) && (due.hour == 0 || due.day != 0) &&
         (due.minute == 0 || (due.hour != 0 && due.hour != 24)) && Within(due.within.count, 1, 999) && forms <= 1;
}

class Checker {
 public:
  Checker(std::string_view text, const ParsedDirective& parsed)
      : text_(text), parsed_(parsed), utf8_(!FirstInvalidUtf8(text)) {}

  std::vector<std::string> Run() {
    ForEachValue(parsed_, [this](std::string_view field, const auto& value) {
      Place(field, value.span);
      Expect(value.confidence >= 0 && value.confidence <= 1, "confidence from 0 to 1", field);
      Expect(static_cast<size_t>(value.evidence) < kEvidenceNames.size(), "evidence that has a name", field);
    });
    size_t bytes = 0;
    ForEachText(parsed_, [this, &bytes](std::string_view field, const std::string& text) {
      bytes += text.size();
      Expect(!utf8_ || !FirstInvalidUtf8(text), "UTF-8 out for UTF-8 in", field, text);
    });
    Expect(bytes <= kAnswerBytesPerByte * text_.size(), "an answer in proportion to the text",
           std::to_string(bytes) + " bytes");
    Header();
    Body();
    return std::move(broken_);
  }

 private:
  void Header() {
    Expect(Sane(parsed_.issued), "a day of the calendar", "issued");
    Expect(parsed_.sources.addressees.size() == parsed_.addressees.size(), "a source for each", "addressees");
    Named("addressees", parsed_.addressees);
    Cited("legal_bases", parsed_.legal_bases);
    Cited("citations", parsed_.citations);
    for (const Recipient& recipient : parsed_.recipients) {
      Expect(!recipient.name.empty(), "a name", "recipients");
    }
  }

  void Body() {
    for (const ProposedTask& task : parsed_.tasks) {
      Expect(!task.units.empty(), "somebody who must do it", "tasks", task.text);
      Named("tasks.units", task.units);
      Named("tasks.coordinators", task.coordinators);
      Expect(!task.text.empty(), "a text", "tasks");
      Expect(task.lead.empty() || task.role == Role::kCoordinate, "a lead of coordinators only", "tasks", task.text);
      Expect(Sane(task.deadline), "a day of the calendar", "tasks.deadline", task.text);
    }
    for (const ProposedTarget& target : parsed_.targets) {
      Expect(!target.text.empty(), "a text", "targets");
      Expect(std::isfinite(target.value) && target.value >= 0, "a figure", "targets.value", target.text);
      Expect(Sane(PartialDate{target.from_year}) && Sane(PartialDate{target.to_year}) &&
                 (target.from_year == 0 || target.to_year == 0 || target.from_year <= target.to_year),
             "years in their order", "targets", target.text);
    }
    for (const ProposedReport& report : parsed_.reports) {
      Named("reports.from", report.from);
      Named("reports.to", report.to);
      Expect(Sane(report.due), "a day of the calendar", "reports.due");
    }
    for (const OutlineItem& item : parsed_.outline) {
      Place("outline", item.span);
      Expect(!item.section.empty() && item.depth >= 0, "a place in the order", "outline", item.title);
      Expect(item.title.size() <= kTitleBytes, "a short title", "outline", item.title);
    }
  }

  void Place(std::string_view field, const Span& span) {
    const std::string shown = std::to_string(span.begin) + " to " + std::to_string(span.end);
    if (span.begin > span.end || span.end > text_.size()) {
      Expect(false, "a span inside the text", field, shown);
      return;
    }
    Expect(!utf8_ || (Boundary(span.begin) && Boundary(span.end)), "a span of whole letters", field, shown);
  }

  bool Boundary(size_t at) const {
    return at == text_.size() || (static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80;
  }

  void Cited(std::string_view field, const std::vector<Citation>& citations) {
    for (const Citation& citation : citations) {
      Expect(!citation.number.empty() || citation.issued.year != 0, "a number, or a law's day", field);
      Expect(Sane(citation.issued), "a day of the calendar", field, citation.number);
    }
  }

  void Named(std::string_view field, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      Expect(!name.empty(), "a name", field);
    }
  }

  void Expect(bool holds, std::string_view promise, std::string_view field, std::string_view value = "") {
    if (!holds) {
      broken_.push_back(std::string(field) + ": want " + std::string(promise) + ": " +
                        std::string(TruncateUtf8(value, 200)));
    }
  }

  std::string_view text_;
  const ParsedDirective& parsed_;
  bool utf8_;
  std::vector<std::string> broken_;
};

void Append(std::string_view field, std::initializer_list<double> numbers, std::string* out) {
  out->append(field);
  for (double number : numbers) {
    out->append(" ").append(std::to_string(number));
  }
  out->push_back('\n');
}

void Append(std::string_view field, const PartialDate& date, std::string* out) {
  Append(field, {double(date.year), double(date.month), double(date.day)}, out);
}

void Append(std::string_view field, const Due& due, std::string* out) {
  Append(field,
         {double(due.year), double(due.quarter), double(due.month), double(due.day), double(due.weekday),
          double(due.hour), double(due.minute), double(due.within.count), double(due.within.unit),
          double(due.within.from), double(due.at_once)},
         out);
}

}  // namespace

std::vector<std::string> BrokenPromises(std::string_view text, const ParsedDirective& parsed) {
  return Checker(text, parsed).Run();
}

std::string Transcript(const ParsedDirective& parsed) {
  std::string out;
  ForEachText(parsed, [&out](std::string_view field, const std::string& text) {
    out.append(field).append(" ").append(text).append("\n");
  });
  ForEachValue(parsed, [&out](std::string_view field, const auto& value) {
    Append(field, {double(value.span.begin), double(value.span.end), double(value.evidence), value.confidence}, &out);
  });
  Append("header", {double(parsed.type), double(parsed.damaged)}, &out);
  Append("issued", parsed.issued, &out);
  for (const std::vector<Citation>* citations : {&parsed.legal_bases, &parsed.citations}) {
    for (const Citation& citation : *citations) {
      Append("citation", {double(citation.type)}, &out);
      Append("issued", citation.issued, &out);
    }
  }
  for (const Recipient& recipient : parsed.recipients) {
    Append("recipient", {double(recipient.purpose)}, &out);
  }
  for (const ProposedTask& task : parsed.tasks) {
    Append("task", {double(task.role), double(task.binding)}, &out);
    Append("deadline", task.deadline, &out);
  }
  for (const ProposedTarget& target : parsed.targets) {
    Append("target", {double(target.comparator), target.value, double(target.from_year), double(target.to_year)}, &out);
  }
  for (const ProposedReport& report : parsed.reports) {
    Append("report", {double(report.recurrence)}, &out);
    Append("due", report.due, &out);
  }
  for (const OutlineItem& item : parsed.outline) {
    Append("outline", {double(item.depth), double(item.span.begin), double(item.span.end)}, &out);
  }
  return out;
}

}  // namespace dondoc::directive
