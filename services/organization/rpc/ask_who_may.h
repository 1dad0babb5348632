// Who may, where the objects are units: of the service's own tables, not of a copy.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/access/access.h"
#include "common/access/permit.h"
#include "common/rpc/unary.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

// For rpc::Environment: who is below whom today. Each question is a statement of its own, so `database` is to be one
// that no operation uses: a question inside a transaction would otherwise wait for a connection that others hold, who
// wait for one as well. Both must outlive it. Thread-safe. Where the database cannot be asked, nobody is below anybody.
access::Within WithinTables(pg::Database& database, const Clock& clock);

// The same for rpc::Environment::ended. Its errors are those of pg::Transaction.
access::Ended EndedInTables(pg::Database& database, const Clock& clock);

// The same for rpc::Environment::unit_name.
access::UnitName NameInTables(pg::Database& database, const Clock& clock);

// Whether the caller may do it to the whole country: to the unit at the top.
absl::Status PermitCountry(const Context& context, const access::Permit& permit);

// Whether the caller may do it to the heads of all these territories. NOT_FOUND (TERRITORY_NOT_FOUND) for those that
// nobody knows is left to the operation: of them nobody but the operator may do anything.
absl::Status PermitTerritories(const Context& context, const rpc::Call& call, const std::string& code_list,
                               const std::vector<std::string>& codes);

}  // namespace dondoc::organization
