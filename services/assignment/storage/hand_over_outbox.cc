#include "services/assignment/storage/hand_over_outbox.h"

#include <map>
#include <set>

#include "common/messaging/fact.h"
#include "common/messaging/outbox.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"

namespace dondoc::assignment {
namespace {

constexpr int kPart = 500;

std::string DayText(const std::optional<Day>& day) { return day.has_value() ? FormatDay(*day) : ""; }

void Set(v1::HandedOverTask& out, const Task& task) {
  out.set_task_id(task.id);
  out.set_section(task.section);
  out.set_text(task.text);
  out.set_role(task.role);
  out.set_binding(task.binding);
  out.mutable_coordinators()->Assign(task.coordinators.begin(), task.coordinators.end());
  out.mutable_lead_unit_ids()->Assign(task.lead_ids.begin(), task.lead_ids.end());
  out.mutable_coordinator_unit_ids()->Assign(task.coordinator_ids.begin(), task.coordinator_ids.end());
  out.set_due_on(DayText(task.due_on));
  out.set_due_text(task.due_text);
  out.set_due_time(task.due_time);
  out.set_due_derivation(task.due_derivation);
  out.set_report_to(task.report_to);
  if (!task.duty.has_value()) return;
  out.set_recurrence(std::string(NameOf(task.duty->recurrence)));
  out.set_due_month(task.duty->month);
  out.set_due_day(task.duty->day);
  out.set_due_before(task.duty->before);
  out.set_due_year(task.duty->year);
}

void Set(v1::HandedOverDirective& out, const Directive& directive) {
  out.set_directive_id(directive.id);
  out.set_number(directive.number);
  out.set_type(directive.type);
  out.set_subject(directive.subject);
  out.set_issuer_unit_id(directive.issuer_unit_id);
  out.set_issuer_name(directive.issuer_name);
  out.set_issued_on(FormatDay(directive.issued_on));
}

void Set(v1::HandedOverGroup& out, const ExpandedGroup& group) {
  out.set_name(group.name);
  out.set_within_unit_id(group.within_unit_id);
  out.set_level(group.level);
  out.mutable_kinds()->Assign(group.kinds.begin(), group.kinds.end());
  out.mutable_tags()->Assign(group.tags.begin(), group.tags.end());
  out.mutable_territory_types()->Assign(group.territory_types.begin(), group.territory_types.end());
  out.mutable_attributes()->Assign(group.attributes.begin(), group.attributes.end());
  out.mutable_unit_ids()->Assign(group.unit_ids.begin(), group.unit_ids.end());
}

void Set(v1::HandedOverAssignment& out, const Passing& passing) {
  const Assignment& assignment = passing.share.assignment;
  out.set_assignment_id(assignment.id);
  out.set_version(assignment.version + 1);  // TRANSFERRED
  out.set_task_id(assignment.task_id);
  out.set_unit_id(assignment.unit_id);
  out.set_unit_name(passing.share.unit_name);
  out.set_occurrence_on(DayText(passing.share.occurrence_on));
  out.set_due_on(DayText(assignment.due_on));
  out.set_state(std::string(NameOf(assignment.state)));
  out.set_returns(assignment.returns);
  out.set_reason(assignment.reason);
  out.set_report_text(assignment.report_text);
  out.set_evidence_note(assignment.evidence_note);
  out.set_reported_on(DayText(assignment.reported_on));
  out.set_to_unit_id(passing.heir_unit_id);
  out.set_to_assignment_id(passing.heir_assignment_id);
}

// Adds the tasks that the message is about, with their directives and the groups that help with them.
void AddTasks(const std::vector<DirectiveWithTasks>& tasks, v1::AssignmentsHandedOver& message) {
  std::set<std::string> needed;
  for (const auto& one : message.assignments()) needed.insert(one.task_id());
  for (const auto& one : message.duties()) needed.insert(one.task_id());
  for (const DirectiveWithTasks& directive : tasks) {
    v1::HandedOverDirective* out = nullptr;
    std::set<std::string> helping;
    for (const Task& task : directive.tasks) {
      if (!needed.contains(task.id)) continue;
      if (out == nullptr) Set(*(out = message.add_directives()), directive.directive);
      Set(*out->add_tasks(), task);
      helping.insert(task.coordinators.begin(), task.coordinators.end());
    }
    for (const ExpandedGroup& group : directive.groups) {
      if (helping.contains(group.name)) Set(*out->add_groups(), group);
    }
  }
}

}  // namespace

absl::Status AppendHandedOver(pg::Transaction& tx, const FactContext& context, const std::vector<Passing>& passings,
                              const std::vector<DutyPassing>& duties, const std::vector<DirectiveWithTasks>& tasks,
                              const PassingMark& mark) {
  // What goes to one assignment stays together.
  std::map<std::string, std::map<std::string, std::vector<const Passing*>>> by_level;
  for (const Passing& passing : passings) by_level[passing.heir_level][passing.heir_assignment_id].push_back(&passing);
  std::vector<messaging::OutgoingFact> facts;
  const auto close = [&](const std::string& level, v1::AssignmentsHandedOver& message) {
    if (message.assignments().empty() && message.duties().empty()) return;
    message.set_succession_id(mark.succession_id.value_or(""));
    message.set_actor_unit_id(mark.actor_unit_id);
    message.set_user(mark.user);
    message.set_text(mark.text);
    AddTasks(tasks, message);
    facts.push_back(
        messaging::MakeFact(context.ids.NewId(), DestinationOfLevel(level), context.now, message, context.trace));
    message.Clear();
  };
  std::map<std::string, v1::AssignmentsHandedOver> open;
  for (const DutyPassing& duty : duties) {
    v1::HandedOverDuty& out = *open[duty.heir_level].add_duties();
    out.set_task_id(duty.task_id);
    out.set_to_unit_id(duty.heir_unit_id);
    out.set_latest_on(FormatDay(duty.latest_on));
    out.set_make_next_on(FormatDay(duty.make_next_on));
  }
  for (const auto& [level, groups] : by_level) {
    v1::AssignmentsHandedOver& message = open[level];
    for (const auto& [id, group] : groups) {
      for (const Passing* passing : group) Set(*message.add_assignments(), *passing);
      if (message.assignments_size() >= kPart) close(level, message);
    }
  }
  for (auto& [level, message] : open) close(level, message);
  return facts.empty() ? absl::OkStatus() : messaging::Append(tx, facts);
}

absl::StatusOr<std::int64_t> CountHandedOver(pg::Transaction& tx, const std::string& succession_id) {
  return messaging::CountWaiting(tx, messaging::Type<v1::AssignmentsHandedOver>(), succession_id);
}

}  // namespace dondoc::assignment
