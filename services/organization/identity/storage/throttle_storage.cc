#include "services/organization/identity/storage/throttle_storage.h"

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {
namespace {

std::vector<pg::Bytes> ToBytes(const std::vector<std::string>& hashes) {
  std::vector<pg::Bytes> bytes;
  for (const std::string& hash : hashes) bytes.push_back({hash});
  return bytes;
}

}  // namespace

absl::StatusOr<Count> ChargeFailure(pg::Transaction& tx, const std::string& key_hash, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kChargeFailure, pg::Bytes{key_hash}, now, now - kWindow));
  return Count{.failures = rows[0].Get<std::int32_t>("failures"), .since = rows[0].Get<TimePoint>("since")};
}

absl::Status ForgiveFailures(pg::Transaction& tx, const std::vector<std::string>& key_hashes) {
  return tx.Execute(sql::kForgiveFailures, ToBytes(key_hashes)).status();
}

absl::Status ClearFailures(pg::Transaction& tx, const std::vector<std::string>& key_hashes) {
  return tx.Execute(sql::kClearFailures, ToBytes(key_hashes)).status();
}

absl::StatusOr<std::int64_t> PruneFailures(pg::Transaction& tx, TimePoint before, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result pruned, tx.Execute(sql::kPruneFailures, before, limit));
  return pruned.affected();
}

}  // namespace dondoc::identity
