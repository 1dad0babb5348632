#include "services/directive/domain/reading/meaning/tasks/task_rows.h"

#include <algorithm>
#include <utility>

#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {
namespace {

struct TaskColumns {
  size_t task = kNpos;
  size_t who = kNpos;
  size_t with = kNpos;
  size_t when = kNpos;
  bool leads = false;
};

// "Chủ trì |  | Phối hợp" over "Sở Nội vụ | Sở Y tế |": where nothing stands under `column`, the column without a name
// beside it has its cells, if the same head reaches over both.
size_t Slipped(const Table& table, size_t column) {
  const auto filled = [&](size_t i) {
    return std::any_of(table.rows.begin(), table.rows.end(),
                       [&](const TableRow& row) { return !row.cells[i].empty(); });
  };
  if (column == kNpos || column == 0 || filled(column)) {
    return column;
  }
  const Column& beside = table.columns[column - 1];
  const bool unnamed =
      beside.sub.empty() && !beside.head.empty() && beside.head.begin == table.columns[column].head.begin;
  return unnamed && filled(column - 1) ? column - 1 : column;
}

TaskColumns FindTaskColumns(const Table& table) {
  TaskColumns columns;
  columns.who = table.Find(ColumnKind::kLead);
  columns.leads = columns.who != kNpos;
  if (!columns.leads) {
    columns.who = table.Find(ColumnKind::kExecute);
  }
  columns.with = Slipped(table, table.Find(ColumnKind::kPartner));
  columns.when = table.Find(ColumnKind::kTime);
  columns.task = table.Find(ColumnKind::kTask);
  // "Chỉ tiêu | Năm 2030 | Cơ quan chủ trì": who leads answers for the goal, as for a task.
  for (ColumnKind kind : {ColumnKind::kTarget, ColumnKind::kResult}) {
    columns.task = columns.task == kNpos && columns.who != kNpos ? table.Find(kind) : columns.task;
  }
  return columns;
}

// True for "nt", "như trên" and ditto marks.
bool SaysAsAbove(const TokenText& text, const Cell& cell) {
  if (cell.empty() || WordsAt(text, cell.begin, cell.end, "nhu tren")) return !cell.empty();
  bool any = false;
  for (size_t i = cell.begin; i < cell.end; ++i) {
    const Token& token = text.tokens[i];
    if (token.kind != Token::Kind::kMark && token.folded != "nt") return false;
    any |= token.folded == "nt" || token.mark == '"' || token.folded == "”" || token.folded == "“";
  }
  return any;
}

Cell CellAt(const TableRow& row, size_t column) { return column == kNpos ? Cell{} : row.cells[column]; }

void AddRows(const TokenText& text, const Table& table, std::vector<TaskRow>* rows) {
  const TaskColumns columns = FindTaskColumns(table);
  if (columns.task == kNpos) {
    return;
  }
  std::vector<std::string> group;
  Cell above;  // who does what the row above says: an empty cell means the same
  for (const TableRow& row : table.rows) {
    if (const Cell title = GroupTitle(text, row); !title.empty()) {
      const UnitList units = ReadUnits(text, title.begin, title.end);
      above = {};
      group = units.end == title.end ? units.names() : std::vector<std::string>();
      continue;
    }
    TaskRow out;
    out.task = row.cells[columns.task];
    out.lead = CellAt(row, columns.who);
    out.number = NumberOfRow(text, row);
    // "III" is the title of a group, whatever else stands in its row.
    const bool item = table.kinds.front() != ColumnKind::kNumber || (!out.number.empty() && out.number.front() <= '9');
    if ((item && out.lead.empty()) || SaysAsAbove(text, out.lead)) out.lead = above;
    above = out.lead;
    if (out.task.empty() || row.inherited > columns.task || (columns.who != kNpos && out.lead.empty())) {
      continue;
    }
    out.with = CellAt(row, columns.with);
    out.when = CellAt(row, columns.when);
    out.leads = columns.leads;
    if (columns.who == kNpos) {
      out.units = group;
    }
    if (!out.lead.empty() || !out.units.empty()) {
      rows->push_back(std::move(out));
    }
  }
}

}  // namespace

std::vector<TaskRow> FindTaskRows(const TokenText& text, const std::vector<Table>& tables) {
  std::vector<TaskRow> rows;
  for (const Table& table : tables) {
    AddRows(text, table, &rows);
  }
  return rows;
}

std::string NumberOfRow(const TokenText& text, const TableRow& row) {
  const Cell& first = row.cells.front();
  std::string number = IsOrdinal(text, first) ? text.Text(first.begin, first.end) : std::string();
  while (number.ends_with('.')) {
    number.pop_back();
  }
  return number;
}

}  // namespace dondoc::directive::reading
