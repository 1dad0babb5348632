#include "services/organization/domain/import_plan.h"

#include <unordered_map>
#include <utility>

#include "common/status/status.h"
#include "services/organization/domain/naming.h"

namespace dondoc::organization {
namespace {

// A territory and the body at its head, for those below.
struct Place {
  std::string territory_id;
  std::string ubnd_id;
  std::vector<std::string> superior_ids;
};

Unit MakeUbnd(const Territory& territory, const Place& parent, std::string id) {
  Unit ubnd;
  ubnd.id = std::move(id);
  ubnd.name_pattern = kUbndPattern;
  ubnd.name = RenderName(kUbndPattern, territory);
  ubnd.kind = kUbnd;
  ubnd.territory = territory;
  ubnd.superior_id = parent.ubnd_id;
  ubnd.superior_ids = {parent.ubnd_id};
  ubnd.superior_ids.insert(ubnd.superior_ids.end(), parent.superior_ids.begin(), parent.superior_ids.end());
  ubnd.validity = territory.validity;
  return ubnd;
}

// What the row says, else what was there, else what the type says.
Attributes MakeAttributes(const TerritoryRow& row, const Territory* old) {
  Attributes attributes = AttributesOf(row.type);
  if (old != nullptr) {
    attributes.specially_difficult = old->attributes.specially_difficult;
    if (old->type == row.type) attributes = old->attributes;
  }
  attributes.specially_difficult = row.specially_difficult.value_or(attributes.specially_difficult);
  attributes.urban = row.urban.value_or(attributes.urban);
  attributes.island = row.island.value_or(attributes.island);
  return attributes;
}

// The days of the state that a change makes or corrects.
absl::StatusOr<Validity> DaysOfChange(const KnownTerritory& known, std::optional<Day> since) {
  if (!since || known.territory.validity.IsPlanned()) return known.days;
  if (!known.days.Contains(*since)) {
    return InvalidField("valid_from", "DAY_OUTSIDE_LIST",
                        known.territory.name + " (" + known.territory.code + ") does not go by the list '" +
                            known.territory.code_list + "' on that day");
  }
  return Validity{since, known.days.to};
}

// The place of a known territory that the rows do not name. Where one above it does not go by the list, the line of
// superiors is cut short: whoever stores it brings it up to date.
Place PlaceOf(const KnownTerritory& one, const std::unordered_map<std::string, const KnownTerritory*>& known_by_id,
              const Unit& government) {
  Place place{one.territory.id, one.ubnd_id, {}};
  const KnownTerritory* below = &one;
  while (below->territory.parent_id) {
    const auto above = known_by_id.find(*below->territory.parent_id);
    if (above == known_by_id.end()) break;
    below = above->second;
    place.superior_ids.push_back(below->ubnd_id);
  }
  place.superior_ids.push_back(government.id);
  place.superior_ids.insert(place.superior_ids.end(), government.superior_ids.begin(), government.superior_ids.end());
  return place;
}

}  // namespace

absl::StatusOr<ImportPlan> PlanImport(const std::vector<TerritoryRow>& rows, const std::vector<KnownTerritory>& known,
                                      const Unit& government, const std::string& code_list, const Validity& validity,
                                      std::optional<Day> since, const std::function<std::string()>& new_id) {
  std::unordered_map<std::string, const KnownTerritory*> known_by_code, known_by_id;
  for (const KnownTerritory& one : known) {
    known_by_code.emplace(one.territory.code, &one);
    known_by_id.emplace(one.territory.id, &one);
  }
  // Rows come from the top down: a row's parent has its place before it, or is known and named by no row.
  std::unordered_map<std::string, Place> places;
  places[""] = {government.territory.id, government.id, government.superior_ids};

  ImportPlan plan;
  for (const TerritoryRow& row : rows) {
    if (!places.contains(row.parent_code)) {
      places[row.parent_code] = PlaceOf(*known_by_code.at(row.parent_code), known_by_id, government);
    }
    const Place& parent = places.at(row.parent_code);
    const auto found = known_by_code.find(row.code);
    const Territory* before = found == known_by_code.end() ? nullptr : &found->second->territory;
    Territory territory{"",
                        code_list,
                        row.code,
                        row.name,
                        row.type,
                        row.level,
                        parent.territory_id,
                        validity,
                        MakeAttributes(row, before)};
    if (before == nullptr) {
      territory.id = new_id();
      Unit ubnd = MakeUbnd(territory, parent, new_id());
      places[row.code] = {territory.id, ubnd.id, ubnd.superior_ids};
      plan.created.push_back(std::move(territory));
      plan.created_ubnds.push_back(std::move(ubnd));
      continue;
    }
    const KnownTerritory& old = *found->second;
    if (row.level != old.territory.level) {
      return InvalidField("level", "LEVEL_CHANGED",
                          old.territory.name + " (" + row.code + ") is of the level " +
                              std::string(ToString(old.territory.level)) +
                              "; one of another level is another territory and has another code");
    }
    territory.id = old.territory.id;
    territory.validity = old.territory.validity;
    std::vector<std::string> superiors = {parent.ubnd_id};
    superiors.insert(superiors.end(), parent.superior_ids.begin(), parent.superior_ids.end());
    places[row.code] = {territory.id, old.ubnd_id, std::move(superiors)};
    if (territory == old.territory) {
      ++plan.unchanged;
      continue;
    }
    DONDOC_ASSIGN_OR_RETURN(const Validity days, DaysOfChange(old, since));
    if (territory.parent_id != old.territory.parent_id) plan.moved_ubnds.push_back({old.ubnd_id, parent.ubnd_id, days});
    plan.changed.push_back({std::move(territory), days});
  }
  return plan;
}

}  // namespace dondoc::organization
