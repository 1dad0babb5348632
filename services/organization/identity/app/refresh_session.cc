#include "services/organization/identity/app/refresh_session.h"

#include <optional>
#include <utility>

#include "common/status/status.h"
#include "services/organization/identity/domain/session.h"
#include "services/organization/identity/domain/throttle.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/session_storage.h"

namespace dondoc::identity {
namespace {

absl::Status Replayed(pg::Transaction& tx, const RequestKey& request, const RefreshToken& token, TimePoint now) {
  DONDOC_RETURN_IF_ERROR(EndSession(tx, token.session_id, now, "REPLAYED"));
  DONDOC_ASSIGN_OR_RETURN(const User user, GetUser(tx, token.user_id));
  audit::Changes changes;
  changes.Made("ended", "a refresh token came a second time").Made("user", token.user_id);
  return audit::Append(
      tx, ActOf("RefreshSession", request, now, {"session", token.session_id, user.unit_id}, std::move(changes)));
}

// Nothing where the session has ended, by this call or before: that must be committed, so it is no error.
absl::StatusOr<std::optional<Refreshed>> Take(pg::Transaction& tx, const Context& context, const RequestKey& request,
                                              const std::string& token, TimePoint now) {
  const std::optional<Refreshed> ended;
  DONDOC_ASSIGN_OR_RETURN(const std::optional<RefreshToken> row, LockRefreshToken(tx, HashOf(token)));
  if (!row) return ended;
  Refreshed refreshed{.refresh_token = context.vault.Successor(token, request.id),
                      .refresh_expires_at = RefreshExpiry(row->session_expires_at, now)};
  const std::string successor = HashOf(refreshed.refresh_token);
  DONDOC_ASSIGN_OR_RETURN(const bool unused, IsRefreshTokenUnused(tx, successor));
  switch (DecideRefresh(*row, request.id, unused, now)) {
    case Refresh::kEnded:
      return ended;
    case Refresh::kReplayed:
      DONDOC_RETURN_IF_ERROR(Replayed(tx, request, *row, now));
      return ended;
    case Refresh::kRepeat:
      break;
    case Refresh::kRotate:
      DONDOC_RETURN_IF_ERROR(UseRefreshToken(tx, HashOf(token), now, request.id));
      DONDOC_RETURN_IF_ERROR(InsertRefreshToken(tx, successor, row->session_id, refreshed.refresh_expires_at));
      DONDOC_RETURN_IF_ERROR(TouchSession(tx, row->session_id, now, NetworkOf(request.caller.address)));
  }
  DONDOC_ASSIGN_OR_RETURN(const User user, GetUser(tx, row->user_id));
  if (user.disabled_at) return ended;
  DONDOC_ASSIGN_OR_RETURN(refreshed.access, IssueAccess(tx, context, user, row->session_id, now));
  return std::optional<Refreshed>(std::move(refreshed));
}

}  // namespace

absl::StatusOr<Refreshed> RefreshSession(const Context& context, const RequestKey& request, const std::string& token) {
  const TimePoint now = context.clock.Now();
  DONDOC_ASSIGN_OR_RETURN(std::optional<Refreshed> refreshed, context.database.Run([&](pg::Transaction& tx) {
    return Take(tx, context, request, token, now);
  }));
  if (!refreshed) return Unauthenticated("SESSION_ENDED", "the session has ended; sign in again");
  return *std::move(refreshed);
}

}  // namespace dondoc::identity
