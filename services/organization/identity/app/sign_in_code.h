// Sign-in codes are given: by whoever is signed in to themselves, for another device, and by administrators.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/once.h"
#include "services/organization/identity/domain/sign_in_code.h"

namespace dondoc::identity {

// A code for the caller's own account; the one before is good no more. Once for each request id, and the same request
// again gets the same code, which is kept nowhere. NOT_FOUND (USER_NOT_FOUND).
absl::StatusOr<SignInCode> CreateOwnSignInCode(const Context& context, const RequestKey& request,
                                               const std::string& user_id);

// The same for another's account. PERMISSION_DENIED.
absl::StatusOr<SignInCode> CreateSignInCode(const Context& context, const RequestKey& request,
                                            const access::Permit& permit, const std::string& user_id);

}  // namespace dondoc::identity
