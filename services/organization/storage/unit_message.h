// A unit as the message that others know it by: in answers and in facts.
#pragma once

#include "dondoc/organization/v1/unit.pb.h"
#include "services/organization/domain/name_resolution/group_reading.h"
#include "services/organization/domain/unit.h"
#include "services/organization/storage/group_storage.h"

namespace dondoc::organization {

v1::Unit ToMessage(const Unit& unit);
v1::UnitState ToMessage(const UnitState& state);
v1::UnitGroup ToMessage(const Group& group);
v1::NamedGroup ToMessage(const NamedGroup& named);
common::v1::Level ToMessage(Level level);

}  // namespace dondoc::organization
