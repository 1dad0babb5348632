// Requests to commands, results to answers. Pure. Requests have been validated.
#pragma once

#include <string>

#include "common/rpc/unary.h"
#include "dondoc/organization/v1/organization_service.pb.h"
#include "services/organization/app/change_unit.h"
#include "services/organization/app/create_unit.h"
#include "services/organization/app/discard_list.h"
#include "services/organization/app/end_unit.h"
#include "services/organization/app/equip_territories.h"
#include "services/organization/app/import_units.h"
#include "services/organization/app/move_unit.h"
#include "services/organization/app/once.h"
#include "services/organization/app/rename_unit.h"
#include "services/organization/app/resolve_names.h"
#include "services/organization/storage/group_storage.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {

// `content` is the request: the same request of the same caller gives the same hash.
RequestKey ToKey(const std::string& request_id, const google::protobuf::Message& content, const rpc::Call& call);

ImportCommand ToCommand(const v1::ImportUnitsRequest& request, const rpc::Call& call);
EquipCommand ToCommand(const v1::EquipTerritoriesRequest& request, const rpc::Call& call);
CreateUnitCommand ToCommand(const v1::CreateUnitRequest& request, const rpc::Call& call);
IdentifierCommand ToCommand(const v1::SetIdentifierRequest& request, const rpc::Call& call);
TagsCommand ToCommand(const v1::SetTagsRequest& request, const rpc::Call& call);
AttributesCommand ToCommand(const v1::SetAttributesRequest& request, const rpc::Call& call);
RenameUnitCommand ToCommand(const v1::RenameUnitRequest& request, const rpc::Call& call);
MoveUnitCommand ToCommand(const v1::MoveUnitRequest& request, const rpc::Call& call);
EndUnitCommand ToCommand(const v1::EndUnitRequest& request, const rpc::Call& call);
EndAliasCommand ToCommand(const v1::EndAliasRequest& request, const rpc::Call& call);
Alias ToAlias(const v1::AddAliasRequest& request);
NamedGroup ToNamedGroup(const v1::NamedGroup& message);
NamesQuestion ToQuestion(const v1::ResolveNamesRequest& request);
UnitFilter ToFilter(const v1::ListUnitsRequest& request, Day today);
Group ToGroup(const v1::UnitGroup& message);

// Serialized v1::ImportUnitsResponse, v1::DiscardListResponse, v1::EquipTerritoriesResponse, v1::Unit, v1::NamedGroup:
// what is kept with the request.
std::string ToImportAnswer(const ImportOutcome& outcome);
std::string ToDiscardAnswer(const DiscardedList& discarded);
std::string ToEquipAnswer(int created);
std::string ToUnitAnswer(const Unit& unit);
std::string ToGroupAnswer(const NamedGroup& group);

v1::ResolveNamesResponse ToResponse(const v1::ResolveNamesRequest& request, const ResolvedNames& resolved);

}  // namespace dondoc::organization
