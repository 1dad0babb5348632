// What failures to sign in are counted for (domain/throttle.h), to rows and back. Of limits the key is a hash already.
// Errors are those of pg::Transaction.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/throttle.h"

namespace dondoc::identity {

// Whether all failures that a limit has are used up: then one more counts for nothing.
absl::StatusOr<bool> IsUsedUp(pg::Transaction& tx, const Limit& limit, TimePoint now);
// Counts one failure; when all that are counted will be forgotten, this one included.
absl::StatusOr<TimePoint> ChargeFailure(pg::Transaction& tx, const Limit& limit, TimePoint now);
// Takes back one failure of each; a count of which nothing is left goes.
absl::Status ForgiveFailures(pg::Transaction& tx, const std::vector<Limit>& limits, TimePoint now);
// Forgets them all.
absl::Status ClearFailures(pg::Transaction& tx, const std::vector<Limit>& limits);
// Removes up to `limit` counts of which nothing is left; how many.
absl::StatusOr<std::int64_t> PruneFailures(pg::Transaction& tx, TimePoint now, int limit);

}  // namespace dondoc::identity
