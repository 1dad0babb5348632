#include "services/notification/app/set_rule.h"

#include "common/idempotency/idempotency.h"
#include "common/status/status.h"

namespace dondoc::notification {
namespace {

absl::Status Write(pg::Transaction& tx, const SetRuleCommand& command) {
  DONDOC_ASSIGN_OR_RETURN(const std::optional<StoredRule> stored, LockRule(tx, command.issuer_unit_id));
  if (!stored.has_value()) {
    if (command.version != 0)
      return NotFound("RULE_NOT_FOUND", "the issuer has no rule of its own; leave the etag empty to create it");
    return InsertRule(tx, *command.issuer_unit_id, command.rule);
  }
  if (stored->version != command.version) return StaleEtag("the rule has changed since it was read");
  return UpdateRule(tx, command.issuer_unit_id, command.rule);
}

absl::StatusOr<StoredRule> SetIn(pg::Transaction& tx, const SetRuleCommand& command, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const auto before,
                          idempotency::Begin(tx, command.request_id, "SetRule", command.request_hash, now));
  StoredRule answer{.issuer_unit_id = command.issuer_unit_id, .rule = command.rule, .version = command.version + 1};
  if (before.has_value()) return answer;
  DONDOC_RETURN_IF_ERROR(Write(tx, command));
  DONDOC_RETURN_IF_ERROR(RearmForRule(tx, command.issuer_unit_id, DayOf(now), now));
  DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, command.request_id, ""));
  return answer;
}

}  // namespace

absl::StatusOr<StoredRule> SetRule(const Context& context, const SetRuleCommand& command) {
  DONDOC_RETURN_IF_ERROR(Validate(command.rule));
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) { return SetIn(tx, command, now); });
}

}  // namespace dondoc::notification
