// Keeps calls off a copy of the tree that is older than what the caller has seen: runtime.Own<rpc::Environment>(
// replica::AdmitKnownTree(runtime.rpc(), runtime.database())). Who has just made a unit names it to another service at
// once; the unit is on its way there, and "there is no such unit" would be false.
#pragma once

#include "common/postgres/database.h"
#include "common/rpc/unary.h"

namespace dondoc::organization::replica {

// `environment`, with an admit that answers as RequireChange (replica.h) for Call::tree_change; a call without one is
// admitted. `database`, with the copy, must outlive the environment. Thread-safe; asks the database only where the
// change is newer than one that it has seen complete.
rpc::Environment AdmitKnownTree(rpc::Environment environment, pg::Database& database);

}  // namespace dondoc::organization::replica
