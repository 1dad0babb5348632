#include "services/organization/identity/app/change_password.h"

#include <optional>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/organization/identity/app/permits.h"
#include "services/organization/identity/app/sign_in.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/session_storage.h"
#include "services/organization/identity/storage/throttle_storage.h"

namespace dondoc::identity {
namespace {

absl::StatusOr<std::optional<std::string>> SessionToKeep(pg::Transaction& tx, const ChangePasswordCommand& command) {
  if (command.refresh_token.empty()) return std::optional<std::string>();
  DONDOC_ASSIGN_OR_RETURN(const std::optional<RefreshToken> token, LockRefreshToken(tx, HashOf(command.refresh_token)));
  if (!token || token->user_id != command.user_id) return std::optional<std::string>();
  return std::optional<std::string>(token->session_id);
}

// Whether the same request was answered before: then the old password is not right any more, and needs not be.
bool WasAnswered(const Context& context, const RequestKey& request, TimePoint now) {
  const absl::Status answered = context.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const auto before, idempotency::Begin(tx, request.id, "ChangePassword", request.hash, now));
    // Rolled back: it is not begun here.
    return before ? absl::OkStatus() : absl::NotFoundError("not answered yet");
  });
  return answered.ok();
}

absl::Status Named(absl::Status status, std::string_view field) {
  return status.ok() ? status : WithMetadata(std::move(status), "field", field);
}

}  // namespace

absl::Status ChangePassword(const Context& context, const ChangePasswordCommand& command) {
  const TimePoint now = context.clock.Now();
  DONDOC_ASSIGN_OR_RETURN(const User user,
                          context.database.Run([&](pg::Transaction& tx) { return GetUser(tx, command.user_id); }));
  const std::string password = PasswordRules::Normalize(command.new_password);
  DONDOC_RETURN_IF_ERROR(Named(context.passwords.Check(password, user.login), "new_password"));
  if (password == PasswordRules::Normalize(command.old_password))
    return InvalidField("new_password", "PASSWORD_UNCHANGED", "the new password is the old one");
  if (WasAnswered(context, command.request, now)) return absl::OkStatus();
  const Attempt attempt{.login = user.login, .source = "", .device_id = "signed in"};
  DONDOC_RETURN_IF_ERROR(CheckPassword(context, user, command.old_password, attempt, now));
  DONDOC_ASSIGN_OR_RETURN(const std::string hash, context.hasher.Hash(password));
  return Once(context, "ChangePassword", command.request, now,
              [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
                DONDOC_ASSIGN_OR_RETURN(const User locked, LockUser(tx, command.user_id));
                if (locked.password_hash != user.password_hash)
                  return Error(absl::StatusCode::kAborted, "PASSWORD_CHANGED", "the password was changed meanwhile");
                DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> keep, SessionToKeep(tx, command));
                DONDOC_RETURN_IF_ERROR(SetPassword(tx, user.id, hash, /*must_change=*/false, now));
                DONDOC_RETURN_IF_ERROR(EndSessionsOf(tx, user.id, now, "PASSWORD", keep));
                return Done{.object = {"user", user.id, locked.unit_id}};
              })
      .status();
}

absl::StatusOr<std::string> ResetPassword(const Context& context, const RequestKey& request,
                                          const access::Permit& permit, const std::string& user_id,
                                          const std::string& password, const AccountAnswer& answer) {
  const TimePoint now = context.clock.Now();
  // Asked before the work of a hash is done for somebody who may not.
  DONDOC_ASSIGN_OR_RETURN(const User user, FindPermitted(context.database, permit, user_id, DayOf(now)));
  const std::string normal = PasswordRules::Normalize(password);
  DONDOC_RETURN_IF_ERROR(context.passwords.Check(normal, user.login));
  DONDOC_ASSIGN_OR_RETURN(const std::string hash, context.hasher.Hash(normal));
  return Once(context, "ResetPassword", request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    DONDOC_ASSIGN_OR_RETURN(const User locked, LockUser(tx, user_id));
    DONDOC_RETURN_IF_ERROR(PermitWholeAccount(tx, permit, locked, DayOf(now)));
    DONDOC_RETURN_IF_ERROR(SetPassword(tx, user_id, hash, /*must_change=*/true, now));
    DONDOC_RETURN_IF_ERROR(EndSessionsOf(tx, user_id, now, "PASSWORD"));
    DONDOC_RETURN_IF_ERROR(ForgetDevices(tx, user_id));
    DONDOC_RETURN_IF_ERROR(ForgetCode(tx, user_id));
    DONDOC_RETURN_IF_ERROR(ForgetNetworks(tx, user_id));
    // No device or network is known any more: whoever got the new password is not kept out by what strangers did. What
    // failed at one place counts there for some minutes yet: it is kept by a hash of account and place.
    std::vector<Limit> limits = LimitsOfAccount(FoldLogin(locked.login));
    for (Limit& limit : limits) limit.key = HashOf(limit.key);
    DONDOC_RETURN_IF_ERROR(ClearFailures(tx, limits));
    DONDOC_ASSIGN_OR_RETURN(const Account account, ReadAccount(tx, user_id, DayOf(now)));
    audit::Changes changes;
    changes.Made("must_change_password", true);
    return Done{.answer = answer(account), .object = {"user", user_id, locked.unit_id}, .changes = std::move(changes)};
  });
}

}  // namespace dondoc::identity
