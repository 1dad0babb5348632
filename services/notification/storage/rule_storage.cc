#include "services/notification/storage/rule_storage.h"

#include "common/status/status.h"
#include "services/notification/storage/sql.h"

namespace dondoc::notification {
namespace {

StoredRule DecodeRule(const pg::Row& row) {
  StoredRule stored;
  stored.issuer_unit_id = row.Get<std::optional<std::string>>("issuer_unit_id");
  stored.rule.before_days = row.Get<std::vector<std::int32_t>>("before_days");
  stored.rule.on_day = row.Get<bool>("on_day");
  stored.rule.after_days = row.Get<std::vector<std::int32_t>>("after_days");
  stored.rule.repeat_days = row.Get<std::int32_t>("repeat_days");
  stored.rule.time_of_day = std::chrono::minutes(row.Get<std::int32_t>("minute_of_day"));
  stored.rule.catch_up_days = row.Get<std::int32_t>("catch_up_days");
  stored.version = row.Get<std::int64_t>("version");
  return stored;
}

std::vector<StoredRule> DecodeRules(const pg::Result& rows) {
  std::vector<StoredRule> rules;
  for (const pg::Row row : rows) rules.push_back(DecodeRule(row));
  return rules;
}

absl::Status WriteRule(pg::Transaction& tx, const pg::Statement& statement,
                       const std::optional<std::string>& issuer_unit_id, const ReminderRule& rule) {
  return tx
      .Execute(statement, issuer_unit_id, rule.before_days, rule.on_day, rule.after_days, rule.repeat_days,
               static_cast<int>(rule.time_of_day.count()), rule.catch_up_days)
      .status();
}

}  // namespace

absl::StatusOr<RuleBook> RulesFor(pg::Transaction& tx, const std::vector<std::string>& issuer_unit_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRulesFor, issuer_unit_ids));
  std::optional<ReminderRule> default_rule;
  std::map<std::string, ReminderRule> of_issuers;
  for (StoredRule& stored : DecodeRules(rows)) {
    if (stored.issuer_unit_id.has_value()) {
      of_issuers.emplace(*stored.issuer_unit_id, std::move(stored.rule));
    } else {
      default_rule = std::move(stored.rule);
    }
  }
  if (!default_rule.has_value()) return Internal("the default reminder rule is missing");
  return RuleBook(*std::move(default_rule), std::move(of_issuers));
}

absl::StatusOr<std::vector<StoredRule>> ListRules(pg::Transaction& tx, const std::optional<std::string>& after,
                                                  int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListRules, after, limit));
  return DecodeRules(rows);
}

absl::StatusOr<std::optional<StoredRule>> LockRule(pg::Transaction& tx,
                                                   const std::optional<std::string>& issuer_unit_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockRule, issuer_unit_id));
  if (rows.empty()) return std::optional<StoredRule>();
  return std::optional(DecodeRule(rows[0]));
}

absl::Status InsertRule(pg::Transaction& tx, const std::string& issuer_unit_id, const ReminderRule& rule) {
  return WriteRule(tx, sql::kInsertRule, issuer_unit_id, rule);
}

absl::Status UpdateRule(pg::Transaction& tx, const std::optional<std::string>& issuer_unit_id,
                        const ReminderRule& rule) {
  return WriteRule(tx, sql::kUpdateRule, issuer_unit_id, rule);
}

absl::Status RearmForRule(pg::Transaction& tx, const std::optional<std::string>& issuer_unit_id, Day today,
                          TimePoint now) {
  return tx.Execute(sql::kRearmForRule, issuer_unit_id, today, now).status();
}

}  // namespace dondoc::notification
