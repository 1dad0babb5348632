#include "services/organization/app/import_units.h"

#include <unordered_map>
#include <utility>
#include <vector>

#include "common/audit/record.h"
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
absl::StatusOr<Unit> RequireGovernment(pg::Transaction& tx, const Context& context, Day today, Ids& touched) {
  DONDOC_ASSIGN_OR_RETURN(std::optional<Unit> found, FindGovernment(tx, today));
  if (found) return *std::move(found);
  Unit government = MakeGovernment(context.ids);
  DONDOC_RETURN_IF_ERROR(InsertTerritories(tx, std::span(&government.territory, 1), context.vocabulary.reader()));
  DONDOC_RETURN_IF_ERROR(InsertUnits(tx, std::span(&government, 1)));
  touched.push_back(government.id);
  return government;
}

// Since when the new territories of a list exist.
absl::StatusOr<std::optional<Day>> FirstDay(pg::Transaction& tx, const ImportCommand& command) {
  if (command.valid_from) return command.valid_from;
  DONDOC_ASSIGN_OR_RETURN(const ListDays days, FindListDays(tx, command.code_list));
  if (days.is_known) return days.since;
  return days.has_other ? std::optional<Day>(kNotYet) : std::nullopt;
}

KnownLevels LevelsOf(const std::vector<KnownTerritory>& known) {
  KnownLevels levels;
  for (const KnownTerritory& one : known) levels.emplace(one.territory.code, one.territory.level);
  return levels;
}

// The territories that changed, as they were and as they are: "98105 Xã Phú Lộc Đông".
void Describe(const std::vector<KnownTerritory>& known, const ImportPlan& plan, audit::Act& act) {
  std::unordered_map<std::string_view, const Territory*> by_id;
  for (const KnownTerritory& one : known) by_id.emplace(one.territory.id, &one.territory);
  const auto text = [](const Territory& territory) { return territory.code + " " + territory.name; };
  std::vector<std::string> before, after;
  for (const ImportPlan::Change& change : plan.changed) {
    const auto was = by_id.find(change.territory.id);
    if (was != by_id.end()) before.push_back(text(*was->second));
    after.push_back(text(change.territory));
  }
  act.changes.Set("territories", before, after);
}

// Writes changed territories, with the names of their bodies in the same days.
absl::Status Change(pg::Transaction& tx, const Context& context, Day today,
                    const std::vector<ImportPlan::Change>& changed, Ids& touched) {
  if (changed.empty()) return absl::OkStatus();
  DONDOC_RETURN_IF_ERROR(ChangeTerritoryStates(tx, changed, context.vocabulary.reader()));
  std::unordered_map<std::string, const ImportPlan::Change*> by_territory;
  Ids territory_ids;
  for (const ImportPlan::Change& change : changed) {
    by_territory.emplace(change.territory.id, &change);
    territory_ids.push_back(change.territory.id);
  }
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Unit> units, ListUnitsOfTerritories(tx, territory_ids, today));
  std::vector<Naming> namings;
  for (const Unit& unit : units) {
    const ImportPlan::Change& change = *by_territory.at(unit.territory.id);
    touched.push_back(unit.id);
    // One with a name of its own gets a new version as well: what it says of its territory has changed.
    namings.push_back({unit.id, unit.name_pattern.empty() ? unit.name : RenderName(unit.name_pattern, change.territory),
                       change.days});
  }
  return NameUnits(tx, namings);
}

absl::Status Move(pg::Transaction& tx, const std::vector<ImportPlan::Move>& moves, Ids& touched) {
  DONDOC_RETURN_IF_ERROR(MoveUnits(tx, moves));
  DONDOC_ASSIGN_OR_RETURN(const Ids moved, RefreshLines(tx, std::nullopt));
  touched.insert(touched.end(), moved.begin(), moved.end());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ImportUnits(const Context& context, const ImportCommand& command,
                                        const std::function<std::string(const ImportOutcome&)>& answer) {
  const TimePoint now = context.clock.Now();
  const Day today = DayOf(now);
  return Once(
      context, "ImportUnits", command.request, now,
      [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
        DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
        Ids touched;
        DONDOC_ASSIGN_OR_RETURN(const Unit government, RequireGovernment(tx, context, today, touched));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<Day> first_day, FirstDay(tx, command));
        DONDOC_ASSIGN_OR_RETURN(const std::vector<KnownTerritory> known,
                                ListTerritories(tx, command.code_list, command.valid_from.value_or(today)));
        DONDOC_ASSIGN_OR_RETURN(const std::vector<TerritoryRow> rows,
                                ReadTerritoryList(command.csv, command.file_name, LevelsOf(known)));
        DONDOC_ASSIGN_OR_RETURN(const ImportPlan plan,
                                PlanImport(rows, known, government, command.code_list, {first_day, std::nullopt},
                                           command.valid_from, [&] { return context.ids.NewId(); }));
        DONDOC_RETURN_IF_ERROR(InsertTerritories(tx, plan.created, context.vocabulary.reader()));
        DONDOC_RETURN_IF_ERROR(InsertUnits(tx, plan.created_ubnds));
        for (const Unit& ubnd : plan.created_ubnds) touched.push_back(ubnd.id);
        DONDOC_RETURN_IF_ERROR(Change(tx, context, today, plan.changed, touched));
        // New units below known ones may have been given the line of one day only.
        const bool places_changed = !plan.moved_ubnds.empty() || (!known.empty() && !plan.created.empty());
        if (places_changed) DONDOC_RETURN_IF_ERROR(Move(tx, plan.moved_ubnds, touched));
        act.object = {"code_list", command.code_list};
        act.changes.Made("created", plan.created.size())
            .Made("changed", plan.changed.size())
            .Made("unchanged", plan.unchanged);
        Describe(known, plan, act);
        act.changes.Made("file", command.file_name).Made("file_blake2b", audit::ToHex(audit::Blake2b(command.csv)));
        act.changes.Made("valid_from", command.valid_from);
        DONDOC_RETURN_IF_ERROR(PublishUnits(tx, touched, now, context.ids, command.request.trace));
        return answer({static_cast<int>(plan.created.size()), static_cast<int>(plan.changed.size()), plan.unchanged,
                       first_day == kNotYet});
      });
}

}  // namespace dondoc::organization
