// How the RPCs of this service ask who may, for questions about access (common/rpc/explain). Thread-safe.
#pragma once

#include <vector>

#include "common/rpc/explain/access_service.h"
#include "services/organization/identity/app/context.h"

namespace dondoc::identity {

// The contracts of accounts, of signing in and of keys. Objects are accounts (an id or a login), memberships, API
// clients and units, each as the RPC takes them. `context` must outlive what is returned.
std::vector<rpc::Explained> ContractsOf(const Context& context);

}  // namespace dondoc::identity
