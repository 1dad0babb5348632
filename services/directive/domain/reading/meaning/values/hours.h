// The hour beside a date: "trước 16 giờ 00 ngày 05/3/2026", "trước ngày 05/3/2026 (16 giờ 00)".
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct HourMatch {
  int hour = 0;  // 1 to 24; 0 where none is said, at midnight and where there is no such hour
  int minute = 0;
  size_t date = 0;  // where the date begins behind it
};

// Reads "17 giờ 00 phút", "16h30'", "9:30", "5 giờ chiều" and the day of the week ("thứ Sáu,") up to the word "ngày",
// or the day before "tháng". Where neither follows there is no hour, and the date begins at `at`.
HourMatch ReadHour(const TokenText& text, size_t at, size_t limit);

// The hour behind a date that ends before `at`: "(trước 16 giờ 00)", "(16h30)", ", trước 17 giờ". Its `date` means
// nothing.
HourMatch ReadHourBehind(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
