// Gives calls the tree: runtime.Own<rpc::Environment>(replica::KnowTree(runtime.rpc(), tree, runtime.clock())).
//
// Keeps calls off a copy that is older than what the caller has seen: who has just made a unit names it to another
// service at once; the unit is on its way there, and "there is no such unit" would be false. And says who is above whom
// today, which is what relations in access rules are read from, and whose unit has ended.
#pragma once

#include "common/rpc/unary.h"
#include "common/time/clock.h"
#include "services/organization/replica/tree_cache.h"

namespace dondoc::organization::replica {

// `environment`, with an `admit` that waits for Call::tree_change (UNAVAILABLE, reason TREE_BEHIND, where the tables
// are older; a call without one is admitted), with `within` and `ended` from the newest tree in memory, and with the
// `unit_name` of the tables. `tree` and `clock` must outlive it. Thread-safe.
rpc::Environment KnowTree(rpc::Environment environment, TreeCache& tree, const Clock& clock);

}  // namespace dondoc::organization::replica
