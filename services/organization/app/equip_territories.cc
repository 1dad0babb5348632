#include "services/organization/app/equip_territories.h"

#include "services/organization/domain/equipment.h"
#include "services/organization/storage/territory_storage.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

absl::Status RequireCodes(pg::Transaction& tx, const EquipCommand& command) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> unknown,
                          ListUnknownCodes(tx, command.code_list, command.codes));
  if (unknown.empty()) return absl::OkStatus();
  std::string message = "the list '" + command.code_list + "' has no territory with the code";
  for (const std::string& code : unknown) message += " '" + code + "'";
  return Error(absl::StatusCode::kNotFound, "TERRITORY_NOT_FOUND", message, {{"field", "codes"}});
}

}  // namespace

absl::StatusOr<std::string> EquipTerritories(const Context& context, const EquipCommand& command,
                                             const std::function<std::string(int created)>& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "EquipTerritories", command.request, now,
              [&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_RETURN_IF_ERROR(RequireCodes(tx, command));
                DONDOC_ASSIGN_OR_RETURN(const std::vector<EquipSite> sites,
                                        ListEquipSites(tx, command.code_list, command.codes, command.with_subtree));
                const std::vector<Unit> units =
                    Equip(context.equipment, sites, command.day, [&] { return context.ids.NewId(); });
                DONDOC_RETURN_IF_ERROR(InsertUnits(tx, units));
                std::vector<std::string> created;
                for (const Unit& unit : units) created.push_back(unit.id);
                DONDOC_RETURN_IF_ERROR(PublishUnits(tx, created, now, context.ids, command.request.trace));
                return answer(static_cast<int>(created.size()));
              });
}

}  // namespace dondoc::organization
