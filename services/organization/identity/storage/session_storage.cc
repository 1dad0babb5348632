#include "services/organization/identity/storage/session_storage.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {

absl::Status InsertSession(pg::Transaction& tx, const SessionRow& session, const std::string& user_id) {
  return tx
      .Execute(sql::kInsertSession, session.id, user_id, session.created_at, session.expires_at, session.address,
               session.network)
      .status();
}

absl::Status TouchSession(pg::Transaction& tx, const std::string& id, TimePoint now, const std::string& network) {
  return tx.Execute(sql::kTouchSession, id, now, network).status();
}

absl::Status EndSession(pg::Transaction& tx, const std::string& id, TimePoint now, std::string_view why) {
  return tx.Execute(sql::kEndSession, id, now, why).status();
}

absl::Status EndSessionsOf(pg::Transaction& tx, const std::string& user_id, TimePoint now, std::string_view why,
                           const std::optional<std::string>& but) {
  return tx.Execute(sql::kEndSessionsOfUser, user_id, now, why, but).status();
}

absl::StatusOr<std::vector<SessionRow>> ListSessions(pg::Transaction& tx, const std::string& user_id, TimePoint now,
                                                     const std::optional<std::string>& after_id, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSessions, user_id, now, after_id, limit));
  std::vector<SessionRow> sessions;
  for (const pg::Row row : rows) {
    sessions.push_back({.id = row.Get<std::string>("id"),
                        .created_at = row.Get<TimePoint>("created_at"),
                        .last_used_at = row.Get<TimePoint>("last_used_at"),
                        .expires_at = row.Get<TimePoint>("expires_at"),
                        .address = row.Get<std::string>("address")});
  }
  return sessions;
}

absl::StatusOr<bool> IsKnownNetwork(pg::Transaction& tx, const std::string& user_id, const std::string& network,
                                    TimePoint since) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kIsKnownNetwork, user_id, network, since));
  return rows[0].Get<bool>("known");
}

absl::Status ForgetNetworks(pg::Transaction& tx, const std::string& user_id) {
  return tx.Execute(sql::kForgetNetworks, user_id).status();
}

absl::StatusOr<std::optional<std::string>> FindSessionUser(pg::Transaction& tx, const std::string& id) {
  if (!IsUuid(id)) return std::optional<std::string>();
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindSessionUser, id));
  return rows.empty() ? std::nullopt : std::optional<std::string>(rows[0].Get<std::string>("user_id"));
}

absl::Status InsertRefreshToken(pg::Transaction& tx, const std::string& hash, const std::string& session_id,
                                TimePoint expires_at) {
  return tx.Execute(sql::kInsertRefreshToken, pg::Bytes{hash}, session_id, expires_at).status();
}

absl::StatusOr<std::optional<RefreshToken>> LockRefreshToken(pg::Transaction& tx, const std::string& hash) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockRefreshToken, pg::Bytes{hash}));
  if (rows.empty()) return std::optional<RefreshToken>();
  const pg::Row row = rows[0];
  return std::optional<RefreshToken>({.session_id = row.Get<std::string>("session_id"),
                                      .user_id = row.Get<std::string>("user_id"),
                                      .expires_at = row.Get<TimePoint>("expires_at"),
                                      .session_expires_at = row.Get<TimePoint>("session_expires_at"),
                                      .session_ended = row.Get<std::optional<TimePoint>>("ended_at").has_value(),
                                      .used_at = row.Get<std::optional<TimePoint>>("used_at"),
                                      .used_by = row.Get<std::optional<std::string>>("used_by").value_or("")});
}

absl::StatusOr<bool> IsRefreshTokenUnused(pg::Transaction& tx, const std::string& hash) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kIsRefreshTokenUnused, pg::Bytes{hash}));
  return !rows.empty();
}

absl::Status UseRefreshToken(pg::Transaction& tx, const std::string& hash, TimePoint now,
                             const std::string& request_id) {
  return tx.Execute(sql::kUseRefreshToken, pg::Bytes{hash}, now, request_id).status();
}

absl::StatusOr<std::int64_t> PruneRefreshTokens(pg::Transaction& tx, TimePoint before, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result pruned, tx.Execute(sql::kPruneRefreshTokens, before, limit));
  return pruned.affected();
}

}  // namespace dondoc::identity
