// A refresh token is taken for another pair of tokens.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/issue_access.h"
#include "services/organization/identity/app/once.h"

namespace dondoc::identity {

struct Refreshed {
  AccessToken access;
  std::string refresh_token;
  TimePoint refresh_expires_at;
};

// The same request again, whose answer was lost, gets the same refresh token for two minutes, until that one is used.
// UNAUTHENTICATED (SESSION_ENDED) for a token that is good no more; where it was used before, its session ends. Of
// several at once, one gets the pair and the others end the session.
absl::StatusOr<Refreshed> RefreshSession(const Context& context, const RequestKey& request, const std::string& token);

}  // namespace dondoc::identity
