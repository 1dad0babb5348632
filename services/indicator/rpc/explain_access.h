// How the RPCs of this service ask who may, for questions about access (common/rpc/explain). Thread-safe.
#pragma once

#include <vector>

#include "common/rpc/explain/access_service.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator {

// Objects are targets and units; of the catalogue and of previews there is none, as they are the whole country's.
// `context` must outlive what is returned.
std::vector<rpc::Explained> ContractsOf(app::Context& context);

}  // namespace dondoc::indicator
