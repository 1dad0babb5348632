// The offices of the heads of units, which stand in place of the units: "Giám đốc", "Chủ tịch, các Phó Chủ tịch".
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct Office {
  size_t begin = 0;     // behind "Đồng chí"
  size_t end = 0;       // 0: none
  bool unit = false;    // the unit's name is said without it
  bool single = false;  // the name of one unit, and not of a group, is said without it
  bool alone = false;   // named where no unit follows
};

// The last office of those in a row at `at` ("Chủ tịch, các Phó Chủ tịch").
Office OfficeAt(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
