#include "services/organization/identity/storage/signing_key_storage.h"

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {

absl::Status LockSigningKeys(pg::Transaction& tx) { return tx.Execute(sql::kLockSigningKeys).status(); }

absl::StatusOr<std::vector<SigningKeyRecord>> ListSigningKeys(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSigningKeys));
  std::vector<SigningKeyRecord> keys;
  for (const pg::Row row : rows) {
    keys.push_back({.id = row.Get<std::string>("id"),
                    .public_key = row.Get<pg::Bytes>("public_key").data,
                    .sealed = row.Get<std::optional<pg::Bytes>>("sealed").value_or(pg::Bytes()).data,
                    .created_at = row.Get<TimePoint>("created_at"),
                    .signs_from = row.Get<TimePoint>("signs_from"),
                    .removed_at = row.Get<std::optional<TimePoint>>("removed_at")});
  }
  return keys;
}

absl::Status InsertSigningKey(pg::Transaction& tx, const SigningKeyRecord& key) {
  return tx
      .Execute(sql::kInsertSigningKey, key.id, pg::Bytes{key.public_key}, pg::Bytes{key.sealed}, key.created_at,
               key.signs_from)
      .status();
}

absl::Status RemoveSigningKeys(pg::Transaction& tx, const std::vector<std::string>& ids, TimePoint now) {
  return tx.Execute(sql::kRemoveSigningKeys, ids, now).status();
}

}  // namespace dondoc::identity
