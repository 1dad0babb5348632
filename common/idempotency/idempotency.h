// Requests that may come twice: the key and the answer are kept in the transaction of the effect.
//
//   return database.Run([&](pg::Transaction& tx) -> absl::StatusOr<Response> {
//     DONDOC_ASSIGN_OR_RETURN(auto before, idempotency::Begin(tx, request_id, "AcceptAssignment", hash, now));
//     if (before.has_value()) return Parse(*before);
//     ... the effect ...
//     DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, request_id, response.SerializeAsString()));
//     return response;
//   });
//
// Pure functions over the transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"

namespace dondoc::idempotency {

// The table of this library in a service's own schema.
pg::MigrationSet Migrations();

// Enters `key` (a request_id, or a fact's id). Nothing where it is the first time: do the work and call Finish. The
// stored answer where the same request was answered before. Where a transaction with the same key is under way, waits
// for its end, then gives its answer, or, if it was rolled back, lets this one do the work. INVALID_ARGUMENT, reason
// REQUEST_ID_REUSED, for the key of another method or another request: the caller mixed up its ids, repeating will not
// help, and to answer with the stored response would tell it that something was done which was not.
absl::StatusOr<std::optional<std::string>> Begin(pg::Transaction& tx, std::string_view key, std::string_view method,
                                                 std::string_view request_hash, TimePoint now);

// Keeps the answer. In the same transaction as Begin.
absl::Status Finish(pg::Transaction& tx, std::string_view key, std::string_view response);

// Forgets up to `limit` keys older than `before`; returns how many.
absl::StatusOr<std::int64_t> Prune(pg::Transaction& tx, TimePoint before, int limit);

}  // namespace dondoc::idempotency
