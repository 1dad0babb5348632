// How the RPCs of this service ask who may, for questions about access (common/rpc/explain). Thread-safe.
#pragma once

#include <vector>

#include "common/rpc/explain/access_service.h"
#include "services/assignment/app/context.h"
#include "services/organization/replica/cover_cache.h"

namespace dondoc::assignment {

// Objects are assignments, directives and units; of a preview there is none, as it is of the whole country. What is
// returned refers to the arguments.
std::vector<rpc::Explained> ContractsOf(const Context& context, organization::replica::CoverCache& covers);

}  // namespace dondoc::assignment
