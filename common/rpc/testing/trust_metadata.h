// For tests of handlers: believes what the metadata says, as nothing that serves may.
#pragma once

#include <functional>

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"

namespace dondoc::rpc {

// An Environment::authenticate. The caller is x-dondoc-user, acting for x-dondoc-unit in all roles. Without
// a unit it is the operator, who may do everything.
std::function<absl::StatusOr<Caller>(const grpc::ServerContext&)> TrustMetadata();

}  // namespace dondoc::rpc
