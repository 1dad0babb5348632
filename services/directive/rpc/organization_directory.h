// The organization service as this service asks it: names and units over gRPC.
//
// Thread-safe. It is asked on behalf of whoever calls (common/rpc/this_call.h). Each call has a deadline of its own,
// short enough to leave time to keep a draft when the service is away.
#pragma once

#include <grpcpp/channel.h>

#include <memory>

#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "services/directive/app/unit_directory.h"

namespace dondoc::directive {

class OrganizationDirectory final : public app::UnitDirectory {
 public:
  explicit OrganizationDirectory(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(organization::v1::OrganizationService::NewStub(channel)) {}

  absl::StatusOr<app::ResolvedNames> Resolve(const std::vector<std::string>& names, const std::string& seen_from,
                                             std::optional<Day> day) override;
  absl::StatusOr<app::KnownUnit> FindUnit(const std::string& id) override;
  absl::Status RequireExisting(const std::vector<NamedBody>& bodies, Day day) override;

 private:
  std::unique_ptr<organization::v1::OrganizationService::Stub> stub_;
};

}  // namespace dondoc::directive
