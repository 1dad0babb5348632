#include "services/organization/identity/rpc/explain_access.h"

#include <optional>
#include <set>
#include <string>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/common/v1/key_service.pb.h"
#include "dondoc/organization/v1/identity_service.pb.h"
#include "dondoc/organization/v1/user_service.pb.h"
#include "services/organization/identity/app/permits.h"
#include "services/organization/identity/domain/account.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/client_storage.h"
#include "services/organization/identity/storage/membership_storage.h"

namespace dondoc::identity {

namespace v1 = organization::v1;

namespace {

absl::StatusOr<User> FindAccount(pg::Transaction& tx, const std::string& object) {
  if (IsUuid(object)) return GetUser(tx, object);
  DONDOC_ASSIGN_OR_RETURN(std::optional<User> user, FindUserByLogin(tx, FoldLogin(object)));
  if (user) return *std::move(user);
  return NotFound("USER_NOT_FOUND", "there is no account '" + object + "'");
}

absl::Status AskAboutUnit(const std::string& object, const access::Permit& permit) {
  if (IsUuid(object)) return permit({.unit = object});
  return NotFound("UNIT_NOT_FOUND", "'" + object + "' is no unit's id");
}

absl::Status Ask(pg::Transaction& tx, const rpc::AccessQuestion& question, const access::Permit& permit, Day today) {
  static const std::set<std::string> kOfAccounts = {"DisableUser", "EnableUser", "ResetPassword", "CreateSignInCode"};
  const std::string& object = question.object;
  if (kOfAccounts.contains(question.rpc)) {
    DONDOC_ASSIGN_OR_RETURN(const User user, FindAccount(tx, object));
    return PermitWholeAccount(tx, permit, user, today);
  }
  if (question.rpc == "GetUser" || question.rpc == "ListMemberships") {
    const absl::StatusOr<User> user = FindAccount(tx, object);
    if (user.ok()) return PermitSight(tx, permit, *user, today);
    // Memberships are listed of a unit as well.
    if (question.rpc == "GetUser" || !IsUuid(object) || !absl::IsNotFound(user.status())) return user.status();
  }
  if (question.rpc == "EndMembership") {
    if (!IsUuid(object)) return NotFound("MEMBERSHIP_NOT_FOUND", "'" + object + "' is no membership's id");
    DONDOC_ASSIGN_OR_RETURN(const Membership membership, GetMembership(tx, object));
    return permit({.unit = membership.unit_id});
  }
  if (question.rpc == "RevokeApiClient") {
    DONDOC_ASSIGN_OR_RETURN(const std::optional<ApiClient> client, FindClient(tx, object));
    if (!client) return NotFound("CLIENT_NOT_FOUND", "there is no API client '" + object + "'");
    return permit({.unit = client->unit_id});
  }
  return AskAboutUnit(object, permit);
}

}  // namespace

std::vector<rpc::Explained> ContractsOf(const Context& context) {
  const rpc::AskAbout ask = [&context](const rpc::AccessQuestion& question, const access::Permit& permit) {
    if (question.object.empty()) return absl::OkStatus();
    const Day today = DayOf(context.clock.Now());
    return context.database.Run({.read_only = true},
                                [&](pg::Transaction& tx) { return Ask(tx, question, permit, today); });
  };
  return {{v1::GetUserRequest::descriptor()->file(), ask},
          {v1::SignInRequest::descriptor()->file()},
          {common::v1::GetSigningKeysRequest::descriptor()->file()}};
}

}  // namespace dondoc::identity
