// Creates or replaces a reminder rule.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/audit/act.h"
#include "services/notification/app/context.h"
#include "services/notification/storage/rule_storage.h"

namespace dondoc::notification {

struct SetRuleCommand {
  std::string request_id;
  std::string request_hash;
  std::optional<std::string> issuer_unit_id;  // nothing: the default rule
  ReminderRule rule;
  std::int64_t version = 0;  // the one that was read; 0 creates a rule
  audit::Caller caller = {};
};

// The rule as it is now. It holds for steps whose day is today or later: what it is for is looked at again by the
// scheduler, at once. Idempotent by request_id. INVALID_ARGUMENT INVALID_RULE with the field; ABORTED STALE_ETAG;
// NOT_FOUND RULE_NOT_FOUND. Cost: one update over everything pending that it is for.
absl::StatusOr<StoredRule> SetRule(const Context& context, const SetRuleCommand& command);

}  // namespace dondoc::notification
