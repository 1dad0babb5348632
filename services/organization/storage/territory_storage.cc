#include "services/organization/storage/territory_storage.h"

#include <utility>

#include "common/status/status.h"
#include "services/organization/domain/name_resolution/resolve_names.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_rows.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

// The columns of insert_territories.sql and update_territory_states.sql.
struct Columns {
  std::vector<std::string> id, code_list, code, name, type, level, folded_name;
  std::vector<std::optional<std::string>> parent_id;
  std::vector<std::optional<Day>> valid_from, valid_to;
  std::vector<bool> specially_difficult, urban, island;

  Columns(std::span<const Territory> territories, const WordReader& reader) {
    for (const Territory& territory : territories) {
      id.push_back(territory.id);
      code_list.push_back(territory.code_list);
      code.push_back(territory.code);
      name.push_back(territory.name);
      type.push_back(territory.type);
      level.emplace_back(ToString(territory.level));
      parent_id.push_back(territory.parent_id);
      valid_from.push_back(territory.validity.from);
      valid_to.push_back(territory.validity.to);
      folded_name.push_back(FoldedTerritoryName(territory, reader));
      specially_difficult.push_back(territory.attributes.specially_difficult);
      urban.push_back(territory.attributes.urban);
      island.push_back(territory.attributes.island);
    }
  }
};

}  // namespace

absl::StatusOr<std::vector<KnownTerritory>> ListTerritories(pg::Transaction& tx, const std::string& code_list,
                                                            Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTerritories, code_list, day));
  std::vector<KnownTerritory> known;
  for (const pg::Row row : rows) {
    known.push_back({DecodeTerritory(row),
                     row.Get<std::string>("head_id"),
                     {row.Get<std::optional<Day>>("state_from"), row.Get<std::optional<Day>>("state_to")}});
  }
  return known;
}

absl::StatusOr<ListDays> FindListDays(pg::Transaction& tx, const std::string& code_list) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindListDays, code_list));
  return ListDays{rows[0].Get<bool>("is_known"), rows[0].Get<bool>("has_other"),
                  rows[0].Get<std::optional<Day>>("valid_from")};
}

absl::Status InsertTerritories(pg::Transaction& tx, std::span<const Territory> territories, const WordReader& reader) {
  const Columns c(territories, reader);
  return tx
      .Execute(sql::kInsertTerritories, c.id, c.code_list, c.code, c.name, c.type, c.level, c.parent_id, c.valid_from,
               c.valid_to, c.folded_name, c.specially_difficult, c.urban, c.island)
      .status();
}

absl::Status ChangeTerritoryStates(pg::Transaction& tx, std::span<const ImportPlan::Change> changes,
                                   const WordReader& reader) {
  std::vector<Territory> territories;
  std::vector<std::optional<Day>> days;
  for (const ImportPlan::Change& change : changes) {
    territories.push_back(change.territory);
    days.push_back(change.days.from);
  }
  const Columns c(territories, reader);
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kSplitTerritoryStates, c.id, days).status());
  return tx
      .Execute(sql::kUpdateTerritoryStates, c.id, days, c.name, c.type, c.parent_id, c.folded_name,
               c.specially_difficult, c.urban, c.island)
      .status();
}

absl::StatusOr<std::vector<std::string>> MarkTerritory(pg::Transaction& tx, const std::string& id,
                                                       std::optional<Day> from, std::optional<bool> specially_difficult,
                                                       std::optional<bool> urban, std::optional<bool> island) {
  const std::vector<std::string> ids = {id};
  const std::vector<std::optional<Day>> days = {from};
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kSplitTerritoryStates, ids, days).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kMarkTerritory, id, from, specially_difficult, urban, island).status());
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRaiseVersions, id));
  std::vector<std::string> units;
  for (const pg::Row row : rows) units.push_back(row.Get<std::string>("id"));
  return units;
}

absl::StatusOr<std::vector<EquipSite>> ListEquipSites(pg::Transaction& tx, const std::string& code_list,
                                                      const std::vector<std::string>& codes, bool with_subtree,
                                                      Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListEquipSites, code_list, codes, with_subtree, day));
  std::vector<EquipSite> sites;
  for (const pg::Row row : rows) {
    const auto kinds = row.Get<std::vector<std::string>>("kinds_there");
    sites.push_back({DecodeUnit(row), {kinds.begin(), kinds.end()}});
  }
  std::vector<Unit*> heads;
  for (EquipSite& site : sites) heads.push_back(&site.head);
  DONDOC_RETURN_IF_ERROR(ReadStates(tx, heads));
  return sites;
}

absl::StatusOr<std::vector<std::string>> ListUnknownCodes(pg::Transaction& tx, const std::string& code_list,
                                                          const std::vector<std::string>& codes) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnknownCodes, code_list, codes));
  std::vector<std::string> unknown;
  for (const pg::Row row : rows) unknown.push_back(row.Get<std::string>("code"));
  return unknown;
}

}  // namespace dondoc::organization
