// Other systems: made known, revoked, and given access for what they sign.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/issue_access.h"
#include "services/organization/identity/app/once.h"
#include "services/organization/identity/domain/api_client.h"

namespace dondoc::identity {

using ClientAnswer = std::function<std::string(const ApiClient&)>;

// `client.created_at` is set here. ALREADY_EXISTS (CLIENT_EXISTS); NOT_FOUND (UNIT_NOT_FOUND); PERMISSION_DENIED;
// INVALID_ARGUMENT: those of CheckClient. Once for each request id.
absl::StatusOr<std::string> CreateClient(const Context& context, const RequestKey& request,
                                         const access::Permit& permit, ApiClient client, const ClientAnswer& answer);

// NOT_FOUND (CLIENT_NOT_FOUND); PERMISSION_DENIED. Once for each request id.
absl::StatusOr<std::string> RevokeClient(const Context& context, const RequestKey& request,
                                         const access::Permit& permit, const std::string& client_id,
                                         const ClientAnswer& answer);

// An access token for an assertion that the system signed (RFC 7523), good once. UNAUTHENTICATED: ASSERTION_REFUSED for
// a system that is unknown or revoked, another subject, no jti, or an assertion that was used before; the reasons of
// tokens::Verify. What is refused is in the audit, as far as LimitOfRefusals goes.
absl::StatusOr<AccessToken> ExchangeAssertion(const Context& context, const RequestKey& request,
                                              const std::string& client_id, const std::string& assertion);

}  // namespace dondoc::identity
