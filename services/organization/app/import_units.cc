#include "services/organization/app/import_units.h"

#include <unordered_map>
#include <utility>
#include <vector>

#include "services/organization/domain/import_plan.h"
#include "services/organization/domain/naming.h"
#include "services/organization/domain/territory_list.h"
#include "services/organization/storage/territory_storage.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

using Ids = std::vector<std::string>;

Unit MakeGovernment(IdGenerator& ids) {
  Unit government;
  government.territory = {ids.NewId(), "", "VN", "Việt Nam", "nước", Level::kCentral, std::nullopt, {}};
  government.id = ids.NewId();
  government.kind = kGovernment;
  government.name_pattern = government.name = "Chính phủ";
  return government;
}

// The top of the tree, made where it is missing; then its id is added to `touched`.
absl::StatusOr<Unit> RequireGovernment(pg::Transaction& tx, const Context& context, Ids& touched) {
  DONDOC_ASSIGN_OR_RETURN(std::optional<Unit> found, FindGovernment(tx));
  if (found) return *std::move(found);
  Unit government = MakeGovernment(context.ids);
  DONDOC_RETURN_IF_ERROR(InsertTerritories(tx, std::span(&government.territory, 1), context.vocabulary.reader()));
  DONDOC_RETURN_IF_ERROR(InsertUnits(tx, std::span(&government, 1)));
  touched.push_back(government.id);
  return government;
}

// Writes changed territories, with the names of their bodies.
absl::Status Rename(pg::Transaction& tx, const Context& context, const std::vector<Territory>& changed, Ids& touched) {
  if (changed.empty()) return absl::OkStatus();
  DONDOC_RETURN_IF_ERROR(UpdateTerritories(tx, changed, context.vocabulary.reader()));
  Ids territory_ids;
  for (const Territory& territory : changed) territory_ids.push_back(territory.id);
  DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, ListUnitsOfTerritories(tx, territory_ids));
  for (Unit& unit : units) {
    if (!unit.name_pattern.empty()) unit.name = RenderName(unit.name_pattern, unit.territory);
    touched.push_back(unit.id);
  }
  return RenameUnits(tx, units);
}

absl::Status Move(pg::Transaction& tx, const std::vector<ImportPlan::Move>& moves, Ids& touched) {
  if (moves.empty()) return absl::OkStatus();
  Ids units, superiors;
  for (const ImportPlan::Move& move : moves) {
    units.push_back(move.unit_id);
    superiors.push_back(move.superior_id);
  }
  DONDOC_ASSIGN_OR_RETURN(const Ids moved, MoveUnits(tx, units, superiors));
  touched.insert(touched.end(), moved.begin(), moved.end());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ImportUnits(const Context& context, const ImportCommand& command,
                                        const std::function<std::string(const ImportOutcome&)>& answer) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<TerritoryRow> rows, ReadTerritoryList(command.csv, command.file_name));
  const TimePoint now = context.clock.Now();
  return Once(context, "ImportUnits", command.request, now, [&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
    Ids touched;
    DONDOC_ASSIGN_OR_RETURN(const Unit government, RequireGovernment(tx, context, touched));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<KnownTerritory> known, ListTerritories(tx, command.code_list));
    const ImportPlan plan = PlanImport(rows, known, government, command.code_list, {command.valid_from, std::nullopt},
                                       [&] { return context.ids.NewId(); });
    DONDOC_RETURN_IF_ERROR(InsertTerritories(tx, plan.created, context.vocabulary.reader()));
    DONDOC_RETURN_IF_ERROR(InsertUnits(tx, plan.created_ubnds));
    for (const Unit& ubnd : plan.created_ubnds) touched.push_back(ubnd.id);
    DONDOC_RETURN_IF_ERROR(Rename(tx, context, plan.changed, touched));
    DONDOC_RETURN_IF_ERROR(Move(tx, plan.moved_ubnds, touched));
    DONDOC_RETURN_IF_ERROR(PublishUnits(tx, touched, now, context.ids, command.request.trace));
    return answer({static_cast<int>(plan.created.size()), static_cast<int>(plan.changed.size()), plan.unchanged});
  });
}

}  // namespace dondoc::organization
