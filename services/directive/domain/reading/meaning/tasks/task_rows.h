// The rows of tables that say what is to be done, and who does it.
#pragma once

#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive::reading {

struct TaskRow {
  Cell task;
  Cell lead;  // who does it; empty where a title above the row says so
  Cell with;
  Cell when;
  bool leads = false;              // the column's head says chủ trì
  std::vector<std::string> units;  // of the title above the row, where no column says who: "I | Sở Nội vụ"
  std::string number;              // the row's ordinal
};

std::vector<TaskRow> FindTaskRows(const TokenText& text, const std::vector<Table>& tables);

// A row's ordinal without the marks behind it: "2.1" of "2.1."; empty where the row has none.
std::string NumberOfRow(const TokenText& text, const TableRow& row);

}  // namespace dondoc::directive::reading
