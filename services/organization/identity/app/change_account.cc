#include "services/organization/identity/app/change_account.h"

#include <optional>
#include <utility>

#include "common/status/status.h"
#include "services/organization/identity/app/permits.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/membership_storage.h"
#include "services/organization/identity/storage/session_storage.h"

namespace dondoc::identity {

absl::StatusOr<Account> ReadAccount(pg::Transaction& tx, const std::string& user_id, Day day) {
  Account account;
  DONDOC_ASSIGN_OR_RETURN(account.user, GetUser(tx, user_id));
  DONDOC_ASSIGN_OR_RETURN(account.memberships, ListCurrentMemberships(tx, {user_id}, day, {.all = true}, day));
  return account;
}

absl::StatusOr<std::string> CreateUser(const Context& context, const CreateUserCommand& command,
                                       const AccountAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const std::string login = FoldLogin(command.login);
  DONDOC_RETURN_IF_ERROR(CheckLogin(login));
  DONDOC_RETURN_IF_ERROR(command.permit({.unit = command.unit_id}));
  std::optional<std::string> hash;
  if (!command.password.empty()) {
    const std::string password = PasswordRules::Normalize(command.password);
    DONDOC_RETURN_IF_ERROR(context.passwords.Check(password, login));
    DONDOC_ASSIGN_OR_RETURN(hash, context.hasher.Hash(password));
  }
  return Once(context, "CreateUser", command.request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
    const User user{
        .id = context.ids.NewId(), .login = login, .name = command.name, .unit_id = command.unit_id, .created_at = now};
    DONDOC_ASSIGN_OR_RETURN(const UnitDays unit, LockDaysOfUnit(tx, command.unit_id));
    DONDOC_RETURN_IF_ERROR(CheckLasts(unit, DayOf(now)));
    DONDOC_RETURN_IF_ERROR(InsertUser(tx, user));
    if (hash) DONDOC_RETURN_IF_ERROR(SetPassword(tx, user.id, *hash, /*must_change=*/true, now));
    DONDOC_ASSIGN_OR_RETURN(const Account account, ReadAccount(tx, user.id, DayOf(now)));
    audit::Changes changes;
    changes.Made("login", user.login).Made("name", user.name).Made("unit", user.unit_id);
    return Done{.answer = answer(account), .object = {"user", user.id, user.unit_id}, .changes = std::move(changes)};
  });
}

absl::StatusOr<std::string> SetDisabled(const Context& context, const RequestKey& request, const access::Permit& permit,
                                        const std::string& user_id, bool disabled, const AccountAnswer& answer) {
  const TimePoint now = context.clock.Now();
  DONDOC_RETURN_IF_ERROR(FindPermitted(context.database, permit, user_id, DayOf(now)).status());
  return Once(
      context, disabled ? "DisableUser" : "EnableUser", request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
        DONDOC_ASSIGN_OR_RETURN(const User user, LockUser(tx, user_id));
        DONDOC_RETURN_IF_ERROR(PermitWholeAccount(tx, permit, user, DayOf(now)));
        DONDOC_RETURN_IF_ERROR(SetDisabled(tx, user_id, disabled, now));
        if (disabled) DONDOC_RETURN_IF_ERROR(EndSessionsOf(tx, user_id, now, "DISABLED"));
        DONDOC_ASSIGN_OR_RETURN(const Account account, ReadAccount(tx, user_id, DayOf(now)));
        audit::Changes changes;
        changes.Set("disabled", user.disabled_at.has_value(), disabled);
        return Done{
            .answer = answer(account), .object = {"user", user_id, user.unit_id}, .changes = std::move(changes)};
      });
}

}  // namespace dondoc::identity
