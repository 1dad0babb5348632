// Reads a name as a group of units: "các phòng, ban, đoàn thể huyện", "Đảng ủy, UBND các xã, thị trấn", "các xã đảo".
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/organization/domain/name_resolution/surroundings.h"

namespace dondoc::organization {

// Which units are meant, without saying who they are: see UnitGroup in unit.proto.
struct Group {
  std::string within_unit_id;
  Level level = Level::kCommune;
  std::vector<std::string> kinds;
  std::vector<std::string> tags;
  std::vector<std::string> territory_types;
  std::vector<std::string> except_unit_ids;
  Attributes attributes = {};  // those that their territories must have

  friend bool operator==(const Group&, const Group&) = default;
};

// The group, where every word of `name` has a place in it: words of groups or names of kinds of bodies, at one level,
// and where they are, and what their territories have. Territories alone ("các xã, phường") mean their UBNDs. Nothing
// where a word is left over, where the parts are of different levels, where an attribute may be said of some types only
// ("các xã đảo, thị trấn"), or where one single unit is named.
std::optional<Group> ReadGroup(const Words& name, const Surroundings& surroundings);

}  // namespace dondoc::organization
