// Deadlines as documents write them: dates, and what runs from the document itself. The words are those of
// vocabulary/deadlines.tsv. Where a clause says both, the date wins.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The deadline in tokens [begin, end): "trước 16 giờ 00 ngày 15/12", "xong trong tháng 12/2025", "trong quý IV năm
// 2020", "chậm nhất ...", or a relative one (relative_dues.h). A day that no calendar has ("31/9") is none.
Due FindDue(const TokenText& text, size_t begin, size_t end);

// As FindDue, but before what is relative the year in or before which it is to be completed: "hoàn thành trong năm
// 2026", "trước năm 2027", "đến hết năm 2026". A year elsewhere is a horizon, no deadline.
Due FindDeadline(const TokenText& text, size_t begin, size_t end);

struct DueAt {
  Due due;
  size_t begin = 0;
  size_t end = 0;  // behind its last token; 0 where there is none
};
// All dates, in their order ("trước ngày 15/6 và ngày 15/12", "trước ngày 10/6 và 10/12", "trước thứ Sáu hằng tuần",
// "ngày 05 hằng tháng"); where there are none, the relative one.
std::vector<DueAt> FindDues(const TokenText& text, size_t begin, size_t end);

// A deadline written alone, in a cell or behind a label: "Tháng 12/2025", "Quý II/2026", "30/11/2025", "10 ngày kể từ
// ngày ký", "Ngay".
Due ReadDueCell(const TokenText& text, size_t begin, size_t end);

// True of a deadline that runs from the document itself: within a period, or at once.
bool IsRelative(const Due& due);

}  // namespace dondoc::directive::reading
