// How the RPCs of this service ask who may, for questions about access (common/rpc/explain). Thread-safe.
#pragma once

#include <vector>

#include "common/rpc/explain/access_service.h"
#include "services/directive/app/context.h"

namespace dondoc::directive {

// Objects are directives (an id or a number) and units; of a preview there is none, as it is of the whole country.
// `context` must outlive what is returned.
std::vector<rpc::Explained> ContractsOf(app::Context& context);

}  // namespace dondoc::directive
