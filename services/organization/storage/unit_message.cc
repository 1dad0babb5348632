#include "services/organization/storage/unit_message.h"

#include "services/organization/domain/identifier.h"

namespace dondoc::organization {
namespace {

std::string DayText(const std::optional<Day>& day) { return day ? FormatDay(*day) : ""; }

}  // namespace

common::v1::Level ToMessage(Level level) { return static_cast<common::v1::Level>(level); }

static_assert(static_cast<int>(IdentifierScheme::kQcvn102) == v1::QCVN_102 &&
              static_cast<int>(IdentifierScheme::kQd20) == v1::QD_20);
static_assert(static_cast<int>(Level::kCentral) == common::v1::CENTRAL &&
              static_cast<int>(Level::kProvince) == common::v1::PROVINCE &&
              static_cast<int>(Level::kDistrict) == common::v1::DISTRICT &&
              static_cast<int>(Level::kCommune) == common::v1::COMMUNE);

v1::UnitState ToMessage(const UnitState& state) {
  v1::UnitState message;
  message.set_valid_from(DayText(state.days.from));
  message.set_valid_to(DayText(state.days.to));
  message.set_name(state.name);
  message.set_superior_id(state.superior_id.value_or(""));
  message.mutable_superior_ids()->Assign(state.superior_ids.begin(), state.superior_ids.end());
  message.set_territory_name(state.territory_name);
  message.set_territory_type(state.territory_type);
  message.set_territory_code(state.territory_code);
  message.set_code_list(state.code_list);
  message.set_specially_difficult(state.attributes.specially_difficult);
  message.set_urban(state.attributes.urban);
  message.set_island(state.attributes.island);
  message.mutable_tags()->Assign(state.tags.begin(), state.tags.end());
  return message;
}

v1::Unit ToMessage(const Unit& unit) {
  v1::Unit message;
  message.set_id(unit.id);
  message.set_name(unit.name);
  message.set_level(ToMessage(unit.territory.level));
  message.set_kind(unit.kind);
  message.set_superior_id(unit.superior_id.value_or(""));
  message.set_territory_id(unit.territory.id);
  message.set_territory_name(unit.territory.name);
  message.set_territory_type(unit.territory.type);
  message.set_territory_code(unit.territory.code);
  message.set_code_list(unit.territory.code_list);
  message.mutable_tags()->Assign(unit.tags.begin(), unit.tags.end());
  message.set_valid_from(DayText(unit.validity.from));
  message.set_valid_to(DayText(unit.validity.to));
  message.mutable_emails()->Assign(unit.emails.begin(), unit.emails.end());
  message.set_version(unit.version);
  message.mutable_superior_ids()->Assign(unit.superior_ids.begin(), unit.superior_ids.end());
  message.set_specially_difficult(unit.territory.attributes.specially_difficult);
  message.set_urban(unit.territory.attributes.urban);
  message.set_island(unit.territory.attributes.island);
  for (const UnitState& state : unit.states) *message.add_states() = ToMessage(state);
  for (const Alias& alias : unit.dated_aliases) {
    v1::UnitAlias& added = *message.add_aliases();
    added.set_name(alias.name);
    added.set_valid_from(DayText(alias.days.from));
    added.set_valid_to(DayText(alias.days.to));
  }
  for (const UnitIdentifier& identifier : unit.identifiers) {
    v1::UnitIdentifier& added = *message.add_identifiers();
    added.set_scheme(static_cast<v1::IdentifierScheme>(identifier.scheme));
    added.set_value(identifier.value);
    added.set_valid_from(DayText(identifier.days.from));
    added.set_valid_to(DayText(identifier.days.to));
  }
  return message;
}

v1::NamedGroup ToMessage(const NamedGroup& named) {
  v1::NamedGroup message;
  message.set_id(named.id);
  message.set_name(named.name);
  message.set_owner_unit_id(named.owner_id);
  *message.mutable_group() = ToMessage(named.group);
  message.set_valid_from(DayText(named.days.from));
  message.set_valid_to(DayText(named.days.to));
  return message;
}

v1::UnitGroup ToMessage(const Group& group) {
  v1::UnitGroup message;
  message.set_within_unit_id(group.within_unit_id);
  message.set_level(ToMessage(group.level));
  message.mutable_kinds()->Assign(group.kinds.begin(), group.kinds.end());
  message.mutable_tags()->Assign(group.tags.begin(), group.tags.end());
  message.mutable_territory_types()->Assign(group.territory_types.begin(), group.territory_types.end());
  message.mutable_except_unit_ids()->Assign(group.except_unit_ids.begin(), group.except_unit_ids.end());
  if (group.attributes.specially_difficult) message.add_attributes(v1::SPECIALLY_DIFFICULT);
  if (group.attributes.urban) message.add_attributes(v1::URBAN);
  if (group.attributes.island) message.add_attributes(v1::ISLAND);
  return message;
}

}  // namespace dondoc::organization
