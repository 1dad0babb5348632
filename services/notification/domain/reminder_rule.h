// When a unit is reminded of a binding assignment with a deadline. The default (7, 3 and 1 days before, on the day, 1
// and 3 days after, then weekly) is data: migration 0001.
#pragma once

#include <chrono>
#include <vector>

#include "absl/status/status.h"

namespace dondoc::notification {

struct ReminderRule {
  std::vector<int> before_days = {};              // 7, 3, 1: days before the deadline
  bool on_day = false;                            // also on the last day
  std::vector<int> after_days = {};               // 1, 3: days after the deadline
  int repeat_days = 0;                            // after the last of after_days, every so many days; 0 for never
  std::chrono::minutes time_of_day{7 * 60 + 30};  // in Viet Nam
  int catch_up_days = 7;                          // a missed step before the deadline is made at most so late

  friend bool operator==(const ReminderRule&, const ReminderRule&) = default;
};

// INVALID_ARGUMENT with the field: days outside 1 to 365 or given twice, more than 20 of them, a repetition outside 0
// to 365, a catch-up window outside 0 to 30, a time outside the day, a rule without any step (INVALID_RULE). Pure.
absl::Status Validate(const ReminderRule& rule);

}  // namespace dondoc::notification
