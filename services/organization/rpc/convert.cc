#include "services/organization/rpc/convert.h"

#include <openssl/sha.h>

#include <array>
#include <utility>

#include "common/audit/rpc/caller.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/organization/storage/unit_message.h"

namespace dondoc::organization {
namespace {

constexpr int kDefaultPage = 100;

std::optional<Day> ToDay(const std::string& text) { return text.empty() ? std::nullopt : ParseDay(text); }

std::optional<std::string> ToId(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

template <typename Repeated>
std::vector<std::string> ToVector(const Repeated& values) {
  return {values.begin(), values.end()};
}

v1::Addressee ToAddressee(const std::string& name, const ResolvedName& resolved) {
  v1::Addressee addressee;
  if (resolved.unit) {
    addressee.set_name(resolved.unit->name);
    addressee.set_unit_id(resolved.unit->id);
    addressee.set_level(ToMessage(resolved.unit->territory.level));
  } else {
    addressee.set_name(CollapseSpaces(ToNfc(name)));
    *addressee.mutable_group() = ToMessage(*resolved.group);
    addressee.set_level(ToMessage(resolved.group->level));
  }
  return addressee;
}

}  // namespace

RequestKey ToKey(const std::string& request_id, const google::protobuf::Message& content, const rpc::Call& call) {
  const std::string bytes = call.caller.unit_id + "\n" + content.SerializeAsString();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  RequestKey key{request_id, "", call.trace, audit::CallerOf(call)};
  for (const unsigned char byte : digest) {
    key.hash += "0123456789abcdef"[byte >> 4];
    key.hash += "0123456789abcdef"[byte & 15];
  }
  return key;
}

ImportCommand ToCommand(const v1::ImportUnitsRequest& request, const rpc::Call& call) {
  const std::string file_name = request.file_name().empty() ? "units.csv" : request.file_name();
  return {ToKey(request.request_id(), request, call), request.code_list(), file_name, request.csv(),
          ToDay(request.valid_from())};
}

EquipCommand ToCommand(const v1::EquipTerritoriesRequest& request, const rpc::Call& call) {
  return {ToKey(request.request_id(), request, call), request.code_list(), ToVector(request.codes()),
          request.with_subtree(), ToDay(request.date())};
}

CreateUnitCommand ToCommand(const v1::CreateUnitRequest& request, const rpc::Call& call) {
  const v1::Unit& unit = request.unit();
  return {ToKey(request.request_id(), request, call),
          CollapseSpaces(ToNfc(unit.name())),
          unit.kind(),
          unit.superior_id(),
          ToVector(unit.tags()),
          ToVector(unit.emails()),
          ToDay(unit.valid_from())};
}

IdentifierCommand ToCommand(const v1::SetIdentifierRequest& request, const rpc::Call& call) {
  return {ToKey(request.request_id(), request, call), request.unit_id(),
          static_cast<IdentifierScheme>(request.scheme()), request.value(), ToDay(request.valid_from())};
}

TagsCommand ToCommand(const v1::SetTagsRequest& request, const rpc::Call& call) {
  return {ToKey(request.request_id(), request, call), request.unit_id(), ToVector(request.tags()),
          ToDay(request.valid_from())};
}

AttributesCommand ToCommand(const v1::SetAttributesRequest& request, const rpc::Call& call) {
  AttributesCommand command{
      ToKey(request.request_id(), request, call), request.unit_id(), {}, {}, {}, ToDay(request.valid_from())};
  if (request.has_specially_difficult()) command.specially_difficult = request.specially_difficult();
  if (request.has_urban()) command.urban = request.urban();
  if (request.has_island()) command.island = request.island();
  return command;
}

Alias ToAlias(const v1::AddAliasRequest& request) {
  return {CollapseSpaces(ToNfc(request.alias())), {ToDay(request.valid_from()), ToDay(request.valid_to())}};
}

RenameUnitCommand ToCommand(const v1::RenameUnitRequest& request, const rpc::Call& call) {
  return {ToKey(request.request_id(), request, call), request.unit_id(), CollapseSpaces(ToNfc(request.name())),
          ToDay(request.valid_from())};
}

MoveUnitCommand ToCommand(const v1::MoveUnitRequest& request, const rpc::Call& call) {
  return {ToKey(request.request_id(), request, call), request.unit_id(), request.superior_id(),
          ToDay(request.valid_from())};
}

EndUnitCommand ToCommand(const v1::EndUnitRequest& request, const rpc::Call& call) {
  return {ToKey(request.request_id(), request, call), request.unit_id(), ToDay(request.valid_to()), request.never()};
}

EndAliasCommand ToCommand(const v1::EndAliasRequest& request, const rpc::Call& call) {
  return {ToKey(request.request_id(), request, call), request.unit_id(), CollapseSpaces(ToNfc(request.alias())),
          ToDay(request.valid_to()), request.never()};
}

NamedGroup ToNamedGroup(const v1::NamedGroup& message) {
  return {"",
          message.owner_unit_id(),
          CollapseSpaces(ToNfc(message.name())),
          ToGroup(message.group()),
          {ToDay(message.valid_from()), std::nullopt}};
}

NamesQuestion ToQuestion(const v1::ResolveNamesRequest& request) {
  return {ToVector(request.names()), request.context_unit_id(), ToDay(request.date())};
}

UnitFilter ToFilter(const v1::ListUnitsRequest& request, Day today) {
  UnitFilter filter;
  filter.within_unit_id = ToId(request.within_unit_id());
  if (request.level() != common::v1::LEVEL_UNSPECIFIED) filter.level = static_cast<Level>(request.level());
  filter.kind = request.kind();
  filter.query = request.query();
  filter.day = ToDay(request.date()).value_or(today);
  filter.planned = request.planned();
  filter.after_id = ToId(request.page_token());
  filter.limit = request.page_size() == 0 ? kDefaultPage : request.page_size();
  return filter;
}

Group ToGroup(const v1::UnitGroup& message) {
  Group group{message.within_unit_id(), static_cast<Level>(message.level()), ToVector(message.kinds()),
              ToVector(message.tags()), ToVector(message.territory_types()), ToVector(message.except_unit_ids())};
  for (const int attribute : message.attributes()) {
    AddAttribute(v1::TerritoryAttribute_Name(attribute), group.attributes);
  }
  return group;
}

std::string ToImportAnswer(const ImportOutcome& outcome) {
  v1::ImportUnitsResponse response;
  response.set_created(outcome.created);
  response.set_changed(outcome.changed);
  response.set_unchanged(outcome.unchanged);
  response.set_planned(outcome.planned);
  return response.SerializeAsString();
}

std::string ToDiscardAnswer(const DiscardedList& discarded) {
  v1::DiscardListResponse response;
  response.set_territories(static_cast<int>(discarded.territories));
  response.set_bodies(static_cast<int>(discarded.bodies));
  return response.SerializeAsString();
}

std::string ToEquipAnswer(int created) {
  v1::EquipTerritoriesResponse response;
  response.set_created(created);
  return response.SerializeAsString();
}

std::string ToUnitAnswer(const Unit& unit) { return ToMessage(unit).SerializeAsString(); }

std::string ToGroupAnswer(const NamedGroup& group) { return ToMessage(group).SerializeAsString(); }

v1::ResolveNamesResponse ToResponse(const v1::ResolveNamesRequest& request, const ResolvedNames& resolved) {
  v1::ResolveNamesResponse response;
  for (int i = 0; i < request.names_size(); ++i) {
    const ResolvedName& one = resolved.names[static_cast<std::size_t>(i)];
    v1::Resolution& resolution = *response.add_resolutions();
    resolution.set_name(request.names(i));
    if (one.unit || one.group) *resolution.mutable_addressee() = ToAddressee(request.names(i), one);
    for (const Unit& candidate : one.candidates) *resolution.add_candidates() = ToMessage(candidate);
    if (one.empty_group) *resolution.mutable_empty_group() = ToMessage(*one.empty_group);
  }
  response.set_tree_change(resolved.tree_change);
  return response;
}

}  // namespace dondoc::organization
