#include "services/organization/identity/app/issue_access.h"

#include <utility>

#include "common/status/status.h"
#include "common/tokens/token.h"
#include "services/organization/identity/domain/session.h"
#include "services/organization/identity/storage/membership_storage.h"
#include "services/organization/identity/storage/signing_key_storage.h"

namespace dondoc::identity {
namespace {

absl::StatusOr<AccessToken> Sign(pg::Transaction& tx, const Context& context, tokens::Claims claims, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<SigningKeyRecord> keys, ListSigningKeys(tx));
  const SigningKeyRecord* signer = SignerAt(keys, now);
  if (signer == nullptr) return Unavailable("NO_SIGNING_KEY", "there is no key to sign with yet; try again");
  DONDOC_ASSIGN_OR_RETURN(const std::string seed, context.vault.Open(signer->sealed, signer->id));
  DONDOC_ASSIGN_OR_RETURN(const tokens::SigningKey key, tokens::SigningKey::FromSeed(seed));
  claims.issuer = tokens::kOrganizationIssuer;
  claims.audience = tokens::kAudience;
  claims.id = context.ids.NewId();
  claims.issued_at = claims.not_before = std::chrono::floor<std::chrono::seconds>(now);
  claims.expires_at = claims.issued_at + kAccessLife;
  DONDOC_ASSIGN_OR_RETURN(std::string token, tokens::Sign(claims, tokens::Kind::kAccess, key));
  return AccessToken{.token = std::move(token), .expires_at = claims.expires_at};
}

}  // namespace

absl::StatusOr<AccessToken> IssueAccess(pg::Transaction& tx, const Context& context, const User& user,
                                        const std::string& session_id, TimePoint now) {
  tokens::Claims claims{.subject = "user:" + user.id, .name = user.login, .session_id = session_id};
  if (!user.must_change_password) {
    const Day today = DayOf(now);
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Membership> memberships,
                            ListCurrentMemberships(tx, {user.id}, today, {.all = true}, today));
    for (UnitRoles& unit : RolesOn(memberships, today))
      claims.units.push_back({.unit_id = unit.unit_id, .roles = std::move(unit.roles)});
  }
  return Sign(tx, context, std::move(claims), now);
}

absl::StatusOr<AccessToken> IssueAccess(pg::Transaction& tx, const Context& context, const ApiClient& client,
                                        TimePoint now) {
  return Sign(tx, context,
              {.subject = "client:" + client.id,
               .name = client.id,
               .scopes = client.scopes,
               .units = {{.unit_id = client.unit_id, .roles = client.roles}}},
              now);
}

}  // namespace dondoc::identity
