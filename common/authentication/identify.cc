#include "common/authentication/identify.h"

#include <optional>
#include <string>

#include "common/status/status.h"

namespace dondoc::authentication {
namespace {

access::Membership ToMembership(const tokens::UnitRoles& unit) {
  access::Membership membership{.unit_id = unit.unit_id, .roles = {}};
  for (const std::string& name : unit.roles) {
    if (const std::optional<access::Role> role = access::RoleOf(name)) membership.roles.Add(*role);
  }
  return membership;
}

// Whether `subject` is "kind:" and something.
bool IsOfKind(const std::string& subject, std::string_view kind) {
  return subject.size() > kind.size() && subject.starts_with(kind);
}

}  // namespace

absl::StatusOr<access::Caller> Identify(const tokens::Claims& claims, std::string_view unit_id) {
  access::Caller caller;
  caller.subject = claims.subject;
  caller.user = claims.name.empty() ? claims.subject : claims.name;
  caller.unit_id = unit_id;
  if (claims.issuer == tokens::kOperatorIssuer && claims.subject == "operator") {
    caller.all = unit_id.empty();
    if (!unit_id.empty()) caller.memberships = {{caller.unit_id, access::Roles(access::kAllRoles)}};
    return caller;
  }
  if (claims.issuer == tokens::kServicesIssuer && IsOfKind(claims.subject, "service:")) {
    caller.service = true;
    return caller;
  }
  caller.client = IsOfKind(claims.subject, "client:");
  if (claims.issuer == tokens::kOrganizationIssuer && (caller.client || IsOfKind(claims.subject, "user:"))) {
    caller.scopes = claims.scopes;
    for (const tokens::UnitRoles& unit : claims.units) {
      if (unit_id.empty() || unit.unit_id == unit_id) caller.memberships.push_back(ToMembership(unit));
    }
    return caller;
  }
  return Unauthenticated("TOKEN_NOT_FOR_US", "the token's issuer does not vouch for such a subject");
}

}  // namespace dondoc::authentication
