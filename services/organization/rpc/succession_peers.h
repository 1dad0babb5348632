// What other services say of a succession before it is undone, and of a unit before it is ended.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/enact_succession.h"
#include "services/organization/app/end_unit.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace dondoc::organization {

// Ask the assignment service (GetSuccessionUses), the directive service (GetDocumentsUses) and the indicator service
// (GetNumbersUses) what depends on it, as this service itself. Thread-safe.
AskForUses AskAssignment(const std::shared_ptr<grpc::Channel>& channel);
AskForUses AskDirective(const std::shared_ptr<grpc::Channel>& channel);
AskForUses AskIndicator(const std::shared_ptr<grpc::Channel>& channel);

// What all of them say, one after the other; the first error where one cannot be asked.
AskForUses AskAll(std::vector<AskForUses> services);

// The same of a unit: GetUnitWork, GetUnitDocuments and GetUnitNumbers.
AskForWork AskAssignmentForWork(const std::shared_ptr<grpc::Channel>& channel);
AskForWork AskDirectiveForWork(const std::shared_ptr<grpc::Channel>& channel);
AskForWork AskIndicatorForWork(const std::shared_ptr<grpc::Channel>& channel);
AskForWork AskAll(std::vector<AskForWork> services);

}  // namespace dondoc::organization
