// Whether the caller may do something to an account. Who may is said by the rule of the RPC (access::Permit); here,
// about which units it is asked.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "common/postgres/database.h"
#include "services/organization/identity/domain/account.h"

namespace dondoc::identity {

// To the account as a whole: for every unit that it acts for, now or later, and the one that keeps it. Who may only do
// it to some of these could otherwise act for the others through the account.
absl::Status PermitWholeAccount(pg::Transaction& tx, const access::Permit& permit, const User& user, Day today);

// The account with this id, where PermitWholeAccount allows it: asked before anything is done, also of a request that
// is repeated. NOT_FOUND (USER_NOT_FOUND).
absl::StatusOr<User> FindPermitted(pg::Database& database, const access::Permit& permit, const std::string& user_id,
                                   Day today);

// To know of the account: for any of these units.
absl::Status PermitSight(pg::Transaction& tx, const access::Permit& permit, const User& user, Day today);

}  // namespace dondoc::identity
