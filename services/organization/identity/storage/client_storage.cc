#include "services/organization/identity/storage/client_storage.h"

#include "common/postgres/sqlstate.h"
#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {
namespace {

ApiClient DecodeClient(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .name = row.Get<std::string>("name"),
          .unit_id = row.Get<std::string>("unit_id"),
          .roles = row.Get<std::vector<std::string>>("roles"),
          .scopes = row.Get<std::vector<std::string>>("scopes"),
          .public_key = row.Get<pg::Bytes>("public_key").data,
          .created_at = row.Get<TimePoint>("created_at"),
          .revoked_at = row.Get<std::optional<TimePoint>>("revoked_at")};
}

}  // namespace

absl::Status InsertClient(pg::Transaction& tx, const ApiClient& client) {
  const absl::Status status = tx.Execute(sql::kInsertClient, client.id, client.name, client.unit_id, client.roles,
                                         client.scopes, pg::Bytes{client.public_key}, client.created_at)
                                  .status();
  const std::string constraint = pg::ConstraintOf(status);
  if (constraint == "api_client_pkey")
    return WithMetadata(AlreadyExists("CLIENT_EXISTS", "another system has this id"), "field", "client.id");
  if (constraint == "api_client_unit")
    return WithMetadata(NotFound("UNIT_NOT_FOUND", "there is no unit " + client.unit_id), "field", "client.unit_id");
  return status;
}

absl::StatusOr<std::optional<ApiClient>> FindClient(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindClient, id));
  return rows.empty() ? std::nullopt : std::optional<ApiClient>(DecodeClient(rows[0]));
}

absl::StatusOr<std::vector<ApiClient>> ListClients(pg::Transaction& tx, const std::optional<std::string>& unit_id,
                                                   const std::string& after, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListClients, unit_id, after, limit));
  std::vector<ApiClient> clients;
  for (const pg::Row row : rows) clients.push_back(DecodeClient(row));
  return clients;
}

absl::Status RevokeClient(pg::Transaction& tx, const std::string& id, TimePoint now) {
  return tx.Execute(sql::kRevokeClient, id, now).status();
}

absl::StatusOr<bool> UseAssertion(pg::Transaction& tx, const std::string& client_id, const std::string& jti_hash,
                                  TimePoint expires_at) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kInsertUsedAssertion, client_id, pg::Bytes{jti_hash}, expires_at));
  return !rows.empty();
}

absl::StatusOr<std::int64_t> PruneUsedAssertions(pg::Transaction& tx, TimePoint before, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result pruned, tx.Execute(sql::kPruneUsedAssertions, before, limit));
  return pruned.affected();
}

}  // namespace dondoc::identity
