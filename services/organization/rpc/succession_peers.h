// What other services say of a succession before it is undone.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/enact_succession.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace dondoc::organization {

// Asks the assignment service what depends on it (GetSuccessionUses), as this service itself. Thread-safe.
AskForUses AskAssignment(const std::shared_ptr<grpc::Channel>& channel);

}  // namespace dondoc::organization
