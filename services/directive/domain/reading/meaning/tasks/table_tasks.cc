#include <string>
#include <utility>
#include <vector>

#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/tasks/labels.h"
#include "services/directive/domain/reading/meaning/tasks/tasks.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/dues.h"
#include "services/directive/domain/reading/meaning/values/years.h"

namespace dondoc::directive::reading {
namespace {

// True where a dash stands between words, not in one: "- Vụ Đất đai - Vụ Pháp chế".
bool IsBullet(const TokenText& text, size_t at, const Cell& cell) {
  return text.tokens[at].mark == '-' && at + 1 < cell.end && text.tokens[at + 1].space_before &&
         text.tokens[at + 1].capital;
}

// The units in a cell. A list with dashes that lost its lines has one behind each dash.
std::vector<std::string> UnitsOfCell(const TokenText& text, const Cell& cell) {
  if (!IsBullet(text, cell.begin, cell)) {
    return ReadUnitsWhole(text, cell.begin, cell.end).names();
  }
  std::vector<std::string> units;
  for (size_t begin = cell.begin + 1; begin < cell.end;) {
    size_t end = begin + 1;
    while (end < cell.end && !IsBullet(text, end, cell)) {
      ++end;
    }
    for (std::string& name : ReadUnitsWhole(text, begin, end).names()) {
      units.push_back(std::move(name));
    }
    begin = end + 1;
  }
  return units;
}

}  // namespace

std::vector<ProposedTask> ReadTableTasks(const TokenText& text, const std::vector<TaskRow>& rows) {
  std::vector<ProposedTask> tasks;
  for (const TaskRow& row : rows) {
    ProposedTask task;
    task.units = row.units;
    task.role = row.leads ? Role::kLead : Role::kExecute;
    if (!row.lead.empty()) {
      Responsible who = ReadResponsible(text, row.lead.begin, row.lead.end);
      task.units = IsBullet(text, row.lead.begin, row.lead) ? UnitsOfCell(text, row.lead) : std::move(who.units);
      task.coordinators = std::move(who.coordinators);
      task.role = who.lead ? Role::kLead : task.role;
    }
    task.text = text.Text(row.task.begin, row.task.end);
    task.section = row.number;
    if (!row.with.empty()) {
      task.coordinators = UnitsOfCell(text, row.with);
    } else if (task.coordinators.empty()) {  // "Chủ trì, phối hợp với Sở Y tế rà soát ...", in the task itself
      task.coordinators = ReadPartners(text, row.task.begin, row.task.end);
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
