#include "services/notification/domain/reminder_rule.h"

#include <set>
#include <string_view>

#include "common/status/status.h"

namespace dondoc::notification {
namespace {

constexpr std::string_view kReason = "INVALID_RULE";

absl::Status ValidateDays(std::string_view field, const std::vector<int>& days) {
  if (days.size() > 20) return InvalidField(field, kReason, "at most 20 steps");
  std::set<int> seen;
  for (const int day : days) {
    if (day < 1 || day > 365) return InvalidField(field, kReason, "each must be from 1 to 365 days");
    if (!seen.insert(day).second) return InvalidField(field, kReason, "the same day is given twice");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Validate(const ReminderRule& rule) {
  DONDOC_RETURN_IF_ERROR(ValidateDays("rule.before_days", rule.before_days));
  DONDOC_RETURN_IF_ERROR(ValidateDays("rule.after_days", rule.after_days));
  if (rule.repeat_days < 0 || rule.repeat_days > 365) {
    return InvalidField("rule.repeat_days", kReason, "must be from 0 (never) to 365 days");
  }
  if (rule.catch_up_days < 0 || rule.catch_up_days > 30) {
    return InvalidField("rule.catch_up_days", kReason, "must be from 0 to 30 days");
  }
  if (rule.time_of_day < std::chrono::minutes(0) || rule.time_of_day >= std::chrono::hours(24)) {
    return InvalidField("rule.time_of_day", kReason, "must be a time of the day, 00:00 to 23:59");
  }
  if (rule.before_days.empty() && !rule.on_day && rule.after_days.empty() && rule.repeat_days == 0) {
    return InvalidField("rule", kReason, "a rule needs at least one step");
  }
  return absl::OkStatus();
}

}  // namespace dondoc::notification
