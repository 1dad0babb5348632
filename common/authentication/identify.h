// From the claims of a genuine token to a caller. Pure, thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/tokens/token.h"

namespace dondoc::authentication {

// Who the claims say calls, acting for `unit_id` (empty where the call does not say for which unit). The subject must
// be of a kind that its issuer vouches for:
//   organization  user:ID, client:ID  their memberships; where a unit is said, of that unit alone, which may leave none
//   services      service:NAME        no memberships: a service acts for the system
//   operator      operator            without a unit may do everything; with one has all roles there
// Roles that are not known here are left out: a newer issuer may know more. UNAUTHENTICATED (TOKEN_NOT_FOR_US).
absl::StatusOr<access::Caller> Identify(const tokens::Claims& claims, std::string_view unit_id);

}  // namespace dondoc::authentication
