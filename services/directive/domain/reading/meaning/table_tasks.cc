#include <utility>

#include "services/directive/domain/reading/meaning/dates.h"
#include "services/directive/domain/reading/meaning/labels.h"
#include "services/directive/domain/reading/meaning/tasks.h"
#include "services/directive/domain/reading/meaning/units.h"

namespace dondoc::directive::reading {

std::vector<ProposedTask> ReadTableTasks(const TokenText& text, const std::vector<TableRow>& rows) {
  std::vector<ProposedTask> tasks;
  for (const TableRow& row : rows) {
    ProposedTask task;
    Responsible who = ReadResponsible(text, row.lead.begin, row.lead.end);
    task.units = std::move(who.units);
    task.coordinators = std::move(who.coordinators);
    task.role = row.leads || who.lead ? Role::kLead : Role::kExecute;
    task.text = text.Text(row.task.begin, row.task.end);
    task.section = row.number;
    while (task.section.ends_with('.')) {
      task.section.pop_back();
    }
    if (row.with.end > row.with.begin) {
      task.coordinators = ReadUnitsWhole(text, row.with.begin, row.with.end).names();
    }
    if (row.when.end > row.when.begin) {
      task.deadline = ReadDueCell(text, row.when.begin, row.when.end);
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
