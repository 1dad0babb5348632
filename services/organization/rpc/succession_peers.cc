#include "services/organization/rpc/succession_peers.h"

#include <chrono>
#include <utility>

#include "common/rpc/client.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"

namespace dondoc::organization {

AskForUses AskAssignment(const std::shared_ptr<grpc::Channel>& channel) {
  using assignment::v1::AssignmentService;
  const std::shared_ptr<AssignmentService::Stub> stub = AssignmentService::NewStub(channel);
  return [stub](const std::string& succession_id) -> absl::StatusOr<std::vector<std::string>> {
    assignment::v1::GetSuccessionUsesRequest request;
    request.set_succession_id(succession_id);
    DONDOC_ASSIGN_OR_RETURN(const auto answer, rpc::Invoke<assignment::v1::GetSuccessionUsesResponse>(
                                                   *stub, &AssignmentService::Stub::GetSuccessionUses, request,
                                                   {.timeout = std::chrono::seconds(20)}));
    return std::vector<std::string>(answer.uses().begin(), answer.uses().end());
  };
}

AskForUses AskIndicator(const std::shared_ptr<grpc::Channel>& channel) {
  using indicator::v1::IndicatorService;
  const std::shared_ptr<IndicatorService::Stub> stub = IndicatorService::NewStub(channel);
  return [stub](const std::string& succession_id) -> absl::StatusOr<std::vector<std::string>> {
    indicator::v1::GetNumbersUsesRequest request;
    request.set_succession_id(succession_id);
    DONDOC_ASSIGN_OR_RETURN(const auto answer, rpc::Invoke<indicator::v1::GetNumbersUsesResponse>(
                                                   *stub, &IndicatorService::Stub::GetNumbersUses, request,
                                                   {.timeout = std::chrono::seconds(20)}));
    return std::vector<std::string>(answer.uses().begin(), answer.uses().end());
  };
}

AskForUses AskAll(std::vector<AskForUses> services) {
  return
      [services = std::move(services)](const std::string& succession_id) -> absl::StatusOr<std::vector<std::string>> {
        std::vector<std::string> all;
        for (const AskForUses& ask : services) {
          DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> uses, ask(succession_id));
          all.insert(all.end(), uses.begin(), uses.end());
        }
        return all;
      };
}

}  // namespace dondoc::organization
