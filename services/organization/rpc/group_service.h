// The RPCs of named groups (group_service.proto); each method is one call path. Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/organization/v1/group_service.grpc.pb.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

class GroupService final : public v1::GroupService::Service {
 public:
  // Both must outlive it.
  GroupService(const Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status DefineGroup(grpc::ServerContext*, const v1::DefineGroupRequest*, v1::NamedGroup*) override;
  grpc::Status EndGroup(grpc::ServerContext*, const v1::EndGroupRequest*, v1::NamedGroup*) override;
  grpc::Status ListGroups(grpc::ServerContext*, const v1::ListGroupsRequest*, v1::ListGroupsResponse*) override;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::organization
