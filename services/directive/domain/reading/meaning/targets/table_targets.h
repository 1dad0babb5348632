// Targets of tables that give them in cells: a name, a unit of measure, a value for each year.
#pragma once

#include "services/directive/domain/reading/meaning/targets/target_list.h"
#include "services/directive/domain/reading/meaning/values/years.h"
#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive::reading {

// The columns that give goals.
struct TargetColumns {
  size_t name = kNpos;         // kNpos: the table gives none
  size_t unit = kNpos;         // of measure
  std::vector<size_t> values;  // empty: the name says how much it shall be
};

// True where the title says that the table tells what was, is foreseen or is spent, or gives points.
bool TellsNoGoals(const TokenText& text, const Table& table);

TargetColumns FindTargetColumns(const TokenText& text, const Table& table);

// Adds the targets of `table`, which has `columns` with values.
void ReadTableTargets(const TokenText& text, const Table& table, const TargetColumns& columns, TargetList* targets);

// The years that a table's title names, and those that the titles of groups of rows name behind it.
class TableYears {
 public:
  TableYears(const TokenText& text, const Table& table);
  // Goes on to the next row.
  void Enter(const TableRow& row);
  const Years& years() const { return years_; }

 private:
  const TokenText& text_;
  Years years_;
};

}  // namespace dondoc::directive::reading
