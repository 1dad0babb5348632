// Accounts, their passwords and devices to rows and back. Errors are those of pg::Transaction, besides what is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/account.h"

namespace dondoc::identity {

// ALREADY_EXISTS (LOGIN_TAKEN); NOT_FOUND (UNIT_NOT_FOUND).
absl::Status InsertUser(pg::Transaction& tx, const User& user);

absl::StatusOr<std::optional<User>> FindUserByLogin(pg::Transaction& tx, const std::string& login);
// NOT_FOUND (USER_NOT_FOUND).
absl::StatusOr<User> GetUser(pg::Transaction& tx, const std::string& id);
// The same; what belongs to the account does not change until the transaction ends.
absl::StatusOr<User> LockUser(pg::Transaction& tx, const std::string& id);
struct UserFilter {
  std::optional<std::string> unit_id;  // which keeps them, or that they act for on `day`; without one, all
  Day day;
  std::string after;    // a login
  access::Filter seen;  // of a day that is over: those that the caller may still see, on `today`
  Day today;
  int limit = 0;
};
// By login.
absl::StatusOr<std::vector<User>> ListUsers(pg::Transaction& tx, const UserFilter& filter);

absl::Status SetDisabled(pg::Transaction& tx, const std::string& id, bool disabled, TimePoint now);
absl::Status SetPassword(pg::Transaction& tx, const std::string& id, const std::string& hash, bool must_change,
                         TimePoint now);
// The same password under another hash; nothing where it was changed meanwhile.
absl::Status ReplaceHash(pg::Transaction& tx, const std::string& id, const std::string& before,
                         const std::string& after);

// What a token's hash is of, for an account.
enum class DeviceToken {
  kUnknown,
  kDevice,  // of a device on which it signed in before
  kCode,    // its sign-in code, which has not expired
};
absl::StatusOr<DeviceToken> FindDeviceToken(pg::Transaction& tx, const std::string& token_hash,
                                            const std::string& user_id, TimePoint now);
// Keeps the newest ones.
absl::Status KeepDevice(pg::Transaction& tx, const std::string& token_hash, const std::string& user_id, TimePoint now);
absl::Status ForgetDevices(pg::Transaction& tx, const std::string& user_id);

// A sign-in code, in the place of the one before.
absl::Status KeepCode(pg::Transaction& tx, const std::string& user_id, const std::string& code_hash,
                      TimePoint expires_at);
// Whether it was good until now; it is no more.
absl::StatusOr<bool> UseCode(pg::Transaction& tx, const std::string& user_id, const std::string& code_hash);
absl::Status ForgetCode(pg::Transaction& tx, const std::string& user_id);

}  // namespace dondoc::identity
