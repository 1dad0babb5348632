#include "services/organization/domain/import_plan.h"

#include <unordered_map>
#include <utility>

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

}  // namespace

ImportPlan PlanImport(const std::vector<TerritoryRow>& rows, const std::vector<KnownTerritory>& known,
                      const Unit& government, const std::string& code_list, const Validity& validity,
                      const std::function<std::string()>& new_id) {
  std::unordered_map<std::string, const KnownTerritory*> known_by_code;
  for (const KnownTerritory& one : known) known_by_code.emplace(one.territory.code, &one);
  // Rows come from the top down: a row's parent has its place before it.
  std::unordered_map<std::string, Place> places;
  places[""] = {government.territory.id, government.id, government.superior_ids};

  ImportPlan plan;
  for (const TerritoryRow& row : rows) {
    const Place& parent = places.at(row.parent_code);
    Territory territory{"", code_list, row.code, row.name, row.type, row.level, parent.territory_id, validity};
    const auto found = known_by_code.find(row.code);
    if (found == known_by_code.end()) {
      territory.id = new_id();
      Unit ubnd = MakeUbnd(territory, parent, new_id());
      places[row.code] = {territory.id, ubnd.id, ubnd.superior_ids};
      plan.created.push_back(std::move(territory));
      plan.created_ubnds.push_back(std::move(ubnd));
      continue;
    }
    const KnownTerritory& old = *found->second;
    territory.id = old.territory.id;
    territory.validity = old.territory.validity;
    std::vector<std::string> superiors = {parent.ubnd_id};
    superiors.insert(superiors.end(), parent.superior_ids.begin(), parent.superior_ids.end());
    places[row.code] = {territory.id, old.ubnd_id, std::move(superiors)};
    if (territory == old.territory) {
      ++plan.unchanged;
      continue;
    }
    if (territory.parent_id != old.territory.parent_id) plan.moved_ubnds.push_back({old.ubnd_id, parent.ubnd_id});
    plan.changed.push_back(std::move(territory));
  }
  return plan;
}

}  // namespace dondoc::organization
