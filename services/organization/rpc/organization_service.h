// The RPCs of the organization service (organization_service.proto); each method is one call path. Thread-safe.
#pragma once

#include <utility>

#include "common/rpc/unary.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "services/organization/app/context.h"
#include "services/organization/app/end_unit.h"

namespace dondoc::organization {

class OrganizationService final : public v1::OrganizationService::Service {
 public:
  // Both must outlive it. Without `ask_for_work` nobody is asked before a body ends.
  OrganizationService(const Context& context, const rpc::Environment& environment, AskForWork ask_for_work = nullptr)
      : context_(context), environment_(environment), ask_for_work_(std::move(ask_for_work)) {}

  grpc::Status ImportUnits(grpc::ServerContext*, const v1::ImportUnitsRequest*, v1::ImportUnitsResponse*) override;
  grpc::Status DiscardList(grpc::ServerContext*, const v1::DiscardListRequest*, v1::DiscardListResponse*) override;
  grpc::Status EquipTerritories(grpc::ServerContext*, const v1::EquipTerritoriesRequest*,
                                v1::EquipTerritoriesResponse*) override;
  grpc::Status CreateUnit(grpc::ServerContext*, const v1::CreateUnitRequest*, v1::Unit*) override;
  grpc::Status RenameUnit(grpc::ServerContext*, const v1::RenameUnitRequest*, v1::Unit*) override;
  grpc::Status MoveUnit(grpc::ServerContext*, const v1::MoveUnitRequest*, v1::Unit*) override;
  grpc::Status EndUnit(grpc::ServerContext*, const v1::EndUnitRequest*, v1::Unit*) override;
  grpc::Status AddAlias(grpc::ServerContext*, const v1::AddAliasRequest*, v1::Unit*) override;
  grpc::Status EndAlias(grpc::ServerContext*, const v1::EndAliasRequest*, v1::Unit*) override;
  grpc::Status SetContacts(grpc::ServerContext*, const v1::SetContactsRequest*, v1::Unit*) override;
  grpc::Status SetIdentifier(grpc::ServerContext*, const v1::SetIdentifierRequest*, v1::Unit*) override;
  grpc::Status SetTags(grpc::ServerContext*, const v1::SetTagsRequest*, v1::Unit*) override;
  grpc::Status SetAttributes(grpc::ServerContext*, const v1::SetAttributesRequest*, v1::Unit*) override;
  grpc::Status GetUnit(grpc::ServerContext*, const v1::GetUnitRequest*, v1::Unit*) override;
  grpc::Status GetUnits(grpc::ServerContext*, const v1::GetUnitsRequest*, v1::GetUnitsResponse*) override;
  grpc::Status ListUnits(grpc::ServerContext*, const v1::ListUnitsRequest*, v1::ListUnitsResponse*) override;
  grpc::Status ResolveNames(grpc::ServerContext*, const v1::ResolveNamesRequest*, v1::ResolveNamesResponse*) override;
  grpc::Status ExpandGroup(grpc::ServerContext*, const v1::ExpandGroupRequest*, v1::ExpandGroupResponse*) override;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
  const AskForWork ask_for_work_;
};

}  // namespace dondoc::organization
