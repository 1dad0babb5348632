#include "services/organization/storage/territory_storage.h"

#include <utility>

#include "common/status/status.h"
#include "services/organization/domain/name_resolution/resolve_names.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_rows.h"

namespace dondoc::organization {
namespace {

// The columns of insert_territories.sql and update_territories.sql.
struct Columns {
  std::vector<std::string> id, code_list, code, name, type, level, folded_name;
  std::vector<std::optional<std::string>> parent_id;
  std::vector<std::optional<Day>> valid_from, valid_to;

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
    }
  }
};

}  // namespace

absl::StatusOr<std::vector<KnownTerritory>> ListTerritories(pg::Transaction& tx, const std::string& code_list) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTerritories, code_list));
  std::vector<KnownTerritory> known;
  for (const pg::Row row : rows) known.push_back({DecodeTerritory(row), row.Get<std::string>("head_id")});
  return known;
}

absl::Status InsertTerritories(pg::Transaction& tx, std::span<const Territory> territories, const WordReader& reader) {
  const Columns c(territories, reader);
  return tx
      .Execute(sql::kInsertTerritories, c.id, c.code_list, c.code, c.name, c.type, c.level, c.parent_id, c.valid_from,
               c.valid_to, c.folded_name)
      .status();
}

absl::Status UpdateTerritories(pg::Transaction& tx, std::span<const Territory> territories, const WordReader& reader) {
  const Columns c(territories, reader);
  return tx.Execute(sql::kUpdateTerritories, c.id, c.name, c.type, c.level, c.parent_id, c.folded_name).status();
}

absl::StatusOr<std::vector<EquipSite>> ListEquipSites(pg::Transaction& tx, const std::string& code_list,
                                                      const std::vector<std::string>& codes, bool with_subtree) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListEquipSites, code_list, codes, with_subtree));
  std::vector<EquipSite> sites;
  for (const pg::Row row : rows) {
    const auto kinds = row.Get<std::vector<std::string>>("kinds_there");
    sites.push_back({DecodeUnit(row), {kinds.begin(), kinds.end()}});
  }
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
