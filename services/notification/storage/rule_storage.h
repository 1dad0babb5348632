// Reminder rules in rows. Free functions over a transaction; errors are those of pg::Transaction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/notification/domain/reminder_rule.h"

namespace dondoc::notification {

struct StoredRule {
  std::optional<std::string> issuer_unit_id;  // nothing: the default rule
  ReminderRule rule;
  std::int64_t version = 0;
};

// The rules that a batch of assignments needs.
class RuleBook {
 public:
  RuleBook(ReminderRule default_rule, std::map<std::string, ReminderRule> of_issuers)
      : default_rule_(std::move(default_rule)), of_issuers_(std::move(of_issuers)) {}
  const ReminderRule& For(const std::string& issuer_unit_id) const {
    const auto found = of_issuers_.find(issuer_unit_id);
    return found == of_issuers_.end() ? default_rule_ : found->second;
  }

 private:
  ReminderRule default_rule_;
  std::map<std::string, ReminderRule> of_issuers_;
};

absl::StatusOr<RuleBook> RulesFor(pg::Transaction& tx, const std::vector<std::string>& issuer_unit_ids);

// Rules after that of the issuer `after` (nothing: from the first; all zeros: after the default rule).
absl::StatusOr<std::vector<StoredRule>> ListRules(pg::Transaction& tx, const std::optional<std::string>& after,
                                                  int limit);

// The rule, locked; nothing where the issuer has none.
absl::StatusOr<std::optional<StoredRule>> LockRule(pg::Transaction& tx,
                                                   const std::optional<std::string>& issuer_unit_id);
absl::Status InsertRule(pg::Transaction& tx, const std::string& issuer_unit_id, const ReminderRule& rule);
absl::Status UpdateRule(pg::Transaction& tx, const std::optional<std::string>& issuer_unit_id,
                        const ReminderRule& rule);

// Has the scheduler look again, at `now`, at all that the rule is for; nothing of days before `today` comes of it.
absl::Status RearmForRule(pg::Transaction& tx, const std::optional<std::string>& issuer_unit_id, Day today,
                          TimePoint now);

}  // namespace dondoc::notification
