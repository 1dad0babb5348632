// Days of the calendar as documents write them.
#pragma once

#include <cstddef>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The number of at most four digits at `at` where it is in [low, high], or 0.
int NumberAt(const TokenText& text, size_t at, size_t limit, int low, int high);

// The number at `at`, where it can be a year; 0 where not.
int ReadYear(const TokenText& text, size_t at, size_t limit);

// The day of the week in the two tokens at `at`: "thứ Hai" is 1, "Chủ nhật" 7; 0 where there is none.
int WeekdayAt(const TokenText& text, size_t at, size_t limit);

struct DateMatch {
  PartialDate date;
  size_t end = 0;  // behind its last token; 0 where there is no date
};

// "ngày 29 tháng 4 năm 2022", "ngày 23/02/2022", "05-01-2024", "tháng 12/2025", "năm 2030": the date that begins at
// `at`. Parts left blank ("ngày   tháng   năm 2024") are absent.
DateMatch ReadDate(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
