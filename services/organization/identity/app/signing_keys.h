// The keys that tokens are signed with: made, followed by the next, removed.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/once.h"
#include "services/organization/identity/domain/signing_keys.h"

namespace dondoc::identity {

using KeyAnswer = std::function<std::string(const SigningKeyRecord&)>;

// Makes the first key, and the next where that is due; removes those whose last token has expired. Idempotent; of
// several processes at once one does it.
absl::Status TendSigningKeys(const Context& context);

// TendSigningKeys and forgetting what expired long ago, now and then, until asked to stop.
void TendIdentity(const Context& context, const std::stop_token& stop);

// Makes the next key; it signs in some seconds. Once for each request id.
absl::StatusOr<std::string> RotateSigningKey(const Context& context, const RequestKey& request,
                                             const KeyAnswer& answer);

// Removes a key at once, and makes another where none would be left. Idempotent. NOT_FOUND (KEY_NOT_FOUND).
absl::StatusOr<std::string> RemoveSigningKey(const Context& context, const RequestKey& request,
                                             const std::string& key_id, const KeyAnswer& answer);

}  // namespace dondoc::identity
