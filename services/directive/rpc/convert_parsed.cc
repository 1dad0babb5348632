#include "services/directive/rpc/convert_parsed.h"

#include <string>
#include <utility>
#include <vector>

namespace dondoc::directive {
namespace {

// Enums of the domain and of the message have the same values in the same order; these tables are where that is said.
// Domain enums without an "unknown" begin at the message's 1.
static_assert(static_cast<int>(DocumentType::kOther) == v1::DocumentType::OTHER);
static_assert(static_cast<int>(DocumentType::kLetter) == v1::DocumentType::CONG_VAN);
static_assert(static_cast<int>(Purpose::kArchive) + 1 == v1::Purpose::ARCHIVE);
static_assert(static_cast<int>(Role::kAdvise) + 1 == v1::Role::ADVISE);
static_assert(static_cast<int>(Comparator::kIncreaseBy) + 1 == v1::Comparator::INCREASE_BY);
static_assert(static_cast<int>(Recurrence::kAdHoc) + 1 == v1::Recurrence::AD_HOC);

v1::DocumentType::Value Type(DocumentType type) { return static_cast<v1::DocumentType::Value>(type); }

DocumentType Type(v1::DocumentType::Value type) {
  return v1::DocumentType::Value_IsValid(type) ? static_cast<DocumentType>(type) : DocumentType::kOther;
}

// UNSPECIFIED and values from the future become the first value.
template <typename Enum>
Enum FromOneBased(int value, Enum last) {
  return value >= 1 && value <= static_cast<int>(last) + 1 ? static_cast<Enum>(value - 1) : static_cast<Enum>(0);
}

void Copy(const Span& span, v1::Span* out) {
  out->set_begin(span.begin);
  out->set_end(span.end);
}

Span Copy(const v1::Span& span) { return {span.begin(), span.end()}; }

// Where a value stands, how it was found, and how far it can be trusted: of all that have the three.
template <typename Value, typename Message>
void CopySource(const Value& value, Message* out) {
  if (value.span != Span{}) {
    Copy(value.span, out->mutable_span());
  }
  if (value.evidence != Evidence::kNone) {
    out->set_evidence(std::string(Name(value.evidence)));
  }
  out->set_confidence(value.confidence);
}

template <typename Message, typename Value>
void ReadSource(const Message& message, Value* out) {
  out->span = Copy(message.span());
  out->evidence = EvidenceByName(message.evidence());
  out->confidence = message.confidence();
}

// Nothing for a value that is absent.
template <typename Parent>
void CopySource(const Source& source, Parent* parent, v1::Source* (Parent::*message)()) {
  if (source.evidence != Evidence::kNone) {
    CopySource(source, (parent->*message)());
  }
}

Source Copy(const v1::Source& message) {
  Source source;
  ReadSource(message, &source);
  return source;
}

void Copy(const PartialDate& date, v1::PartialDate* out) {
  out->set_year(date.year);
  out->set_month(date.month);
  out->set_day(date.day);
}

PartialDate Copy(const v1::PartialDate& date) { return {date.year(), date.month(), date.day()}; }

template <typename Repeated>
void Copy(const std::vector<std::string>& names, Repeated* out) {
  for (const std::string& name : names) {
    out->Add(std::string(name));
  }
}

template <typename Repeated>
std::vector<std::string> Names(const Repeated& names) {
  return {names.begin(), names.end()};
}

Citation Copy(const v1::Citation& citation) {
  Citation out{citation.number(), Type(citation.type()), Copy(citation.issued()), citation.issuer(), {}};
  ReadSource(citation, &out);
  return out;
}

void Copy(const ProposedTask& task, v1::ProposedAssignment* out) {
  Copy(task.units, out->mutable_units());
  out->set_role(static_cast<v1::Role::Value>(static_cast<int>(task.role) + 1));
  out->set_binding(task.binding);
  out->set_text(task.text);
  out->set_section(task.section);
  Copy(task.coordinators, out->mutable_coordinators());
  out->set_lead(task.lead);
  if (!task.deadline.empty()) {
    *out->mutable_deadline() = ToProto(task.deadline);
  }
  CopySource(task, out);
}

ProposedTask Copy(const v1::ProposedAssignment& task) {
  ProposedTask out;
  out.units = Names(task.units());
  out.role = FromOneBased(task.role(), Role::kAdvise);
  out.binding = !task.has_binding() || task.binding();
  out.text = task.text();
  out.section = task.section();
  out.coordinators = Names(task.coordinators());
  out.lead = task.lead();
  out.deadline = FromProto(task.deadline());
  ReadSource(task, &out);
  return out;
}

void Copy(const ProposedTarget& target, v1::ProposedIndicator* out) {
  out->set_text(target.text);
  out->set_comparator(static_cast<v1::Comparator::Value>(static_cast<int>(target.comparator) + 1));
  out->set_value(target.value);
  out->set_measure(target.measure);
  out->set_from_year(target.from_year);
  out->set_to_year(target.to_year);
  out->set_section(target.section);
  CopySource(target, out);
}

ProposedTarget Copy(const v1::ProposedIndicator& target) {
  ProposedTarget out{target.text(),      FromOneBased(target.comparator(), Comparator::kIncreaseBy),
                     target.value(),     target.measure(),
                     target.from_year(), target.to_year(),
                     target.section(),   {}};
  ReadSource(target, &out);
  return out;
}

void Copy(const ProposedReport& report, v1::ProposedReport* out) {
  Copy(report.from, out->mutable_from());
  Copy(report.to, out->mutable_to());
  if (!report.due.empty()) {
    *out->mutable_due() = ToProto(report.due);
  }
  out->set_recurrence(static_cast<v1::Recurrence::Value>(static_cast<int>(report.recurrence) + 1));
  out->set_section(report.section);
  CopySource(report, out);
}

ProposedReport Copy(const v1::ProposedReport& report) {
  ProposedReport out{Names(report.from()),    Names(report.to()),
                     FromProto(report.due()), FromOneBased(report.recurrence(), Recurrence::kAdHoc),
                     report.section(),        {}};
  ReadSource(report, &out);
  return out;
}

HeaderSources FromProto(const v1::HeaderSources& message) {
  HeaderSources out{Copy(message.number()),
                    Copy(message.type()),
                    Copy(message.issuer()),
                    Copy(message.place()),
                    Copy(message.issued()),
                    Copy(message.subject()),
                    {}};
  for (const v1::Source& source : message.addressees()) {
    out.addressees.push_back(Copy(source));
  }
  return out;
}

}  // namespace

v1::Due ToProto(const Due& due) {
  v1::Due out;
  out.set_year(due.year);
  out.set_quarter(due.quarter);
  out.set_month(due.month);
  out.set_day(due.day);
  out.set_weekday(due.weekday);
  out.set_hour(due.hour);
  out.set_minute(due.minute);
  if (due.within.count != 0) {
    v1::Period* within = out.mutable_within();
    within->set_count(due.within.count);
    within->set_unit(static_cast<v1::Period::Unit>(static_cast<int>(due.within.unit) + 1));
    within->set_from(static_cast<v1::Period::From>(static_cast<int>(due.within.from) + 1));
  }
  out.set_at_once(due.at_once);
  return out;
}

v1::Signer ToProto(const Signer& signer) {
  v1::Signer out;
  out.set_name(signer.name);
  out.set_title(signer.title);
  out.set_on_behalf_of(signer.on_behalf_of);
  out.set_signing_for(signer.signing_for);
  CopySource(signer, &out);
  return out;
}

v1::Citation ToProto(const Citation& citation) {
  v1::Citation out;
  out.set_number(citation.number);
  out.set_type(Type(citation.type));
  if (!citation.issued.empty()) {
    Copy(citation.issued, out.mutable_issued());
  }
  out.set_issuer(citation.issuer);
  CopySource(citation, &out);
  return out;
}

v1::Recipient ToProto(const Recipient& recipient) {
  v1::Recipient out;
  out.set_name(recipient.name);
  out.set_purpose(static_cast<v1::Purpose::Value>(static_cast<int>(recipient.purpose) + 1));
  CopySource(recipient, &out);
  return out;
}

v1::HeaderSources ToProto(const HeaderSources& sources) {
  using Message = v1::HeaderSources;
  Message out;
  CopySource(sources.number, &out, &Message::mutable_number);
  CopySource(sources.type, &out, &Message::mutable_type);
  CopySource(sources.issuer, &out, &Message::mutable_issuer);
  CopySource(sources.place, &out, &Message::mutable_place);
  CopySource(sources.issued, &out, &Message::mutable_issued);
  CopySource(sources.subject, &out, &Message::mutable_subject);
  for (const Source& source : sources.addressees) {
    CopySource(source, out.add_addressees());
  }
  return out;
}

v1::ParsedDirective ToProto(const ParsedDirective& parsed) {
  v1::ParsedDirective out;
  out.set_number(parsed.number);
  out.set_type(Type(parsed.type));
  out.set_issuer(parsed.issuer);
  out.set_place(parsed.place);
  if (!parsed.issued.empty()) {
    Copy(parsed.issued, out.mutable_issued());
  }
  out.set_subject(parsed.subject);
  if (!parsed.signer.name.empty() || !parsed.signer.title.empty()) {
    *out.mutable_signer() = ToProto(parsed.signer);
  }
  for (const Citation& citation : parsed.legal_bases) {
    *out.add_legal_bases() = ToProto(citation);
  }
  for (const Citation& citation : parsed.citations) {
    *out.add_citations() = ToProto(citation);
  }
  for (const Recipient& recipient : parsed.recipients) {
    *out.add_recipients() = ToProto(recipient);
  }
  Copy(parsed.addressees, out.mutable_addressees());
  for (const ProposedTask& task : parsed.tasks) {
    Copy(task, out.add_assignments());
  }
  for (const ProposedTarget& target : parsed.targets) {
    Copy(target, out.add_indicators());
  }
  for (const ProposedReport& report : parsed.reports) {
    Copy(report, out.add_reports());
  }
  for (const OutlineItem& item : parsed.outline) {
    v1::OutlineItem* message = out.add_outline();
    message->set_section(item.section);
    message->set_title(item.title);
    message->set_depth(item.depth);
    Copy(item.span, message->mutable_span());
  }
  out.set_damaged(parsed.damaged);
  if (parsed.further.end != 0) {
    Copy(parsed.further, out.mutable_further());
  }
  if (v1::HeaderSources sources = ToProto(parsed.sources); sources.ByteSizeLong() > 0) {
    *out.mutable_sources() = std::move(sources);
  }
  return out;
}

ParsedDirective FromProto(const v1::ParsedDirective& message) {
  ParsedDirective out;
  out.number = message.number();
  out.type = Type(message.type());
  out.issuer = message.issuer();
  out.place = message.place();
  out.issued = Copy(message.issued());
  out.subject = message.subject();
  const v1::Signer& signer = message.signer();
  out.signer = {signer.name(), signer.title(), signer.on_behalf_of(), signer.signing_for(), {}};
  ReadSource(signer, &out.signer);
  for (const v1::Citation& citation : message.legal_bases()) {
    out.legal_bases.push_back(Copy(citation));
  }
  for (const v1::Citation& citation : message.citations()) {
    out.citations.push_back(Copy(citation));
  }
  for (const v1::Recipient& recipient : message.recipients()) {
    ReadSource(recipient, &out.recipients.emplace_back(
                              Recipient{recipient.name(), FromOneBased(recipient.purpose(), Purpose::kArchive), {}}));
  }
  out.addressees = Names(message.addressees());
  for (const v1::ProposedAssignment& task : message.assignments()) {
    out.tasks.push_back(Copy(task));
  }
  for (const v1::ProposedIndicator& target : message.indicators()) {
    out.targets.push_back(Copy(target));
  }
  for (const v1::ProposedReport& report : message.reports()) {
    out.reports.push_back(Copy(report));
  }
  for (const v1::OutlineItem& item : message.outline()) {
    out.outline.push_back({item.section(), item.title(), item.depth(), Copy(item.span())});
  }
  out.damaged = message.damaged();
  out.further = Copy(message.further());
  out.sources = FromProto(message.sources());
  return out;
}

Due FromProto(const v1::Due& message) {
  Due due{.year = message.year(),
          .quarter = message.quarter(),
          .month = message.month(),
          .day = message.day(),
          .weekday = message.weekday(),
          .hour = message.hour(),
          .minute = message.minute(),
          .at_once = message.at_once()};
  if (message.has_within()) {
    const v1::Period& within = message.within();
    due.within = {within.count(), FromOneBased(within.unit(), Period::Unit::kMonth),
                  FromOneBased(within.from(), Period::From::kReceipt)};
  }
  return due;
}

}  // namespace dondoc::directive
