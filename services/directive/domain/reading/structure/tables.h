// Tables: their heads, and their rows with a cell for each column.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/structure/columns.h"
#include "services/directive/domain/reading/structure/pieces.h"

namespace dondoc::directive::reading {

struct TableRow {
  std::vector<Cell> cells;  // one a column
  size_t inherited = 0;     // so many on the left are the row's above: they reach down to this one
};

struct Table {
  Cell title;  // the lines above it
  std::vector<Column> columns;
  std::vector<ColumnKind> kinds;  // of the columns
  std::vector<TableRow> rows;     // without repeated heads and the numbers of columns

  // The first column of that kind; kNpos where there is none.
  size_t Find(ColumnKind kind) const;
};

// The title of a group of rows: the only cell that the row has, but for its number. An empty cell where the row is
// none.
Cell GroupTitle(const TokenText& text, const TableRow& row);

// All tables that have a head: one that begins with "TT", or that names who does what, or what is measured how. Marks
// their lines in `taken` (index: line).
//
// Where rows end is not written in the text: an empty cell may be one, or the border of two rows. The number of columns
// is that under which the rows come out even; shorter rows are titles of groups, or parts of a row whose first cells
// span several.
std::vector<Table> ReadTables(const TokenText& text, const Layout& layout, std::vector<bool>* taken);

}  // namespace dondoc::directive::reading
