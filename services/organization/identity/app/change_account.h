// Accounts are made, disabled and enabled.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/once.h"
#include "services/organization/identity/domain/account.h"

namespace dondoc::identity {

// An account and for whom it acts on a day.
struct Account {
  User user;
  std::vector<Membership> memberships;
};
using AccountAnswer = std::function<std::string(const Account&)>;

// NOT_FOUND (USER_NOT_FOUND).
absl::StatusOr<Account> ReadAccount(pg::Transaction& tx, const std::string& user_id, Day day);

struct CreateUserCommand {
  RequestKey request;
  access::Permit permit;
  std::string login;
  std::string name;
  std::string unit_id;
  std::string password;  // empty for none yet
};

// ALREADY_EXISTS (LOGIN_TAKEN); NOT_FOUND (UNIT_NOT_FOUND); PERMISSION_DENIED; INVALID_ARGUMENT: BAD_LOGIN, those of
// PasswordRules; RESOURCE_EXHAUSTED (SIGN_IN_BUSY). Once for each request id.
absl::StatusOr<std::string> CreateUser(const Context& context, const CreateUserCommand& command,
                                       const AccountAnswer& answer);

// Disabling ends all sessions. Idempotent. NOT_FOUND (USER_NOT_FOUND); PERMISSION_DENIED.
absl::StatusOr<std::string> SetDisabled(const Context& context, const RequestKey& request, const access::Permit& permit,
                                        const std::string& user_id, bool disabled, const AccountAnswer& answer);

}  // namespace dondoc::identity
