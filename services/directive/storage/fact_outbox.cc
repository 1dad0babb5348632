#include "services/directive/storage/fact_outbox.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "services/directive/domain/enum_names.h"
#include "services/directive/domain/issue.h"
#include "services/directive/domain/issue_by_level.h"

namespace dondoc::directive {
namespace {

using Strings = google::protobuf::RepeatedPtrField<std::string>;

messaging::Destination DestinationOf(Level level) {
  switch (level) {
    case Level::kCentral:
      return messaging::Destination::kCentral;
    case Level::kProvince:
      return messaging::Destination::kProvince;
    case Level::kDistrict:
      return messaging::Destination::kDistrict;
    case Level::kCommune:
      return messaging::Destination::kCommune;
  }
  return messaging::Destination::kAll;
}

common::v1::Level LevelOf(Level level) { return static_cast<common::v1::Level>(static_cast<int>(level) + 1); }
static_assert(static_cast<int>(Level::kCentral) + 1 == common::v1::CENTRAL);
static_assert(static_cast<int>(Level::kCommune) + 1 == common::v1::COMMUNE);

Strings ToRepeated(const std::vector<std::string>& items) { return {items.begin(), items.end()}; }

void Encode(const NamedBody& body, organization::v1::Addressee* out) {
  out->set_name(body.name);
  out->set_level(LevelOf(body.meaning.level));
  if (!body.meaning.group.has_value()) {
    out->set_unit_id(body.meaning.unit_id);
    return;
  }
  const UnitGroup& group = *body.meaning.group;
  organization::v1::UnitGroup* message = out->mutable_group();
  message->set_within_unit_id(group.within_unit_id);
  message->set_level(LevelOf(group.level));
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
}

// What a name means, or nullptr.
const NamedBody* FindKnown(const Directive& directive, const std::string& name) {
  const NamedBody* body = FindName(directive.names, name);
  return body != nullptr && body->meaning.known() ? body : nullptr;
}

// The unit that leads, where its name means one and no group.
void EncodeLead(const Directive& directive, const std::string& name, v1::IssuedTask* out) {
  const NamedBody* body = FindKnown(directive, name);
  if (body != nullptr && !body->meaning.group.has_value()) {
    out->add_lead_unit_ids(body->meaning.unit_id);
  }
}

void EncodeCoordinator(const Directive& directive, const std::string& name, v1::IssuedTask* out) {
  out->add_coordinators(name);
  const NamedBody* body = FindKnown(directive, name);
  if (body == nullptr) {
    return;
  }
  if (body->meaning.group.has_value()) {
    Encode(*body, out->add_coordinator_groups());
  } else {
    out->add_coordinator_unit_ids(body->meaning.unit_id);
  }
}

void Encode(const Directive& directive, const LevelTask& part, v1::IssuedTask* out) {
  const Task& task = *part.task;
  out->set_task_id(task.id);
  out->set_section(task.section);
  out->set_text(task.text);
  out->set_role(std::string(Name(task.role)));
  out->set_binding(task.binding);
  for (const NamedBody* unit : part.units) {
    Encode(*unit, out->add_addressees());
  }
  for (const std::string& name : task.coordinators) {
    EncodeCoordinator(directive, name, out);
  }
  if (!task.lead.empty()) EncodeLead(directive, task.lead, out);
  if (const auto deadline = DeadlineOf(directive, task)) {
    out->set_due_on(FormatDay(deadline->last_day));
    out->set_due_time(deadline->time);
    out->set_due_derivation(deadline->derivation);
  }
  out->set_due_text(task.due_text);
  for (const Duty& duty : directive.duties) {
    if (duty.dropped || TaskOf(directive, duty) != &task) {
      continue;
    }
    for (const std::string& name : duty.to) {
      if (std::find(out->report_to().begin(), out->report_to().end(), name) == out->report_to().end()) {
        out->add_report_to(name);
      }
    }
  }
}

// The day that a recurring duty comes by.
void EncodeRule(const Duty& duty, v1::IssuedDuty* out) {
  const Due& due = duty.due;
  out->set_due_month(due.quarter != 0 ? due.quarter * 3 : due.month);
  out->set_due_day(duty.recurrence == Recurrence::kWeekly ? due.weekday : due.day);
  out->set_before(duty.before);
  out->set_due_year(due.year);
}

void EncodeDay(const Deadline& deadline, v1::IssuedDuty* out) {
  const std::chrono::year_month_day day(deadline.last_day);
  out->set_due_month(static_cast<int>(static_cast<unsigned>(day.month())));
  out->set_due_day(static_cast<int>(static_cast<unsigned>(day.day())));
  out->set_due_year(static_cast<int>(day.year()));
  out->set_due_time(deadline.time);
  out->set_due_derivation(deadline.derivation);
}

void Encode(const Directive& directive, const LevelDuty& part, v1::IssuedDuty* out) {
  const Duty& duty = *part.duty;
  out->set_duty_id(duty.id);
  out->set_section(duty.section);
  out->set_text(duty.text);
  for (const NamedBody* from : part.from) {
    Encode(*from, out->add_from());
  }
  *out->mutable_to() = ToRepeated(duty.to);
  out->set_recurrence(std::string(Name(duty.recurrence)));
  if (const auto deadline = DeadlineOf(directive, duty)) {
    EncodeDay(*deadline, out);
  } else {
    EncodeRule(duty, out);
  }
  out->set_due_text(duty.due_text);
}

void Encode(const Target& target, v1::IssuedTarget* out) {
  out->set_target_id(target.id);
  out->set_text(target.text);
  out->set_comparator(std::string(Name(target.comparator)));
  out->set_value(target.value);
  out->set_measure(target.measure);
  out->set_from_year(target.from_year);
  out->set_to_year(target.to_year);
}

v1::DirectiveIssued Encode(const Directive& directive, const LevelPart& part) {
  const NamedBody& issuer = *IssuerUnit(directive);
  v1::DirectiveIssued fact;
  fact.set_directive_id(directive.id);
  fact.set_number(directive.number);
  fact.set_type(std::string(Name(directive.type)));
  fact.set_subject(directive.subject);
  fact.set_issuer_unit_id(issuer.meaning.unit_id);
  fact.set_issuer_level(LevelOf(issuer.meaning.level));
  fact.set_issuer_name(directive.issuer);
  fact.set_issued_on(FormatDay(*IssueDay(directive)));
  fact.set_level(LevelOf(part.level));
  fact.set_tree_change(directive.tree_change);
  for (const LevelTask& task : part.tasks) {
    Encode(directive, task, fact.add_tasks());
  }
  for (const LevelDuty& duty : part.duties) {
    Encode(directive, duty, fact.add_duties());
  }
  for (const Target& target : directive.targets) {
    if (part.with_targets && !target.dropped) {
      Encode(target, fact.add_targets());
    }
  }
  return fact;
}

}  // namespace

absl::Status AppendDirectiveIssued(pg::Transaction& tx, const Directive& issued, TimePoint now, IdGenerator& ids,
                                   const std::string& trace) {
  std::vector<messaging::OutgoingFact> facts;
  for (const LevelPart& part : SplitByLevel(issued)) {
    facts.push_back(messaging::MakeFact(ids.NewId(), DestinationOf(part.level), now, Encode(issued, part), trace));
  }
  return messaging::Append(tx, facts);
}

}  // namespace dondoc::directive
