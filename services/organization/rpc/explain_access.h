// How the RPCs of this service ask who may, for questions about access (common/rpc/explain). Thread-safe.
#pragma once

#include <vector>

#include "common/rpc/explain/access_service.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

// The contracts of units, groups and successions. Objects are units; of EndGroup a group; of what is about the whole
// country, there is none. `context` must outlive what is returned.
std::vector<rpc::Explained> ContractsOf(const Context& context);

}  // namespace dondoc::organization
