#include "tools/dondoc/directive_tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/reading_text.h"

namespace dondoc::cli {
namespace {

using directive::v1::Directive;
using directive::v1::DirectiveState;
using directive::v1::DirectiveSummary;
using directive::v1::DocumentType;
using directive::v1::Duty;
using directive::v1::FileForm;
using directive::v1::NamedBody;
using directive::v1::Target;
using directive::v1::Task;

constexpr size_t kClauseBytes = 110;
constexpr int kShownUnresolved = 20;

template <typename Names>
std::string Join(const Names& names) {
  return fmt::format("{}", fmt::join(names, "; "));
}

// Of a value of the header: nothing where a person has given it.
const char* HeaderDoubt(bool found, const directive::v1::Source& source) {
  return found ? Doubt(source.confidence()) : "";
}

template <typename... Args>
void Line(std::string* out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(*out), format, std::forward<Args>(args)...);
  out->push_back('\n');
}

std::string TypeName(DocumentType::Value type) {
  return type == DocumentType::UNSPECIFIED ? "?" : DocumentType::Value_Name(type);
}

// Of a task or a duty: "2026-03-05 16:00 (trước 16 giờ 00 ngày 05/3/2026)".
template <typename Item>
std::string Deadline(const Item& item) {
  if (item.due_on().empty()) {
    return item.due_text();
  }
  const std::string on = item.due_on() + (item.due_time().empty() ? "" : " " + item.due_time());
  return item.due_text().empty() ? on : on + " (" + item.due_text() + ")";
}

std::string DayOf(const Directive& directive) {
  if (!directive.issued_on().empty() || !directive.has_issued()) {
    return directive.issued_on();
  }
  const directive::v1::PartialDate& day = directive.issued();
  return DayText(day.day(), day.month(), day.year());
}

std::string Pages(const Directive& d) {
  return d.file_pages() == 0 ? "" : fmt::format(", {} page{}", d.file_pages(), d.file_pages() == 1 ? "" : "s");
}

// Who took it away, and how it comes back; nothing for one that was not.
void Discarded(const Directive& d, std::string* out) {
  if (!d.has_discarded()) {
    return;
  }
  const directive::v1::Discarding& by = d.discarded();
  const std::string& who = by.user().empty() ? by.unit_id() : by.user();
  Line(out, "discarded {}{}{}{}{}", LocalTime(by.at()), who.empty() ? "" : " by ", who, by.reason().empty() ? "" : ": ",
       by.reason());
  Line(out, "undo: dondoc directive restore {}", d.id());
}

void Header(const Directive& d, std::string* out) {
  Line(out, "id        {}", d.id());
  Line(out, "state     {} (etag {})", DirectiveState::Value_Name(d.state()), d.etag());
  const directive::v1::HeaderSources& from = d.sources();
  Line(out, "type      {}{}", TypeName(d.type()), HeaderDoubt(from.has_type(), from.type()));
  Line(out, "number    {}{}", d.number(), HeaderDoubt(from.has_number(), from.number()));
  Line(out, "issuer    {}{}{}", d.issuer(),
       d.issuer_unit_id().empty() ? " (not resolved)" : " (" + d.issuer_unit_id() + ")",
       HeaderDoubt(from.has_issuer(), from.issuer()));
  Line(out, "issued    {}{}{}{}", d.place(), d.place().empty() ? "" : ", ", DayOf(d),
       HeaderDoubt(from.has_issued(), from.issued()));
  Line(out, "subject   {}{}", d.subject(), HeaderDoubt(from.has_subject(), from.subject()));
  Line(out, "signer    {}{}{}{}", d.signer().title(), d.signer().title().empty() ? "" : " ", d.signer().name(),
       d.signer().evidence().empty() ? "" : Doubt(d.signer().confidence()));
  Line(out, "file      {} ({}{}, {} bytes)", d.file_name(), FileForm::Value_Name(d.file_form()), Pages(d),
       d.file_size());
  for (const std::string& note : d.file_notes()) {
    Line(out, "          {}", note);
  }
}

void Related(const char* title, const google::protobuf::RepeatedPtrField<directive::v1::RelatedDirective>& related,
             std::string* out) {
  for (const auto& one : related) {
    const DirectiveSummary& d = one.directive();
    Line(out, "{:<15} {} of {}, {} ({})", title, d.number(), d.issuer(), d.issued_on(), d.id());
  }
}

void Cascade(const Directive& d, std::string* out) {
  for (const auto& basis : d.legal_bases()) {
    const auto& day = basis.issued();
    const std::string name = basis.number().empty()
                                 ? TypeName(basis.type()) + " " + DayText(day.day(), day.month(), day.year())
                                 : basis.number();
    Line(out, "rests on        {} of {}", name, basis.issuer());
  }
  Related("implements", d.implements(), out);
  Related("implemented by", d.implemented_by(), out);
}

void Tasks(const Directive& d, bool whole, std::string* out) {
  if (d.tasks().empty()) {
    return;
  }
  out->append("\nTASKS\n");
  if (whole) {
    for (const Task& task : d.tasks()) {
      Line(out, "{}. {} {}{}{}{}", task.ordinal(), task.section(), directive::v1::Role::Value_Name(task.role()),
           task.binding() ? "" : " (request)", task.dropped() ? " DROPPED" : "", Doubt(task.confidence()));
      Line(out, "   units     {}", Join(task.units()));
      if (!task.coordinators().empty()) Line(out, "   with      {}", Join(task.coordinators()));
      if (!task.lead().empty()) Line(out, "   lead      {}", task.lead());
      if (task.has_due()) Line(out, "   due       {}", Deadline(task));
      if (!task.due_derivation().empty()) Line(out, "   because   {}", task.due_derivation());
      Line(out, "   {}", task.text());
    }
    return;
  }
  Table table({"#", "SECTION", "ROLE", "UNITS", "DUE", "TASK"});
  for (const Task& task : d.tasks()) {
    table.Add({std::to_string(task.ordinal()) + Doubt(task.confidence()), task.section(),
               directive::v1::Role::Value_Name(task.role()) + (task.binding() ? "" : " (request)"),
               Short(Join(task.units()), kClauseBytes), Deadline(task),
               task.dropped() ? "DROPPED" : Short(task.text(), kClauseBytes)});
  }
  out->append(table.Text());
}

void Targets(const Directive& d, std::string* out) {
  if (d.targets().empty()) {
    return;
  }
  Table table({"#", "TARGET", "VALUE", "YEARS", "TEXT"});
  for (const Target& target : d.targets()) {
    table.Add({std::to_string(target.ordinal()) + Doubt(target.confidence()),
               directive::v1::Comparator::Value_Name(target.comparator()), target.value() + " " + target.measure(),
               YearsText(target.from_year(), target.to_year()),
               target.dropped() ? "DROPPED" : Short(target.text(), kClauseBytes)});
  }
  out->append("\nTARGETS\n" + table.Text());
}

void Duties(const Directive& d, std::string* out) {
  if (d.duties().empty()) {
    return;
  }
  Table table({"#", "SECTION", "HOW OFTEN", "DUE", "FROM", "TO"});
  for (const Duty& duty : d.duties()) {
    table.Add({std::to_string(duty.ordinal()) + Doubt(duty.confidence()), duty.section(),
               directive::v1::Recurrence::Value_Name(duty.recurrence()) +
                   (duty.task_ordinal() == 0 ? "" : fmt::format(" (task {})", duty.task_ordinal())),
               Deadline(duty), duty.dropped() ? "DROPPED" : Short(Join(duty.from()), kClauseBytes),
               Short(Join(duty.to()), kClauseBytes)});
  }
  out->append("\nDUTIES TO REPORT\n" + table.Text());
}

std::string Candidates(const NamedBody& body) {
  std::string text;
  for (const auto& candidate : body.candidates()) {
    text += (text.empty() ? "; may be " : ", or ") + candidate.name() + " (" + candidate.unit_id() + ")";
  }
  return text;
}

void Unresolved(const Directive& d, std::string* out) {
  if (d.unresolved().empty()) {
    return;
  }
  out->append("\nNOT RESOLVED\n");
  for (const NamedBody& body : d.unresolved()) {
    Line(out, "  \"{}\"{}", body.name(), Candidates(body));
  }
}

// Names that need not mean anybody, where it is not clear whom they mean: those who help, those who get reports.
void NotClear(const Directive& d, std::string* out) {
  bool first = true;
  for (const NamedBody& body : d.names()) {
    const bool must = std::any_of(d.unresolved().begin(), d.unresolved().end(),
                                  [&](const NamedBody& one) { return one.name() == body.name(); });
    if (body.has_meaning() || must || body.candidates().empty()) {
      continue;
    }
    out->append(std::exchange(first, false) ? "\nNOT CLEAR, and may stay so\n" : "");
    Line(out, "  \"{}\"{}", body.name(), Candidates(body));
  }
}

void Warn(const Directive& d, std::string* out) {
  for (const std::string& warning : d.warnings()) {
    Line(out, "warning: {}", warning);
  }
}

template <typename Items>
int Count(const Items& items) {
  int count = 0;
  for (const auto& item : items) {
    count += item.dropped() ? 0 : 1;
  }
  return count;
}

// What to type next, for a draft.
void Next(const Directive& d, std::string* out) {
  if (d.state() != DirectiveState::DRAFT) {
    return;
  }
  int shown = 0;
  for (const NamedBody& body : d.unresolved()) {
    if (shown++ == kShownUnresolved) {
      Line(out, "  ... and {} more names", d.unresolved_size() - kShownUnresolved);
      break;
    }
    Line(out, "  not resolved: \"{}\"{}", body.name(), Candidates(body));
  }
  if (d.issuer_unit_id().empty()) {
    Line(out, "next: dondoc directive correct {} --issuer UNIT", d.id());
  } else if (!d.unresolved().empty()) {
    Line(out, "next: dondoc directive correct {} --resolve \"{}\"=UNIT   (or --task N --units ..., --drop-task N)",
         d.id(), d.unresolved(0).name());
  } else if (Count(d.tasks()) == 0) {
    Line(out, "next: dondoc directive correct {} --add-task \"TEXT\" --units \"UNIT; UNIT\"", d.id());
  } else {
    // A number is whole where it begins with a digit: the file has left it blank otherwise.
    const bool number = !d.number().empty() && d.number()[0] >= '0' && d.number()[0] <= '9';
    Line(out, "next: dondoc directive issue {}{}{}", d.id(), number ? "" : " --number=N",
         d.issued_on().empty() ? " --date=YYYY-MM-DD" : "");
  }
}

}  // namespace

std::string DirectiveText(const Directive& directive, const ShowOptions& options) {
  std::string out;
  if (options.tasks) {
    Tasks(directive, true, &out);
  } else if (!options.text && !options.proposal) {
    Header(directive, &out);
    Cascade(directive, &out);
    Tasks(directive, false, &out);
    Targets(directive, &out);
    Duties(directive, &out);
    Unresolved(directive, &out);
    NotClear(directive, &out);
    Warn(directive, &out);
    Discarded(directive, &out);
  }
  if (options.proposal) {
    out += JsonText(directive.proposal());
  }
  if (options.text) {
    out += directive.text();
  }
  if (!out.empty() && out.back() != '\n') {
    out += '\n';
  }
  return out.substr(out.starts_with('\n') ? 1 : 0);
}

std::string DirectiveReport(const Directive& directive) {
  std::string out;
  const std::string number = directive.number().empty() ? "without a number" : directive.number();
  Line(&out, "{}  {}  {}  {}, {}", directive.id(), DirectiveState::Value_Name(directive.state()), number,
       directive.issuer(), DayOf(directive));
  Line(&out, "  {} tasks, {} targets, {} duties", Count(directive.tasks()), Count(directive.targets()),
       Count(directive.duties()));
  for (const std::string& note : directive.file_notes()) {
    Line(&out, "  note: {}", note);
  }
  for (const std::string& warning : directive.warnings()) {
    Line(&out, "  warning: {}", warning);
  }
  Next(directive, &out);
  Discarded(directive, &out);
  return out;
}

Table SummaryTable(const google::protobuf::RepeatedPtrField<DirectiveSummary>& directives) {
  Table table({"ID", "STATE", "NUMBER", "TYPE", "ISSUED", "TASKS", "ISSUER", "SUBJECT"});
  for (const DirectiveSummary& d : directives) {
    table.Add({d.id(), DirectiveState::Value_Name(d.state()), d.number(), TypeName(d.type()), d.issued_on(),
               std::to_string(d.tasks()), d.issuer(), Short(d.subject(), 80)});
  }
  return table;
}

Table CorrectionTable(const google::protobuf::RepeatedPtrField<directive::v1::CorrectionRecord>& corrections) {
  Table table({"ETAG", "FIELD", "BEFORE", "AFTER", "BY", ""});
  for (const auto& record : corrections) {
    table.Add({record.etag(), record.field(), Short(record.before(), 60), Short(record.after(), 60),
               record.user().empty() ? record.unit_id() : record.user(),
               record.undone() ? "undone"
               : record.undo() ? "undo"
                               : ""});
  }
  return table;
}

std::string FoundText(const google::protobuf::RepeatedPtrField<directive::v1::FoundDirective>& found) {
  std::string out;
  for (const auto& one : found) {
    const DirectiveSummary& d = one.directive();
    Line(&out, "{}  {}  {}  {}, {}", d.id(), DirectiveState::Value_Name(d.state()), d.number(), d.issuer(),
         d.issued_on());
    Line(&out, "  {}", Short(d.subject(), 160));
    Line(&out, "  {}", one.snippet());
  }
  return out;
}

}  // namespace dondoc::cli
