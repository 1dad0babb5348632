// Other systems and their assertions to rows and back. Errors are those of pg::Transaction, besides what is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/api_client.h"

namespace dondoc::identity {

// ALREADY_EXISTS (CLIENT_EXISTS); NOT_FOUND (UNIT_NOT_FOUND).
absl::Status InsertClient(pg::Transaction& tx, const ApiClient& client);
absl::StatusOr<std::optional<ApiClient>> FindClient(pg::Transaction& tx, const std::string& id);
// By id, after the id `after`. Without a unit, all.
absl::StatusOr<std::vector<ApiClient>> ListClients(pg::Transaction& tx, const std::optional<std::string>& unit_id,
                                                   const std::string& after, int limit);
absl::Status RevokeClient(pg::Transaction& tx, const std::string& id, TimePoint now);

// Whether it is the first time.
absl::StatusOr<bool> UseAssertion(pg::Transaction& tx, const std::string& client_id, const std::string& jti_hash,
                                  TimePoint expires_at);
// Forgets up to `limit` that expired before; how many.
absl::StatusOr<std::int64_t> PruneUsedAssertions(pg::Transaction& tx, TimePoint before, int limit);

}  // namespace dondoc::identity
