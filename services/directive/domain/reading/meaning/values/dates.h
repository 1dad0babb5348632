// Days, and deadlines, as documents write them.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The number at `at`, where it can be a year; 0 where not.
int ReadYear(const TokenText& text, size_t at, size_t limit);

struct DateMatch {
  PartialDate date;
  size_t end = 0;  // behind its last token; 0 where there is no date
};

// "ngày 29 tháng 4 năm 2022", "ngày 23/02/2022", "05-01-2024", "tháng 12/2025", "năm 2030": the date that begins at
// `at`. Parts left blank ("ngày   tháng   năm 2024") are absent.
DateMatch ReadDate(const TokenText& text, size_t at, size_t limit);

// The deadline in tokens [begin, end): "trước ngày 15/12", "xong trong tháng 12/2025", "trong quý IV năm 2020", "chậm
// nhất ...". A day that no calendar has ("31/9") is none.
Due FindDue(const TokenText& text, size_t begin, size_t end);

// As FindDue, or where no such day is named the year in or before which it is to be completed: "hoàn thành trong năm
// 2026", "trước năm 2027", "đến hết năm 2026". A year elsewhere is a horizon, no deadline.
Due FindDeadline(const TokenText& text, size_t begin, size_t end);

struct DueAt {
  Due due;
  size_t begin = 0;
  size_t end = 0;  // behind its last token
};
// All of them, in their order ("trước ngày 15/6 và ngày 15/12", "trước thứ Sáu hằng tuần", "ngày 05 hằng tháng").
std::vector<DueAt> FindDues(const TokenText& text, size_t begin, size_t end);

// A deadline written alone, in a cell or behind a label: "Tháng 12/2025", "Quý II/2026", "30/11/2025".
Due ReadDueCell(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
