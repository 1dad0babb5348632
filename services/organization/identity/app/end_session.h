// Sessions end: by signing out, or from another device.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/once.h"

namespace dondoc::identity {

// Ends the session of a refresh token, used or not. A token that is not known is no error: it cannot be told from one
// that was forgotten long ago. Idempotent.
absl::Status SignOut(const Context& context, const RequestKey& request, const std::string& refresh_token);

// Ends a session of this account. Idempotent. NOT_FOUND (SESSION_NOT_FOUND), also for other people's.
absl::Status RevokeSession(const Context& context, const RequestKey& request, const std::string& user_id,
                           const std::string& session_id);

}  // namespace dondoc::identity
