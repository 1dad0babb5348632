// Sessions and refresh tokens to rows and back; tokens are known by their hashes. Errors are those of pg::Transaction,
// besides what is said.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/session.h"

namespace dondoc::identity {

struct SessionRow {
  std::string id;
  TimePoint created_at;
  TimePoint last_used_at;
  TimePoint expires_at;
  std::string address;
  std::string network;  // NetworkOf the address; what is read of one does not say it
};

absl::Status InsertSession(pg::Transaction& tx, const SessionRow& session, const std::string& user_id);
// `network`: from which it was refreshed.
absl::Status TouchSession(pg::Transaction& tx, const std::string& id, TimePoint now, const std::string& network);
// Why a session ended: SIGNED_OUT, REVOKED, REPLAYED, PASSWORD, DISABLED.
absl::Status EndSession(pg::Transaction& tx, const std::string& id, TimePoint now, std::string_view why);
absl::Status EndSessionsOf(pg::Transaction& tx, const std::string& user_id, TimePoint now, std::string_view why,
                           const std::optional<std::string>& but = std::nullopt);
// That have not ended, the newest first.
absl::StatusOr<std::vector<SessionRow>> ListSessions(pg::Transaction& tx, const std::string& user_id, TimePoint now,
                                                     const std::optional<std::string>& after_id, int limit);
// Whether the account has a session from the network, begun after `since`, that was not ended because something was
// wrong. False for no network.
absl::StatusOr<bool> IsKnownNetwork(pg::Transaction& tx, const std::string& user_id, const std::string& network,
                                    TimePoint since);
absl::Status ForgetNetworks(pg::Transaction& tx, const std::string& user_id);
// Nothing where there is no such session.
absl::StatusOr<std::optional<std::string>> FindSessionUser(pg::Transaction& tx, const std::string& id);

absl::Status InsertRefreshToken(pg::Transaction& tx, const std::string& hash, const std::string& session_id,
                                TimePoint expires_at);
// Of two transactions that ask for the same one, the second waits for the first.
absl::StatusOr<std::optional<RefreshToken>> LockRefreshToken(pg::Transaction& tx, const std::string& hash);
absl::StatusOr<bool> IsRefreshTokenUnused(pg::Transaction& tx, const std::string& hash);
absl::Status UseRefreshToken(pg::Transaction& tx, const std::string& hash, TimePoint now,
                             const std::string& request_id);
// Forgets up to `limit` that expired before; how many.
absl::StatusOr<std::int64_t> PruneRefreshTokens(pg::Transaction& tx, TimePoint before, int limit);

}  // namespace dondoc::identity
