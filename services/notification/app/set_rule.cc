#include "services/notification/app/set_rule.h"

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"

namespace dondoc::notification {
namespace {

void Describe(const ReminderRule& before, const ReminderRule& after, audit::Changes& changes) {
  changes.Set("before_days", before.before_days, after.before_days).Set("on_day", before.on_day, after.on_day);
  changes.Set("after_days", before.after_days, after.after_days)
      .Set("repeat_days", before.repeat_days, after.repeat_days);
  changes.Set("minute_of_day", before.time_of_day.count(), after.time_of_day.count());
  changes.Set("catch_up_days", before.catch_up_days, after.catch_up_days);
}

absl::Status Write(pg::Transaction& tx, const SetRuleCommand& command, audit::Act& act) {
  DONDOC_ASSIGN_OR_RETURN(const std::optional<StoredRule> stored, LockRule(tx, command.issuer_unit_id));
  act.object = {"rule", command.issuer_unit_id.value_or("default"), command.issuer_unit_id.value_or("")};
  Describe(stored ? stored->rule : ReminderRule(), command.rule, act.changes);
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
  audit::Act act{.caller = command.caller, .method = "SetRule", .request_id = command.request_id, .at = now};
  DONDOC_RETURN_IF_ERROR(Write(tx, command, act));
  DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
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
