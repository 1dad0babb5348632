#include "services/directive/rpc/convert_directive.h"

#include "common/time/timestamp.h"
#include "services/directive/domain/issue.h"
#include "services/directive/rpc/convert_parsed.h"

namespace dondoc::directive {
namespace {

// Enums of the domain and of the messages have the same values in the same order; those without an unknown begin at the
// message's 1.
static_assert(static_cast<int>(State::kDiscarded) + 1 == v1::DirectiveState::DISCARDED);
static_assert(static_cast<int>(Level::kCommune) + 1 == common::v1::COMMUNE);
static_assert(static_cast<int>(DocumentType::kOther) == v1::DocumentType::OTHER);
static_assert(static_cast<int>(Role::kAdvise) + 1 == v1::Role::ADVISE);
static_assert(static_cast<int>(Comparator::kIncreaseBy) + 1 == v1::Comparator::INCREASE_BY);
static_assert(static_cast<int>(Recurrence::kAdHoc) + 1 == v1::Recurrence::AD_HOC);
static_assert(static_cast<int>(Purpose::kArchive) + 1 == v1::Purpose::ARCHIVE);
static_assert(static_cast<int>(FileForm::kTiff) + 1 == v1::FileForm::TIFF);
static_assert(static_cast<int>(ItemKind::kDuty) + 1 == v1::AddedItem::DUTY);

template <typename Message, typename Enum>
Message OneBased(Enum value) {
  return static_cast<Message>(static_cast<int>(value) + 1);
}

v1::DocumentType::Value TypeOf(DocumentType type) { return static_cast<v1::DocumentType::Value>(type); }

google::protobuf::RepeatedPtrField<std::string> ToRepeated(const std::vector<std::string>& items) {
  return {items.begin(), items.end()};
}

void Copy(const Discarding& discarding, v1::Discarding* out) {
  *out->mutable_at() = ToTimestamp(discarding.at);
  out->set_unit_id(discarding.unit_id);
  out->set_user(discarding.user);
  out->set_reason(discarding.reason);
}

void Copy(const Span& span, v1::Span* out) {
  out->set_begin(span.begin);
  out->set_end(span.end);
}

void Copy(const PartialDate& date, v1::PartialDate* out) {
  out->set_year(date.year);
  out->set_month(date.month);
  out->set_day(date.day);
}

template <typename Item>
void CopyDeadline(const Directive& directive, const Item& item, auto* out) {
  if (!item.due.empty()) {
    *out->mutable_due() = ToProto(item.due);
  }
  out->set_before(item.before);
  out->set_due_text(item.due_text);
  if (const auto deadline = DeadlineOf(directive, item)) {
    out->set_due_on(FormatDay(deadline->last_day));
    out->set_due_time(deadline->time);
    out->set_due_derivation(deadline->derivation);
  }
}

void Copy(const Directive& directive, const Task& task, v1::Task* out) {
  out->set_id(task.id);
  out->set_ordinal(task.ordinal);
  out->set_dropped(task.dropped);
  *out->mutable_units() = ToRepeated(task.units);
  out->set_role(OneBased<v1::Role::Value>(task.role));
  out->set_binding(task.binding);
  out->set_text(task.text);
  out->set_section(task.section);
  *out->mutable_coordinators() = ToRepeated(task.coordinators);
  out->set_lead(task.lead);
  CopyDeadline(directive, task, out);
  out->set_confidence(task.confidence);
  Copy(task.span, out->mutable_span());
}

void Copy(const Target& target, v1::Target* out) {
  out->set_id(target.id);
  out->set_ordinal(target.ordinal);
  out->set_dropped(target.dropped);
  out->set_text(target.text);
  out->set_comparator(OneBased<v1::Comparator::Value>(target.comparator));
  out->set_value(target.value);
  out->set_measure(target.measure);
  out->set_from_year(target.from_year);
  out->set_to_year(target.to_year);
  out->set_section(target.section);
  out->set_confidence(target.confidence);
  Copy(target.span, out->mutable_span());
}

void Copy(const Directive& directive, const Duty& duty, v1::Duty* out) {
  out->set_id(duty.id);
  out->set_ordinal(duty.ordinal);
  out->set_dropped(duty.dropped);
  *out->mutable_from() = ToRepeated(duty.from);
  *out->mutable_to() = ToRepeated(duty.to);
  out->set_text(duty.text);
  out->set_section(duty.section);
  out->set_recurrence(OneBased<v1::Recurrence::Value>(duty.recurrence));
  CopyDeadline(directive, duty, out);
  if (const Task* task = TaskOf(directive, duty); task != nullptr) {
    out->set_task_ordinal(task->ordinal);
  }
  out->set_confidence(duty.confidence);
  Copy(duty.span, out->mutable_span());
}

void Copy(const NamedBody& body, v1::NamedBody* out) {
  out->set_name(body.name);
  if (body.meaning.known()) {
    *out->mutable_meaning() = ToProto(body);
  }
  out->set_chosen(body.chosen);
  for (const Candidate& candidate : body.candidates) {
    v1::NamedCandidate* message = out->add_candidates();
    message->set_unit_id(candidate.unit_id);
    message->set_name(candidate.name);
  }
}

void CopyHeader(const Directive& directive, v1::Directive* out) {
  out->set_id(directive.id);
  out->set_state(OneBased<v1::DirectiveState::Value>(directive.state));
  out->set_etag(std::to_string(directive.version));
  out->set_number(directive.number);
  out->set_type(TypeOf(directive.type));
  out->set_issuer(directive.issuer);
  if (const NamedBody* issuer = IssuerUnit(directive)) {
    out->set_issuer_unit_id(issuer->meaning.unit_id);
    out->set_issuer_level(ToProto(issuer->meaning.level));
  }
  out->set_place(directive.place);
  if (!directive.issued.empty()) {
    Copy(directive.issued, out->mutable_issued());
  }
  if (const auto day = IssueDay(directive)) {
    out->set_issued_on(FormatDay(*day));
  }
  out->set_subject(directive.subject);
  *out->mutable_signer() = ToProto(directive.signer);
  *out->mutable_sources() = ToProto(directive.sources);
  out->set_damaged(directive.damaged);
  *out->mutable_addressees() = ToRepeated(directive.addressees);
  out->set_file_name(directive.file_name);
  out->set_file_size(directive.file_size);
  out->set_file_form(OneBased<v1::FileForm::Value>(directive.file_form));
  out->set_file_pages(directive.file_pages);
  *out->mutable_file_notes() = ToRepeated(directive.file_notes);
  out->set_sha256(directive.sha256);
  *out->mutable_ingested_at() = ToTimestamp(directive.ingested_at);
  if (directive.issued_at.has_value()) {
    *out->mutable_issued_at() = ToTimestamp(*directive.issued_at);
  }
  if (directive.discarded.has_value()) {
    Copy(*directive.discarded, out->mutable_discarded());
  }
}

void CopyItems(const Directive& directive, v1::Directive* out) {
  for (const Task& task : directive.tasks) {
    Copy(directive, task, out->add_tasks());
  }
  for (const Target& target : directive.targets) {
    Copy(target, out->add_targets());
  }
  for (const Duty& duty : directive.duties) {
    Copy(directive, duty, out->add_duties());
  }
  for (const CitedDocument& cited : directive.citations) {
    *(cited.basis ? out->add_legal_bases() : out->add_citations()) = ToProto(cited.document);
  }
  for (const Recipient& recipient : directive.recipients) {
    *out->add_recipients() = ToProto(recipient);
  }
  for (const NamedBody& body : directive.names) {
    Copy(body, out->add_names());
  }
  for (const NamedBody& body : UnresolvedNames(directive)) {
    Copy(body, out->add_unresolved());
  }
}

Edit EditOf(const v1::FieldValue& field) { return {field.field(), field.value()}; }

Addition AdditionOf(const v1::AddedItem& item) {
  Addition addition{static_cast<ItemKind>(item.kind() - 1), {}};
  for (const v1::FieldValue& field : item.fields()) {
    addition.fields.push_back(EditOf(field));
  }
  return addition;
}

app::Correction CorrectionOf(const v1::Correction& correction) {
  switch (correction.correction_case()) {
    case v1::Correction::kAdd:
      return AdditionOf(correction.add());
    case v1::Correction::kDrop:
      return app::Drop{correction.drop()};
    case v1::Correction::kResolve:
      return app::Resolve{correction.resolve().name(), correction.resolve().means()};
    case v1::Correction::kIssuerUnitId:
      return app::SetIssuer{correction.issuer_unit_id()};
    case v1::Correction::kSet:
    case v1::Correction::CORRECTION_NOT_SET:
      break;
  }
  return EditOf(correction.set());
}

std::optional<std::string> Given(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

}  // namespace

Level LevelFromProto(common::v1::Level level) {
  return level >= common::v1::CENTRAL && level <= common::v1::COMMUNE ? static_cast<Level>(static_cast<int>(level) - 1)
                                                                      : Level::kCentral;
}

common::v1::Level ToProto(Level level) { return OneBased<common::v1::Level>(level); }

Meaning FromProto(const organization::v1::Addressee& addressee) {
  Meaning meaning;
  meaning.level = LevelFromProto(addressee.level());
  if (addressee.has_group()) {
    const organization::v1::UnitGroup& group = addressee.group();
    meaning.group = UnitGroup{.within_unit_id = group.within_unit_id(),
                              .level = LevelFromProto(group.level()),
                              .kinds = {group.kinds().begin(), group.kinds().end()},
                              .tags = {group.tags().begin(), group.tags().end()},
                              .territory_types = {group.territory_types().begin(), group.territory_types().end()},
                              .except_unit_ids = {group.except_unit_ids().begin(), group.except_unit_ids().end()},
                              .attributes = {}};
    for (const int attribute : group.attributes()) {
      meaning.group->attributes.push_back(organization::v1::TerritoryAttribute_Name(attribute));
    }
    meaning.level = meaning.group->level;
  } else {
    meaning.unit_id = addressee.unit_id();
  }
  return meaning;
}

organization::v1::Addressee ToProto(const NamedBody& body) {
  organization::v1::Addressee out;
  out.set_name(body.name);
  out.set_level(ToProto(body.meaning.level));
  if (!body.meaning.group.has_value()) {
    out.set_unit_id(body.meaning.unit_id);
    return out;
  }
  const UnitGroup& group = *body.meaning.group;
  organization::v1::UnitGroup* message = out.mutable_group();
  message->set_within_unit_id(group.within_unit_id);
  message->set_level(ToProto(group.level));
  *message->mutable_kinds() = ToRepeated(group.kinds);
  *message->mutable_tags() = ToRepeated(group.tags);
  *message->mutable_territory_types() = ToRepeated(group.territory_types);
  *message->mutable_except_unit_ids() = ToRepeated(group.except_unit_ids);
  for (const std::string& name : group.attributes) {
    organization::v1::TerritoryAttribute attribute{};
    if (organization::v1::TerritoryAttribute_Parse(name, &attribute)) {
      message->add_attributes(attribute);
    }
  }
  return out;
}

v1::Directive ToProto(const Directive& directive, const Cascade& cascade) {
  v1::Directive out;
  CopyHeader(directive, &out);
  CopyItems(directive, &out);
  for (const Summary& summary : cascade.implements) {
    *out.add_implements()->mutable_directive() = ToProto(summary);
  }
  for (const Summary& summary : cascade.implemented_by) {
    *out.add_implemented_by()->mutable_directive() = ToProto(summary);
  }
  for (std::string& warning : Warnings(directive)) {
    out.add_warnings(std::move(warning));
  }
  return out;
}

v1::DirectiveSummary ToProto(const Summary& summary) {
  v1::DirectiveSummary out;
  out.set_id(summary.id);
  out.set_state(OneBased<v1::DirectiveState::Value>(summary.state));
  out.set_number(summary.number);
  out.set_type(TypeOf(summary.type));
  out.set_issuer(summary.issuer);
  if (summary.issued_on.has_value()) {
    out.set_issued_on(FormatDay(*summary.issued_on));
  }
  out.set_subject(summary.subject);
  out.set_tasks(summary.tasks);
  *out.mutable_ingested_at() = ToTimestamp(summary.ingested_at);
  return out;
}

v1::CorrectionRecord ToProto(const CorrectionRecord& record) {
  v1::CorrectionRecord out;
  out.set_etag(std::to_string(record.version));
  out.set_field(record.change.path);
  out.set_before(record.change.before);
  out.set_after(record.change.after);
  *out.mutable_at() = ToTimestamp(record.at);
  out.set_unit_id(record.unit_id);
  out.set_user(record.user);
  out.set_undone(record.is_undone);
  out.set_undo(record.is_undo);
  return out;
}

std::vector<app::Correction> FromProto(const google::protobuf::RepeatedPtrField<v1::Correction>& corrections) {
  std::vector<app::Correction> out;
  for (const v1::Correction& correction : corrections) {
    out.push_back(CorrectionOf(correction));
  }
  return out;
}

Filter FromProto(const v1::ListDirectivesRequest& request) {
  Filter filter;
  filter.issuer_unit_id = Given(request.issuer_unit_id());
  filter.unit_id = Given(request.unit_id());
  filter.before_id = Given(request.page_token());
  if (request.state() != v1::DirectiveState::UNSPECIFIED) {
    filter.state = static_cast<State>(request.state() - 1);
  }
  if (request.type() != v1::DocumentType::UNSPECIFIED) {
    filter.type = static_cast<DocumentType>(request.type());
  }
  if (request.year() != 0) {
    filter.year = request.year();
  }
  return filter;
}

}  // namespace dondoc::directive
