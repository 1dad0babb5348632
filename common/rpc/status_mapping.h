// The one table between absl::Status and grpc::Status: same codes; reason and metadata travel as
// dondoc.common.v1.ErrorInfo inside a message that is wire-compatible with google.rpc.Status. Pure, thread-safe.
#pragma once

#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace dondoc::rpc {

grpc::Status ToGrpc(const absl::Status& status);
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace dondoc::rpc
