// How the RPCs of this service ask who may, for questions about access (common/rpc/explain). Thread-safe.
#pragma once

#include <vector>

#include "common/rpc/explain/access_service.h"
#include "services/notification/app/context.h"

namespace dondoc::notification {

// Objects are assignments that are reminded of, and units. `context` must outlive what is returned.
std::vector<rpc::Explained> ContractsOf(const Context& context);

}  // namespace dondoc::notification
