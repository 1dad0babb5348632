// Signing keys to rows and back. Errors are those of pg::Transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/signing_keys.h"

namespace dondoc::identity {

// One process at a time changes the keys, until its transaction ends.
absl::Status LockSigningKeys(pg::Transaction& tx);
// All, the newest first.
absl::StatusOr<std::vector<SigningKeyRecord>> ListSigningKeys(pg::Transaction& tx);
absl::Status InsertSigningKey(pg::Transaction& tx, const SigningKeyRecord& key);
// Their private parts are gone for good.
absl::Status RemoveSigningKeys(pg::Transaction& tx, const std::vector<std::string>& ids, TimePoint now);

}  // namespace dondoc::identity
