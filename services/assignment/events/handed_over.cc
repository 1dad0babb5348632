#include "services/assignment/events/handed_over.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/take_in.h"

namespace dondoc::assignment {
namespace {

absl::Status Unreadable(std::string_view field, std::string_view message) {
  return InvalidField(field, "HANDED_OVER_UNREADABLE", message);
}

absl::StatusOr<std::optional<Day>> OptionalDay(std::string_view field, const std::string& text) {
  if (text.empty()) return std::optional<Day>();
  const std::optional<Day> day = ParseDay(text);
  if (!day.has_value()) return Unreadable(field, "no such date: " + text);
  return day;
}

absl::Status CheckIds(std::string_view field, std::initializer_list<std::string_view> ids) {
  return std::all_of(ids.begin(), ids.end(), [](std::string_view id) { return IsUuid(id); })
             ? absl::OkStatus()
             : Unreadable(field, "an id is no UUID");
}

absl::StatusOr<Task> TaskOf(const v1::HandedOverTask& in) {
  DONDOC_RETURN_IF_ERROR(CheckIds("tasks", {in.task_id()}));
  Task task{.id = in.task_id(),
            .section = in.section(),
            .text = in.text(),
            .role = in.role(),
            .binding = in.binding(),
            .coordinators = {in.coordinators().begin(), in.coordinators().end()},
            .lead_ids = {in.lead_unit_ids().begin(), in.lead_unit_ids().end()},
            .coordinator_ids = {in.coordinator_unit_ids().begin(), in.coordinator_unit_ids().end()},
            .due_on = std::nullopt,
            .due_text = in.due_text(),
            .due_time = in.due_time(),
            .due_derivation = in.due_derivation(),
            .report_to = in.report_to(),
            .duty = std::nullopt};
  DONDOC_ASSIGN_OR_RETURN(task.due_on, OptionalDay("tasks.due_on", in.due_on()));
  if (in.recurrence().empty()) return task;
  const std::optional<Recurrence> recurrence = RecurrenceOf(in.recurrence());
  if (!recurrence.has_value()) return Unreadable("tasks.recurrence", "no such recurrence: " + in.recurrence());
  task.duty = DutyRule{.recurrence = *recurrence,
                       .month = in.due_month(),
                       .day = in.due_day(),
                       .before = in.due_before(),
                       .year = in.due_year()};
  return task;
}

absl::StatusOr<ExpandedGroup> GroupOf(const v1::HandedOverGroup& in, Day issued_on) {
  DONDOC_RETURN_IF_ERROR(CheckIds("groups", {in.within_unit_id()}));
  for (const std::string& id : in.unit_ids()) DONDOC_RETURN_IF_ERROR(CheckIds("groups", {id}));
  return ExpandedGroup{.name = in.name(),
                       .within_unit_id = in.within_unit_id(),
                       .level = in.level(),
                       .kinds = {in.kinds().begin(), in.kinds().end()},
                       .tags = {in.tags().begin(), in.tags().end()},
                       .territory_types = {in.territory_types().begin(), in.territory_types().end()},
                       .attributes = {in.attributes().begin(), in.attributes().end()},
                       .expanded_on = issued_on,
                       .unit_ids = {in.unit_ids().begin(), in.unit_ids().end()}};
}

absl::StatusOr<DirectiveWithTasks> DirectiveOf(const v1::HandedOverDirective& in) {
  DONDOC_RETURN_IF_ERROR(CheckIds("directives", {in.directive_id(), in.issuer_unit_id()}));
  const std::optional<Day> issued_on = ParseDay(in.issued_on());
  if (!issued_on.has_value()) return Unreadable("directives.issued_on", "no such date: " + in.issued_on());
  DirectiveWithTasks directive{.directive = {.id = in.directive_id(),
                                             .number = in.number(),
                                             .type = in.type(),
                                             .subject = in.subject(),
                                             .issuer_unit_id = in.issuer_unit_id(),
                                             .issuer_name = in.issuer_name(),
                                             .issued_on = *issued_on},
                               .tasks = {},
                               .groups = {}};
  for (const v1::HandedOverTask& task : in.tasks()) {
    DONDOC_ASSIGN_OR_RETURN(directive.tasks.emplace_back(), TaskOf(task));
  }
  for (const v1::HandedOverGroup& group : in.groups()) {
    DONDOC_ASSIGN_OR_RETURN(directive.groups.emplace_back(), GroupOf(group, *issued_on));
  }
  return directive;
}

// The task and the directive that an assignment is of.
using TasksById = std::map<std::string, std::pair<const Task*, const Directive*>>;

absl::StatusOr<Passing> PassingOf(const v1::HandedOverAssignment& in, const TasksById& tasks) {
  DONDOC_RETURN_IF_ERROR(
      CheckIds("assignments", {in.assignment_id(), in.unit_id(), in.to_unit_id(), in.to_assignment_id()}));
  const auto task = tasks.find(in.task_id());
  if (task == tasks.end()) return Unreadable("assignments.task_id", "the fact does not have the task " + in.task_id());
  const std::optional<State> state = StateOf(in.state());
  if (!state.has_value()) return Unreadable("assignments.state", "no such state: " + in.state());
  Passing passing{.share = {.assignment = {.id = in.assignment_id(),
                                           .directive_id = task->second.second->id,
                                           .task_id = in.task_id(),
                                           .unit_id = in.unit_id(),
                                           .issuer_unit_id = task->second.second->issuer_unit_id,
                                           .level = "",
                                           .binding = task->second.first->binding,
                                           .duty = task->second.first->duty.has_value(),
                                           .due_on = std::nullopt,
                                           .state = *state,
                                           .returns = in.returns(),
                                           .reason = in.reason(),
                                           .report_text = in.report_text(),
                                           .evidence_note = in.evidence_note(),
                                           .reported_on = std::nullopt,
                                           .completed_on = std::nullopt,
                                           .done_in_time = std::nullopt,
                                           .version = in.version()},
                            .unit_name = in.unit_name()},
                  .heir_unit_id = in.to_unit_id(),
                  .heir_level = "",
                  .heir_assignment_id = in.to_assignment_id()};
  Share& share = passing.share;
  DONDOC_ASSIGN_OR_RETURN(share.occurrence_on, OptionalDay("assignments.occurrence_on", in.occurrence_on()));
  DONDOC_ASSIGN_OR_RETURN(share.assignment.due_on, OptionalDay("assignments.due_on", in.due_on()));
  DONDOC_ASSIGN_OR_RETURN(share.assignment.reported_on, OptionalDay("assignments.reported_on", in.reported_on()));
  return passing;
}

absl::StatusOr<DutyPassing> DutyOf(const v1::HandedOverDuty& in) {
  DONDOC_RETURN_IF_ERROR(CheckIds("duties", {in.task_id(), in.to_unit_id()}));
  const std::optional<Day> latest_on = ParseDay(in.latest_on()), make_next_on = ParseDay(in.make_next_on());
  if (!latest_on.has_value() || !make_next_on.has_value()) return Unreadable("duties", "no such date");
  return DutyPassing{.task_id = in.task_id(),
                     .heir_unit_id = in.to_unit_id(),
                     .heir_level = "",
                     .latest_on = *latest_on,
                     .make_next_on = *make_next_on};
}

absl::StatusOr<HandedOver> Read(const v1::AssignmentsHandedOver& fact, TimePoint at) {
  HandedOver handed;
  handed.mark = {.succession_id = std::nullopt,
                 .actor_unit_id = fact.actor_unit_id(),
                 .user = fact.user(),
                 .text = fact.text(),
                 .at = at};
  if (!fact.succession_id().empty()) {
    DONDOC_RETURN_IF_ERROR(CheckIds("succession_id", {fact.succession_id()}));
    handed.mark.succession_id = fact.succession_id();
  }
  for (const auto& in : fact.directives()) {
    DONDOC_ASSIGN_OR_RETURN(handed.directives.emplace_back(), DirectiveOf(in));
  }
  TasksById tasks;
  for (const DirectiveWithTasks& directive : handed.directives) {
    for (const Task& task : directive.tasks) tasks[task.id] = {&task, &directive.directive};
  }
  for (const auto& in : fact.assignments()) {
    DONDOC_ASSIGN_OR_RETURN(handed.passings.emplace_back(), PassingOf(in, tasks));
  }
  for (const auto& in : fact.duties()) {
    DONDOC_ASSIGN_OR_RETURN(handed.duties.emplace_back(), DutyOf(in));
  }
  return handed;
}

}  // namespace

messaging::Handler OnAssignmentsHandedOver(const Context& context) {
  return [&context](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(const auto message, messaging::Decode<v1::AssignmentsHandedOver>(fact));
      DONDOC_ASSIGN_OR_RETURN(HandedOver handed, Read(message, fact.time));
      DONDOC_RETURN_IF_ERROR(TakeIn(tx, context, std::move(handed), fact.trace));
    }
    return absl::OkStatus();
  };
}

}  // namespace dondoc::assignment
