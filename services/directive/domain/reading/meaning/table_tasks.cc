#include <utility>

#include "services/directive/domain/reading/meaning/dates.h"
#include "services/directive/domain/reading/meaning/labels.h"
#include "services/directive/domain/reading/meaning/tasks.h"
#include "services/directive/domain/reading/meaning/units.h"

namespace dondoc::directive::reading {

std::vector<ProposedTask> ReadTableTasks(const TokenText& text, const std::vector<TaskRow>& rows) {
  std::vector<ProposedTask> tasks;
  for (const TaskRow& row : rows) {
    ProposedTask task;
    task.units = row.units;
    task.role = row.leads ? Role::kLead : Role::kExecute;
    if (!row.lead.empty()) {
      Responsible who = ReadResponsible(text, row.lead.begin, row.lead.end);
      task.units = std::move(who.units);
      task.coordinators = std::move(who.coordinators);
      task.role = who.lead ? Role::kLead : task.role;
    }
    task.text = text.Text(row.task.begin, row.task.end);
    task.section = row.number;
    if (!row.with.empty()) {
      task.coordinators = ReadUnitsWhole(text, row.with.begin, row.with.end).names();
    }
    if (!row.when.empty()) {
      task.deadline = ReadDueCell(text, row.when.begin, row.when.end);
      if (task.deadline.empty()) {
        task.deadline.year = FindYears(text, row.when.begin, row.when.end).to;  // "Giai đoạn 2026 - 2030"
      }
    }
    task.evidence = Evidence::kTableCell;
    task.span = {static_cast<uint32_t>(row.task.begin), static_cast<uint32_t>(row.task.end)};
    if (!task.units.empty()) {
      tasks.push_back(std::move(task));
    }
  }
  return tasks;
}

}  // namespace dondoc::directive::reading
