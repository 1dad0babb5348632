// What stands in a table's column, as its head says.
#pragma once

#include <cstdint>
#include <vector>

#include "services/directive/domain/reading/structure/pieces.h"

namespace dondoc::directive::reading {

enum class ColumnKind : uint8_t {
  kOther,
  kNumber,   // TT
  kTask,     // what is to be done
  kResult,   // what comes out of it
  kLead,     // who leads
  kExecute,  // who does it
  kPartner,  // with whom
  kTime,     // by when
  kTarget,   // the name of a goal
  kUnit,     // in what it is measured, or a unit that does something
  kValue,    // how much it shall be
  kPast,     // how much it was, is or is expected to be
};

struct Column {
  Cell head;
  Cell sub;  // of a head of two rows: the lower one's cell; else empty
};

// What one cell of a head says; kOther where it says nothing that is known.
ColumnKind KindOfHead(const TokenText& text, const Cell& head);

// The kinds of a table's columns. What a head means depends on the others: the first "Chỉ tiêu" is a goal's name, "Chỉ
// tiêu 2026" behind it a value; "Đơn vị" is a unit of measure, or, where tasks have no other, who does them.
std::vector<ColumnKind> KindsOf(const TokenText& text, const std::vector<Column>& columns);

}  // namespace dondoc::directive::reading
