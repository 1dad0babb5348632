#include "services/assignment/storage/directive_storage.h"

#include "common/status/status.h"
#include "services/assignment/storage/assignment_rows.h"
#include "services/assignment/storage/sql.h"

namespace dondoc::assignment {
namespace {

// The columns of a list of tasks, as unnest takes them.
struct TaskColumns {
  std::vector<std::string> id, section, text, role, due_text, due_time, due_derivation, report_to;
  std::vector<bool> binding, before;
  std::vector<std::optional<Day>> due_on;
  std::vector<std::optional<std::string>> recurrence;
  std::vector<int> month, day, year;
  std::vector<int> coordinator_of;
  std::vector<std::string> coordinator;
  // Units beside those that have it, each with the index of the task and what it does there.
  std::vector<int> unit_of;
  std::vector<std::string> unit_id;
  std::vector<bool> unit_leads;
};

void AddUnits(TaskColumns& columns, const std::vector<std::string>& unit_ids, bool leads) {
  for (const std::string& id : unit_ids) {
    columns.unit_of.push_back(static_cast<int>(columns.id.size()));
    columns.unit_id.push_back(id);
    columns.unit_leads.push_back(leads);
  }
}

TaskColumns ColumnsOf(std::span<const Task> tasks) {
  TaskColumns columns;
  for (const Task& task : tasks) {
    const DutyRule rule = task.duty.value_or(DutyRule{});
    for (const std::string& name : task.coordinators) {
      columns.coordinator_of.push_back(static_cast<int>(columns.id.size()));
      columns.coordinator.push_back(name);
    }
    AddUnits(columns, task.lead_ids, true);
    AddUnits(columns, task.coordinator_ids, false);
    columns.id.push_back(task.id);
    columns.section.push_back(task.section);
    columns.text.push_back(task.text);
    columns.role.push_back(task.role);
    columns.binding.push_back(task.binding);
    columns.due_on.push_back(task.due_on);
    columns.due_text.push_back(task.due_text);
    columns.due_time.push_back(task.due_time);
    columns.due_derivation.push_back(task.due_derivation);
    columns.report_to.push_back(task.report_to);
    columns.recurrence.push_back(task.duty.has_value() ? std::optional(std::string(NameOf(rule.recurrence)))
                                                       : std::nullopt);
    columns.month.push_back(rule.month);
    columns.day.push_back(rule.day);
    columns.before.push_back(rule.before);
    columns.year.push_back(rule.year);
  }
  return columns;
}

}  // namespace

absl::Status InsertDirective(pg::Transaction& tx, const Directive& directive) {
  return tx
      .Execute(sql::kInsertDirective, directive.id, directive.number, directive.type, directive.subject,
               directive.issuer_unit_id, directive.issuer_name, directive.issued_on)
      .status();
}

absl::StatusOr<std::string> FindIssuer(pg::Transaction& tx, const std::string& directive_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindIssuer, directive_id));
  return rows.empty() ? std::string() : rows[0].Get<std::string>("issuer_unit_id");
}

absl::StatusOr<std::optional<access::Parties>> FindDirectiveParties(pg::Transaction& tx,
                                                                    const std::string& directive_id,
                                                                    const std::vector<std::string>& unit_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetDirectiveParties, directive_id, unit_ids));
  if (rows.empty()) return std::optional<access::Parties>();
  access::Parties parties;
  parties.issuer = rows[0].Get<std::string>("issuer_unit_id");
  parties.recipients = rows[0].Get<std::vector<std::string>>("recipient_ids");
  return std::optional<access::Parties>(std::move(parties));
}

absl::Status InsertTasks(pg::Transaction& tx, const std::string& directive_id, std::span<const Task> tasks) {
  const TaskColumns c = ColumnsOf(tasks);
  return tx
      .Execute(sql::kInsertTasks, directive_id, c.id, c.section, c.text, c.role, c.binding, c.due_on, c.due_text,
               c.recurrence, c.month, c.day, c.before, c.year, c.report_to, c.coordinator_of, c.coordinator, c.unit_of,
               c.unit_id, c.unit_leads, c.due_time, c.due_derivation)
      .status();
}

absl::Status RequireUnits(pg::Transaction& tx, const std::vector<std::string>& unit_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnknownUnits, unit_ids));
  if (rows.empty()) return absl::OkStatus();
  std::string list;
  for (const pg::Row row : rows) list += (list.empty() ? "" : ", ") + row.Get<std::string>("id");
  return FailedPrecondition("UNKNOWN_UNIT", "the tree has no unit " + list);
}

absl::StatusOr<std::vector<DirectiveWithTasks>> ListTasks(pg::Transaction& tx,
                                                          const std::vector<std::string>& task_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTasks, task_ids));
  std::vector<DirectiveWithTasks> directives;
  for (const pg::Row row : rows) {
    if (directives.empty() || directives.back().directive.id != row.Get<std::string>("directive_id")) {
      directives.push_back({.directive = {.id = row.Get<std::string>("directive_id"),
                                          .number = row.Get<std::string>("number"),
                                          .type = row.Get<std::string>("type"),
                                          .subject = row.Get<std::string>("subject"),
                                          .issuer_unit_id = row.Get<std::string>("issuer_unit_id"),
                                          .issuer_name = row.Get<std::string>("issuer_name"),
                                          .issued_on = row.Get<Day>("issued_on")},
                            .tasks = {},
                            .groups = {}});
    }
    directives.back().tasks.push_back({.id = row.Get<std::string>("id"),
                                       .section = row.Get<std::string>("section"),
                                       .text = row.Get<std::string>("text"),
                                       .role = row.Get<std::string>("role"),
                                       .binding = row.Get<bool>("binding"),
                                       .coordinators = row.Get<std::vector<std::string>>("coordinators"),
                                       .lead_ids = row.Get<std::vector<std::string>>("lead_ids"),
                                       .coordinator_ids = row.Get<std::vector<std::string>>("coordinator_ids"),
                                       .due_on = row.Get<std::optional<Day>>("due_on"),
                                       .due_text = row.Get<std::string>("due_text"),
                                       .due_time = row.Get<std::string>("due_time"),
                                       .due_derivation = row.Get<std::string>("due_derivation"),
                                       .report_to = row.Get<std::string>("report_to"),
                                       .duty = DutyRuleOf(row)});
  }
  DONDOC_ASSIGN_OR_RETURN(auto groups, ListHelpingGroups(tx, task_ids));
  for (DirectiveWithTasks& directive : directives) directive.groups = std::move(groups[directive.directive.id]);
  return directives;
}

absl::StatusOr<std::map<std::string, TaskFacts>> ListTaskFacts(pg::Transaction& tx,
                                                               const std::vector<std::string>& task_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTaskFacts, task_ids));
  std::map<std::string, TaskFacts> facts;
  for (const pg::Row row : rows) {
    facts[row.Get<std::string>("id")] = {.directive_number = row.Get<std::string>("number"),
                                         .issuer_unit_id = row.Get<std::string>("issuer_unit_id"),
                                         .text = row.Get<std::string>("text"),
                                         .duty = row.Get<bool>("duty")};
  }
  return facts;
}

}  // namespace dondoc::assignment
