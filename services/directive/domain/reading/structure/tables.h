// Tables of tasks: rows with a column for what is to be done and one for who does it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

struct Cell {
  size_t begin = 0;  // tokens; empty cells have begin == end
  size_t end = 0;
};

struct TableRow {
  Cell task;
  Cell lead;           // column of the label kind LEAD, or EXECUTE
  Cell with;           // COORDINATE
  Cell when;           // TIME
  bool leads = false;  // the column says chủ trì
  std::string number;  // the row's ordinal
};

// The rows of all task tables; marks their lines in `taken` (index: line).
std::vector<TableRow> ReadTables(const TokenText& text, const Layout& layout, std::vector<bool>* taken);

}  // namespace dondoc::directive::reading
