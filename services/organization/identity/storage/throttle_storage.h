// What failures to sign in are counted for (domain/throttle.h), to rows and back. Keys are kept as hashes. Errors are
// those of pg::Transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/throttle.h"

namespace dondoc::identity {

// Counts one failure; what is counted now, this one included.
absl::StatusOr<Count> ChargeFailure(pg::Transaction& tx, const std::string& key_hash, TimePoint now);
// Takes back one failure of each.
absl::Status ForgiveFailures(pg::Transaction& tx, const std::vector<std::string>& key_hashes);
// Forgets them all.
absl::Status ClearFailures(pg::Transaction& tx, const std::vector<std::string>& key_hashes);
// Forgets up to `limit` counts that began before; how many.
absl::StatusOr<std::int64_t> PruneFailures(pg::Transaction& tx, TimePoint before, int limit);

}  // namespace dondoc::identity
