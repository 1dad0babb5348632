#include "services/organization/identity/storage/throttle_storage.h"

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {
namespace {

std::vector<pg::Bytes> Keys(const std::vector<Limit>& limits) {
  std::vector<pg::Bytes> keys;
  for (const Limit& limit : limits) keys.push_back({limit.key});
  return keys;
}

}  // namespace

absl::StatusOr<bool> IsUsedUp(pg::Transaction& tx, const Limit& limit, TimePoint now) {
  const auto each = static_cast<double>(limit.allowance.each.count());
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kAreFailuresUsedUp, pg::Bytes{limit.key}, now, each,
                                                            limit.allowance.at_most));
  return rows[0].Get<bool>("used_up");
}

absl::StatusOr<TimePoint> ChargeFailure(pg::Transaction& tx, const Limit& limit, TimePoint now) {
  const auto each = static_cast<double>(limit.allowance.each.count());
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kChargeFailure, pg::Bytes{limit.key}, now, each, limit.allowance.at_most));
  return rows[0].Get<TimePoint>("forgotten_at");
}

absl::Status ForgiveFailures(pg::Transaction& tx, const std::vector<Limit>& limits, TimePoint now) {
  std::vector<std::int64_t> seconds;
  for (const Limit& limit : limits) seconds.push_back(limit.allowance.each.count());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kForgiveFailures, Keys(limits), seconds).status());
  return tx.Execute(sql::kDeleteForgivenFailures, Keys(limits), now).status();
}

absl::Status ClearFailures(pg::Transaction& tx, const std::vector<Limit>& limits) {
  return tx.Execute(sql::kClearFailures, Keys(limits)).status();
}

absl::StatusOr<std::int64_t> PruneFailures(pg::Transaction& tx, TimePoint now, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result pruned, tx.Execute(sql::kPruneFailures, now, limit));
  return pruned.affected();
}

}  // namespace dondoc::identity
