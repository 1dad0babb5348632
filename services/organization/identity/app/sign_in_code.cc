#include "services/organization/identity/app/sign_in_code.h"

#include <string_view>
#include <utility>

#include "common/status/status.h"
#include "services/organization/identity/app/permits.h"
#include "services/organization/identity/storage/account_storage.h"

namespace dondoc::identity {
namespace {

absl::StatusOr<SignInCode> Create(const Context& context, std::string_view method, const RequestKey& request,
                                  const std::string& user_id, const access::Permit* permit, TimePoint now) {
  SignInCode made{.code = WriteCode(context.vault.SecretFor(user_id, request.id)), .expires_at = now + kCodeLife};
  DONDOC_ASSIGN_OR_RETURN(const std::string expiry,
                          Once(context, method, request, now, [&](pg::Transaction& tx) -> absl::StatusOr<Done> {
                            DONDOC_ASSIGN_OR_RETURN(const User user, LockUser(tx, user_id));
                            if (permit != nullptr)
                              DONDOC_RETURN_IF_ERROR(PermitWholeAccount(tx, *permit, user, DayOf(now)));
                            DONDOC_RETURN_IF_ERROR(KeepCode(tx, user_id, HashOf(made.code), made.expires_at));
                            audit::Changes changes;
                            changes.Made("expires_at", FormatTime(made.expires_at));
                            return Done{.answer = FormatTime(made.expires_at),
                                        .object = {"user", user_id, user.unit_id},
                                        .changes = std::move(changes)};
                          }));
  // Of a request that is repeated: when the first one said.
  made.expires_at = ParseTime(expiry).value_or(made.expires_at);
  return made;
}

}  // namespace

absl::StatusOr<SignInCode> CreateOwnSignInCode(const Context& context, const RequestKey& request,
                                               const std::string& user_id) {
  return Create(context, "CreateOwnSignInCode", request, user_id, nullptr, context.clock.Now());
}

absl::StatusOr<SignInCode> CreateSignInCode(const Context& context, const RequestKey& request,
                                            const access::Permit& permit, const std::string& user_id) {
  const TimePoint now = context.clock.Now();
  // Asked of a request that is repeated, too.
  DONDOC_RETURN_IF_ERROR(FindPermitted(context.database, permit, user_id, DayOf(now)).status());
  return Create(context, "CreateSignInCode", request, user_id, &permit, now);
}

}  // namespace dondoc::identity
