#include "services/organization/rpc/succession_peers.h"

#include <chrono>
#include <utility>

#include "common/rpc/client.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"

namespace dondoc::organization {
namespace {

constexpr std::chrono::seconds kPatience{20};

// Asks by one method of a service, whose request names the succession and whose response has uses.
template <typename Service, typename Request, typename Response>
AskForUses AskBy(const std::shared_ptr<grpc::Channel>& channel,
                 grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&, Response*)) {
  const std::shared_ptr<typename Service::Stub> stub = Service::NewStub(channel);
  return [stub, method](const std::string& succession_id) -> absl::StatusOr<std::vector<std::string>> {
    Request request;
    request.set_succession_id(succession_id);
    DONDOC_ASSIGN_OR_RETURN(const Response answer,
                            rpc::Invoke<Response>(*stub, method, request, {.timeout = kPatience}));
    return std::vector<std::string>(answer.uses().begin(), answer.uses().end());
  };
}

// Asks by one method of a service, whose request names the unit and the day and whose response has uses.
template <typename Service, typename Request, typename Response>
AskForWork AskForWorkBy(const std::shared_ptr<grpc::Channel>& channel,
                        grpc::Status (Service::Stub::*method)(grpc::ClientContext*, const Request&, Response*)) {
  const std::shared_ptr<typename Service::Stub> stub = Service::NewStub(channel);
  return [stub, method](const std::string& unit_id, Day day) -> absl::StatusOr<std::vector<std::string>> {
    Request request;
    request.set_unit_id(unit_id);
    request.set_date(FormatDay(day));
    DONDOC_ASSIGN_OR_RETURN(const Response answer,
                            rpc::Invoke<Response>(*stub, method, request, {.timeout = kPatience}));
    return std::vector<std::string>(answer.uses().begin(), answer.uses().end());
  };
}

}  // namespace

AskForUses AskAssignment(const std::shared_ptr<grpc::Channel>& channel) {
  using assignment::v1::AssignmentService;
  return AskBy<AssignmentService>(channel, &AssignmentService::Stub::GetSuccessionUses);
}

AskForUses AskDirective(const std::shared_ptr<grpc::Channel>& channel) {
  using directive::v1::DirectiveService;
  return AskBy<DirectiveService>(channel, &DirectiveService::Stub::GetDocumentsUses);
}

AskForUses AskIndicator(const std::shared_ptr<grpc::Channel>& channel) {
  using indicator::v1::IndicatorService;
  return AskBy<IndicatorService>(channel, &IndicatorService::Stub::GetNumbersUses);
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

AskForWork AskAssignmentForWork(const std::shared_ptr<grpc::Channel>& channel) {
  using assignment::v1::AssignmentService;
  return AskForWorkBy<AssignmentService>(channel, &AssignmentService::Stub::GetUnitWork);
}

AskForWork AskDirectiveForWork(const std::shared_ptr<grpc::Channel>& channel) {
  using directive::v1::DirectiveService;
  return AskForWorkBy<DirectiveService>(channel, &DirectiveService::Stub::GetUnitDocuments);
}

AskForWork AskIndicatorForWork(const std::shared_ptr<grpc::Channel>& channel) {
  using indicator::v1::IndicatorService;
  return AskForWorkBy<IndicatorService>(channel, &IndicatorService::Stub::GetUnitNumbers);
}

AskForWork AskAll(std::vector<AskForWork> services) {
  return [services = std::move(services)](const std::string& unit_id,
                                          Day day) -> absl::StatusOr<std::vector<std::string>> {
    std::vector<std::string> all;
    for (const AskForWork& ask : services) {
      DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> uses, ask(unit_id, day));
      all.insert(all.end(), uses.begin(), uses.end());
    }
    return all;
  };
}

}  // namespace dondoc::organization
