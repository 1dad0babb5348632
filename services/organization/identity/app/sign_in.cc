#include "services/organization/identity/app/sign_in.h"

#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/organization/identity/domain/session.h"
#include "services/organization/identity/domain/sign_in_code.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/session_storage.h"
#include "services/organization/identity/storage/throttle_storage.h"

namespace dondoc::identity {
namespace {

constexpr char kNobody[] = "00000000-0000-0000-0000-000000000000";

absl::Status Refused() {
  return Unauthenticated("SIGN_IN_REFUSED", "the login or the password is wrong, or the account is disabled");
}

absl::Status Throttled(TimePoint until, TimePoint now) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(until - now).count();
  return Error(absl::StatusCode::kResourceExhausted, "SIGN_IN_THROTTLED",
               "signing in has failed too often; try again in " + std::to_string((seconds + 59) / 60) +
                   " minutes, or from a device or an office in which this account is in use, or with a sign-in code "
                   "(dondoc sign-in LOGIN --code), which your administrator or a device of yours gives you",
               {{"retry_after", std::to_string(seconds)}});
}

// A success forgives the attempt itself, and what went before it from here: who knows the password mistyped it.
absl::Status Forgive(const Context& context, const std::vector<Limit>& limits, bool success, TimePoint now) {
  std::vector<Limit> cleared;
  std::vector<Limit> forgiven;
  for (const Limit& limit : limits) (success && limit.cleared_by_success ? cleared : forgiven).push_back(limit);
  return context.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(ClearFailures(tx, cleared));
    return ForgiveFailures(tx, forgiven, now);
  });
}

// Until when to wait, or nothing. Who must wait guesses nothing, and is counted for nothing: else who goes on and on
// would wait for ever, and others below the wider limits with him.
absl::StatusOr<std::optional<TimePoint>> Charge(const Context& context, const std::vector<Limit>& limits,
                                                TimePoint now) {
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::optional<TimePoint>> {
    std::vector<Limit> charged;
    for (const Limit& limit : limits) {
      DONDOC_ASSIGN_OR_RETURN(const TimePoint forgotten_at, ChargeFailure(tx, limit, now));
      charged.push_back(limit);
      if (const auto until = WaitUntil(limit.allowance, forgotten_at, now)) {
        DONDOC_RETURN_IF_ERROR(ForgiveFailures(tx, charged, now));
        return until;
      }
    }
    return std::optional<TimePoint>();
  });
}

struct Found {
  std::optional<User> user;
  std::optional<std::string> device_id;  // where it is known
  bool by_code = false;
  bool known_network = false;
};

// The same statements whether or not there is such an account.
absl::StatusOr<Found> Find(const Context& context, const SignInCommand& command, const std::string& login,
                           TimePoint now) {
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<Found> {
    Found found;
    DONDOC_ASSIGN_OR_RETURN(found.user, FindUserByLogin(tx, login));
    const std::string id = found.user ? found.user->id : kNobody;
    const std::string device = HashOf(ReadCode(command.device_token));
    DONDOC_ASSIGN_OR_RETURN(const DeviceToken token, FindDeviceToken(tx, device, id, now));
    if (token != DeviceToken::kUnknown) found.device_id = device;
    found.by_code = token == DeviceToken::kCode;
    DONDOC_ASSIGN_OR_RETURN(found.known_network,
                            IsKnownNetwork(tx, id, NetworkOf(command.request.caller.address), now - kNetworkKnownFor));
    return found;
  });
}

absl::Status RecordRefusal(const Context& context, const SignInCommand& command, const Found& found, TimePoint now) {
  return context.database.Run([&](pg::Transaction& tx) {
    audit::Changes changes;
    changes.Made("refused", found.user ? "wrong password or disabled" : "no such account");
    audit::Object object{"user", ""};
    if (found.user) object = {"user", found.user->id, found.user->unit_id};
    return audit::Append(tx, ActOf("SignIn", command.request, now, std::move(object), std::move(changes)));
  });
}

absl::StatusOr<SignedIn> Begin(pg::Transaction& tx, const Context& context, const SignInCommand& command,
                               const Found& found, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(User user, LockUser(tx, found.user->id));
  // While the hash was made somebody else may have disabled the account, changed its password or used the code.
  if (user.disabled_at || user.password_hash != found.user->password_hash) return Refused();
  if (found.by_code) {
    DONDOC_ASSIGN_OR_RETURN(const bool good, UseCode(tx, user.id, *found.device_id));
    if (!good) return Unauthenticated("SIGN_IN_REFUSED", "the sign-in code was used just now, or another one made");
  }
  SignedIn signed_in{.user = std::move(user), .session_id = context.ids.NewId()};
  const SessionRow session{.id = signed_in.session_id,
                           .created_at = now,
                           .last_used_at = now,
                           .expires_at = now + kSessionLife,
                           .address = command.request.caller.address,
                           .network = NetworkOf(command.request.caller.address)};
  DONDOC_RETURN_IF_ERROR(InsertSession(tx, session, signed_in.user.id));
  signed_in.refresh_token = RandomToken();
  signed_in.refresh_expires_at = RefreshExpiry(session.expires_at, now);
  DONDOC_RETURN_IF_ERROR(
      InsertRefreshToken(tx, HashOf(signed_in.refresh_token), session.id, signed_in.refresh_expires_at));
  // What was a code is none of the device's tokens: it gets one of its own.
  signed_in.device_token = found.device_id && !found.by_code ? command.device_token : RandomToken();
  DONDOC_RETURN_IF_ERROR(KeepDevice(tx, HashOf(signed_in.device_token), signed_in.user.id, now));
  DONDOC_ASSIGN_OR_RETURN(signed_in.access, IssueAccess(tx, context, signed_in.user, session.id, now));
  audit::Changes changes;
  changes.Made("session", session.id);
  audit::Act act =
      ActOf("SignIn", command.request, now, {"user", signed_in.user.id, signed_in.user.unit_id}, std::move(changes));
  act.caller.subject = "user:" + signed_in.user.id;
  act.caller.name = signed_in.user.login;
  DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
  return signed_in;
}

// The password is known just now; the parameters may have been raised since it was set. What goes wrong here is for the
// next time.
void Rehash(const Context& context, const User& user, const std::string& password) {
  if (!context.hasher.IsOutdated(*user.password_hash)) return;
  const absl::StatusOr<std::string> hash = context.hasher.Hash(password);
  if (!hash.ok()) return;
  context.database.Run([&](pg::Transaction& tx) { return ReplaceHash(tx, user.id, *user.password_hash, *hash); })
      .IgnoreError();
}

}  // namespace

absl::Status CheckPassword(const Context& context, const std::optional<User>& user, const std::string& password,
                           const Attempt& attempt, TimePoint now) {
  std::vector<Limit> limits = LimitsOf(attempt);
  for (Limit& limit : limits) limit.key = HashOf(limit.key);
  DONDOC_ASSIGN_OR_RETURN(const std::optional<TimePoint> wait, Charge(context, limits, now));
  if (wait) return Throttled(*wait, now);
  const bool has_password = user && user->password_hash;
  const absl::StatusOr<bool> right =
      context.hasher.Verify(PasswordRules::Normalize(password), has_password ? &*user->password_hash : nullptr,
                            attempt.of_stranger() ? HashFor::kStranger : HashFor::kKnown);
  if (right.ok() && (!*right || user->disabled_at)) return Refused();
  DONDOC_RETURN_IF_ERROR(Forgive(context, limits, right.ok(), now));
  return right.status();
}

absl::StatusOr<SignedIn> SignIn(const Context& context, const SignInCommand& command) {
  const TimePoint now = context.clock.Now();
  const std::string login = FoldLogin(command.login);
  DONDOC_ASSIGN_OR_RETURN(const Found found, Find(context, command, login, now));
  const Attempt attempt{.login = login,
                        .source = NetworkOf(command.request.caller.address),
                        .device_id = found.device_id,
                        .known_network = found.known_network};
  const absl::Status checked = CheckPassword(context, found.user, command.password, attempt, now);
  if (Reason(checked) == "SIGN_IN_REFUSED") DONDOC_RETURN_IF_ERROR(RecordRefusal(context, command, found, now));
  DONDOC_RETURN_IF_ERROR(checked);
  absl::StatusOr<SignedIn> signed_in =
      context.database.Run([&](pg::Transaction& tx) { return Begin(tx, context, command, found, now); });
  if (signed_in.ok()) Rehash(context, *found.user, PasswordRules::Normalize(command.password));
  return signed_in;
}

}  // namespace dondoc::identity
