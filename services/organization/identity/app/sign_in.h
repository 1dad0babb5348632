// A person signs in.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/issue_access.h"
#include "services/organization/identity/app/once.h"
#include "services/organization/identity/domain/throttle.h"

namespace dondoc::identity {

struct SignInCommand {
  RequestKey request;
  std::string login;
  std::string password;
  std::string device_token;  // or a sign-in code; empty for none
};

struct SignedIn {
  User user;
  std::string session_id;
  AccessToken access;
  std::string refresh_token;
  TimePoint refresh_expires_at;
  std::string device_token;
};

// Begins a session. The attempt is counted before the password is looked at, and forgiven where it is right, so that
// many at once get no further than one after the other. UNAUTHENTICATED (SIGN_IN_REFUSED) alike, and after the same
// work, for whatever is wrong; RESOURCE_EXHAUSTED (SIGN_IN_THROTTLED, SIGN_IN_BUSY) with retry_after in seconds; errors
// of IssueAccess. Not idempotent: each call begins a session of its own.
absl::StatusOr<SignedIn> SignIn(const Context& context, const SignInCommand& command);

// Whether the password is that of the account, counted and refused as above. For SignIn and for whoever changes the
// password. `user` is nothing for an account that is not there.
absl::Status CheckPassword(const Context& context, const std::optional<User>& user, const std::string& password,
                           const Attempt& attempt, TimePoint now);

}  // namespace dondoc::identity
