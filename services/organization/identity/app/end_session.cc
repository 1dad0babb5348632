#include "services/organization/identity/app/end_session.h"

#include <optional>
#include <utility>

#include "common/status/status.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/session_storage.h"

namespace dondoc::identity {
namespace {

absl::Status End(pg::Transaction& tx, const RequestKey& request, std::string_view method, const std::string& session_id,
                 const std::string& user_id, std::string_view why, TimePoint now) {
  DONDOC_RETURN_IF_ERROR(EndSession(tx, session_id, now, why));
  DONDOC_ASSIGN_OR_RETURN(const User user, GetUser(tx, user_id));
  audit::Changes changes;
  changes.Made("user", user_id);
  audit::Act act = ActOf(method, request, now, {"session", session_id, user.unit_id}, std::move(changes));
  // Whoever signs out needs no access token: the refresh token says whose session it is.
  act.caller.subject = "user:" + user_id;
  return audit::Append(tx, act);
}

}  // namespace

absl::Status SignOut(const Context& context, const RequestKey& request, const std::string& refresh_token) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const std::optional<RefreshToken> token, LockRefreshToken(tx, HashOf(refresh_token)));
    if (!token || token->session_ended) return absl::OkStatus();
    return End(tx, request, "SignOut", token->session_id, token->user_id, "SIGNED_OUT", now);
  });
}

absl::Status RevokeSession(const Context& context, const RequestKey& request, const std::string& user_id,
                           const std::string& session_id) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> owner, FindSessionUser(tx, session_id));
    if (owner != user_id) return NotFound("SESSION_NOT_FOUND", "you have no such session");
    return End(tx, request, "RevokeSession", session_id, user_id, "REVOKED", now);
  });
}

}  // namespace dondoc::identity
