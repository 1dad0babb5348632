// Access tokens: who somebody is and for whom they act today, signed.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/domain/account.h"
#include "services/organization/identity/domain/api_client.h"

namespace dondoc::identity {

struct AccessToken {
  std::string token;
  TimePoint expires_at;
};

// A person's, in a session. Who must change the password first acts for no unit. Errors: FAILED_PRECONDITION
// (SEAL_BROKEN), UNAVAILABLE (NO_SIGNING_KEY) in the first moments of an installation.
absl::StatusOr<AccessToken> IssueAccess(pg::Transaction& tx, const Context& context, const User& user,
                                        const std::string& session_id, TimePoint now);

// A system's.
absl::StatusOr<AccessToken> IssueAccess(pg::Transaction& tx, const Context& context, const ApiClient& client,
                                        TimePoint now);

}  // namespace dondoc::identity
