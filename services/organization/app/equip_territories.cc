#include "services/organization/app/equip_territories.h"

#include <algorithm>
#include <utility>

#include "common/status/status.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/storage/territory_storage.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

// The whole country has some 10,000 sites and 200,000 bodies: too many to have in memory at once.
constexpr std::size_t kSitesAtOnce = 500;

absl::Status RequireCodes(pg::Transaction& tx, const EquipCommand& command) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> unknown,
                          ListUnknownCodes(tx, command.code_list, command.codes));
  if (unknown.empty()) return absl::OkStatus();
  std::string message = "the list '" + command.code_list + "' has no territory with the code";
  for (const std::string& code : unknown) message += " '" + code + "'";
  return Error(absl::StatusCode::kNotFound, "TERRITORY_NOT_FOUND", message, {{"field", "codes"}});
}

// Nothing is given to territories that have ended: refuses those that are named, and leaves out those below.
absl::StatusOr<std::vector<EquipSite>> WithoutEnded(const EquipCommand& command, std::vector<EquipSite> sites,
                                                    Day today) {
  const auto ended = [&](const EquipSite& site) { return site.head.validity.to && *site.head.validity.to <= today; };
  for (const EquipSite& site : sites) {
    const std::string& code = site.head.territory.code;
    if (!ended(site) || std::find(command.codes.begin(), command.codes.end(), code) == command.codes.end()) continue;
    return Error(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED",
                 site.head.name + " (" + code + ") has ended on " + FormatDay(*site.head.validity.to) +
                     ": its territory gets no more bodies",
                 {{"field", "codes"}});
  }
  std::erase_if(sites, ended);
  return sites;
}

// Creates what the sites lack, and returns the ids.
absl::StatusOr<std::vector<std::string>> InsertBodies(pg::Transaction& tx, const Context& context,
                                                      const EquipCommand& command,
                                                      const std::vector<EquipSite>& sites) {
  std::vector<std::string> created;
  for (std::size_t at = 0; at < sites.size(); at += kSitesAtOnce) {
    const std::size_t end = std::min(at + kSitesAtOnce, sites.size());
    const std::vector<EquipSite> some(sites.begin() + static_cast<std::ptrdiff_t>(at),
                                      sites.begin() + static_cast<std::ptrdiff_t>(end));
    const std::vector<Unit> units = Equip(context.equipment, some, command.day, [&] { return context.ids.NewId(); });
    DONDOC_RETURN_IF_ERROR(InsertUnits(tx, units));
    for (const Unit& unit : units) created.push_back(unit.id);
  }
  return created;
}

}  // namespace

absl::StatusOr<std::string> EquipTerritories(const Context& context, const EquipCommand& command,
                                             const std::function<std::string(int created)>& answer) {
  const TimePoint now = context.clock.Now();
  return Once(
      context, "EquipTerritories", command.request, now,
      [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
        DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
        DONDOC_RETURN_IF_ERROR(RequireCodes(tx, command));
        DONDOC_ASSIGN_OR_RETURN(std::vector<EquipSite> all,
                                ListEquipSites(tx, command.code_list, command.codes, command.with_subtree,
                                               command.day.value_or(DayOf(now))));
        DONDOC_ASSIGN_OR_RETURN(const std::vector<EquipSite> sites, WithoutEnded(command, std::move(all), DayOf(now)));
        DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> created, InsertBodies(tx, context, command, sites));
        act.object = {"code_list", command.code_list};
        act.changes.Made("created", created.size())
            .Made("with_subtree", command.with_subtree)
            .Made("codes", command.codes);
        DONDOC_RETURN_IF_ERROR(PublishUnits(tx, created, now, context.ids, command.request.trace));
        return answer(static_cast<int>(created.size()));
      });
}

}  // namespace dondoc::organization
