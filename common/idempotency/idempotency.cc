#include "common/idempotency/idempotency.h"

#include <fmt/core.h>

#include "common/idempotency/migrations.h"
#include "common/idempotency/sql.h"
#include "common/status/status.h"

namespace dondoc::idempotency {

pg::MigrationSet Migrations() { return pg::MigrationSet::Of("idempotency", migrations::kFiles); }

absl::StatusOr<std::optional<std::string>> Begin(pg::Transaction& tx, std::string_view key, std::string_view method,
                                                 std::string_view request_hash, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result entered, tx.Execute(sql::kInsertKey, key, method, request_hash, now));
  if (!entered.empty()) return std::optional<std::string>();
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetKey, key));
  if (rows.empty())
    return Error(absl::StatusCode::kAborted, "TRANSACTION_CONFLICT", "the key was being forgotten; try again");
  if (rows[0].Get<std::string>("method") != method || rows[0].Get<std::string>("request_hash") != request_hash) {
    return InvalidField("request_id", "REQUEST_ID_REUSED",
                        fmt::format("request_id {} was used for another {} request; use a new one for each request",
                                    key, rows[0].Get<std::string>("method")));
  }
  auto response = rows[0].Get<std::optional<pg::Bytes>>("response");
  if (!response.has_value()) return Internal(fmt::format("the request {} was committed without its answer", key));
  return std::optional<std::string>(std::move(response->data));
}

absl::Status Finish(pg::Transaction& tx, std::string_view key, std::string_view response) {
  return tx.Execute(sql::kSetResponse, key, pg::Bytes{std::string(response)}).status();
}

absl::StatusOr<std::int64_t> Prune(pg::Transaction& tx, TimePoint before, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result removed, tx.Execute(sql::kPruneKeys, before, limit));
  return removed.affected();
}

}  // namespace dondoc::idempotency
