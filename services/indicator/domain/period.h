// Periods that numbers are reported for: a year, a half, a quarter or a month of the calendar. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/time/day.h"

namespace dondoc::indicator {

struct Period {
  std::string text;  // "2026", "2026-H1", "2026-Q3", "2026-11": as written, which is also the only way to write it
  Day first{};
  Day last{};
  int year = 0;
};

// INVALID_ARGUMENT, reason BAD_PERIOD, field "period", for another form or a period that does not exist ("2026-Q5",
// "2026-13"). Years are those from 1945 to 2199: a slip of the finger is not a period.
absl::StatusOr<Period> ParsePeriod(std::string_view text);

}  // namespace dondoc::indicator
