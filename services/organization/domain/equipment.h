// The equipment template: the usual bodies of a territory, as dated data (services/organization/data/equipment.csv).
// Pure.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

struct TemplateRow {
  Level level = Level::kCommune;
  std::vector<std::string> types;  // territory types that have it; empty for all of the level
  std::string kind;
  std::string name;                  // pattern, see RenderName
  std::vector<std::string> aliases;  // patterns
  std::vector<std::string> tags;
  Validity validity;
};

// Reads the template: a CSV with the columns level,types,kind,name,aliases,tags,valid_from,valid_to; lists within a
// field are separated by |, lines that begin with # are remarks. INVALID_ARGUMENT (BAD_TEMPLATE) with the line.
absl::StatusOr<std::vector<TemplateRow>> ReadTemplate(std::string_view csv);

// The states of a body right below `superior` whose name is `pattern` (a name is one, too): one for each of the
// superior's. None where the superior has but one.
std::vector<UnitState> StatesBelow(const Unit& superior, std::string_view pattern,
                                   const std::vector<std::string>& tags);

// A territory that is to be equipped, and what it has.
struct EquipSite {
  Unit head;                          // its UBND, or the Government; with its states
  std::set<std::string> kinds_there;  // bodies that it has from the template
};

// The bodies that are missing, each below the head of its territory, for the days on which both it and the territory
// exist. With `day` only those that exist on that day.
std::vector<Unit> Equip(const std::vector<TemplateRow>& rows, const std::vector<EquipSite>& sites,
                        std::optional<Day> day, const std::function<std::string()>& new_id);

}  // namespace dondoc::organization
