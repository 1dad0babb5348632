#include "services/organization/rpc/organization_service.h"

#include <string>
#include <vector>

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/rpc/ask_who_may.h"
#include "services/organization/rpc/convert.h"
#include "services/organization/rpc/read_units.h"
#include "services/organization/rpc/validate.h"

namespace dondoc::organization {
namespace {

template <typename Response>
absl::StatusOr<Response> Parse(const absl::StatusOr<std::string>& answer) {
  if (!answer.ok()) return answer.status();
  Response response;
  if (!response.ParseFromString(*answer)) return Internal("the kept answer cannot be read");
  return response;
}

}  // namespace

grpc::Status OrganizationService::ImportUnits(grpc::ServerContext* context, const v1::ImportUnitsRequest* request,
                                              v1::ImportUnitsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::ImportUnitsResponse> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
                      return Parse<v1::ImportUnitsResponse>(
                          organization::ImportUnits(context_, ToCommand(*request, call), ToImportAnswer));
                    });
}

grpc::Status OrganizationService::DiscardList(grpc::ServerContext* context, const v1::DiscardListRequest* request,
                                              v1::DiscardListResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response,
      [&](const rpc::Call& call) -> absl::StatusOr<v1::DiscardListResponse> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(PermitCountry(context_, call.Permits()));
        return Parse<v1::DiscardListResponse>(organization::DiscardList(
            context_, ToKey(request->request_id(), *request, call), request->code_list(), ToDiscardAnswer));
      });
}

grpc::Status OrganizationService::EquipTerritories(grpc::ServerContext* context,
                                                   const v1::EquipTerritoriesRequest* request,
                                                   v1::EquipTerritoriesResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::EquipTerritoriesResponse> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      DONDOC_RETURN_IF_ERROR(PermitTerritories(context_, call, request->code_list(),
                                                               {request->codes().begin(), request->codes().end()}));
                      return Parse<v1::EquipTerritoriesResponse>(
                          organization::EquipTerritories(context_, ToCommand(*request, call), ToEquipAnswer));
                    });
}

grpc::Status OrganizationService::CreateUnit(grpc::ServerContext* context, const v1::CreateUnitRequest* request,
                                             v1::Unit* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit().superior_id()}));
        return Parse<v1::Unit>(organization::CreateUnit(context_, ToCommand(*request, call), ToUnitAnswer));
      });
}

grpc::Status OrganizationService::RenameUnit(grpc::ServerContext* context, const v1::RenameUnitRequest* request,
                                             v1::Unit* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
        return Parse<v1::Unit>(organization::RenameUnit(context_, ToCommand(*request, call), ToUnitAnswer));
      });
}

grpc::Status OrganizationService::MoveUnit(grpc::ServerContext* context, const v1::MoveUnitRequest* request,
                                           v1::Unit* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
                      DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->superior_id()}));
                      return Parse<v1::Unit>(organization::MoveUnit(context_, ToCommand(*request, call), ToUnitAnswer));
                    });
}

grpc::Status OrganizationService::EndUnit(grpc::ServerContext* context, const v1::EndUnitRequest* request,
                                          v1::Unit* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
        return Parse<v1::Unit>(organization::EndUnit(context_, ToCommand(*request, call), ask_for_work_, ToUnitAnswer));
      });
}

grpc::Status OrganizationService::AddAlias(grpc::ServerContext* context, const v1::AddAliasRequest* request,
                                           v1::Unit* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
        return Parse<v1::Unit>(organization::AddAlias(context_, ToKey(request->request_id(), *request, call),
                                                      request->unit_id(), ToAlias(*request), ToUnitAnswer));
      });
}

grpc::Status OrganizationService::EndAlias(grpc::ServerContext* context, const v1::EndAliasRequest* request,
                                           v1::Unit* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
                      return Parse<v1::Unit>(organization::EndAlias(context_, ToCommand(*request, call), ToUnitAnswer));
                    });
}

grpc::Status OrganizationService::SetContacts(grpc::ServerContext* context, const v1::SetContactsRequest* request,
                                              v1::Unit* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
        const std::vector<std::string> emails(request->emails().begin(), request->emails().end());
        return Parse<v1::Unit>(organization::SetContacts(context_, ToKey(request->request_id(), *request, call),
                                                         request->unit_id(), emails, ToUnitAnswer));
      });
}

grpc::Status OrganizationService::SetIdentifier(grpc::ServerContext* context, const v1::SetIdentifierRequest* request,
                                                v1::Unit* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
        return Parse<v1::Unit>(organization::SetIdentifier(context_, ToCommand(*request, call), ToUnitAnswer));
      });
}

grpc::Status OrganizationService::SetTags(grpc::ServerContext* context, const v1::SetTagsRequest* request,
                                          v1::Unit* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
                      return Parse<v1::Unit>(organization::SetTags(context_, ToCommand(*request, call), ToUnitAnswer));
                    });
}

grpc::Status OrganizationService::SetAttributes(grpc::ServerContext* context, const v1::SetAttributesRequest* request,
                                                v1::Unit* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Unit> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
        return Parse<v1::Unit>(organization::SetAttributes(context_, ToCommand(*request, call), ToUnitAnswer));
      });
}

grpc::Status OrganizationService::GetUnit(grpc::ServerContext* context, const v1::GetUnitRequest* request,
                                          v1::Unit* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) { return ReadUnit(context_, *request); });
}

grpc::Status OrganizationService::GetUnits(grpc::ServerContext* context, const v1::GetUnitsRequest* request,
                                           v1::GetUnitsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) { return ReadUnits(context_, *request); });
}

grpc::Status OrganizationService::ListUnits(grpc::ServerContext* context, const v1::ListUnitsRequest* request,
                                            v1::ListUnitsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) { return ReadUnits(context_, *request); });
}

grpc::Status OrganizationService::ResolveNames(grpc::ServerContext* context, const v1::ResolveNamesRequest* request,
                                               v1::ResolveNamesResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) -> absl::StatusOr<v1::ResolveNamesResponse> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      DONDOC_ASSIGN_OR_RETURN(const ResolvedNames resolved,
                                              organization::ResolveNames(context_, ToQuestion(*request)));
                      return ToResponse(*request, resolved);
                    });
}

grpc::Status OrganizationService::ExpandGroup(grpc::ServerContext* context, const v1::ExpandGroupRequest* request,
                                              v1::ExpandGroupResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) { return ReadGroup(context_, *request); });
}

}  // namespace dondoc::organization
