// Years and periods of years as documents write them.
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct Years {
  int from = 0;
  int to = 0;
};
struct YearsMatch {
  Years years;
  size_t end = 0;  // behind its last token; 0 where there is none
};
// The period that begins at `at`: "2021 - 2025", "từ năm 2021 đến năm 2025", "đến năm 2030" (no beginning), "từ năm
// 2026 trở đi" and "sau năm 2030" (no end), "năm 2026". The year of a day ("ngày 05 tháng 4 năm 2021", "05/4/2021") is
// none, but that of a deadline is.
YearsMatch ReadYears(const TokenText& text, size_t at, size_t limit);

// The period named in [begin, end): a range, else the first that is named; zeros where there is none.
Years FindYears(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
