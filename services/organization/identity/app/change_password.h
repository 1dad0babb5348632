// Passwords are changed by their owners, or reset by administrators.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "services/organization/identity/app/change_account.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/once.h"

namespace dondoc::identity {

struct ChangePasswordCommand {
  RequestKey request;
  std::string user_id;
  std::string old_password;
  std::string new_password;
  std::string refresh_token;  // of the session that goes on; empty: all end
};

// UNAUTHENTICATED (SIGN_IN_REFUSED), RESOURCE_EXHAUSTED (SIGN_IN_THROTTLED, SIGN_IN_BUSY): as for SignIn, with a count
// that only who is signed in can raise. INVALID_ARGUMENT: those of PasswordRules; PASSWORD_UNCHANGED. Once for each
// request id.
absl::Status ChangePassword(const Context& context, const ChangePasswordCommand& command);

// The owner must change it again before acting for any unit; all sessions end, all devices and networks are
// forgotten. PERMISSION_DENIED; NOT_FOUND (USER_NOT_FOUND); INVALID_ARGUMENT: those of PasswordRules. Once for each
// request id.
absl::StatusOr<std::string> ResetPassword(const Context& context, const RequestKey& request,
                                          const access::Permit& permit, const std::string& user_id,
                                          const std::string& password, const AccountAnswer& answer);

}  // namespace dondoc::identity
