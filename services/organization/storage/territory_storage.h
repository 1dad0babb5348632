// Territories to rows and back. Free functions over a transaction; errors are those of pg::Transaction.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/domain/import_plan.h"
#include "services/organization/domain/name_resolution/words.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// The territories that go or went by a list, each as it is on the day under it, or else as it was last.
absl::StatusOr<std::vector<KnownTerritory>> ListTerritories(pg::Transaction& tx, const std::string& code_list, Day day);

struct ListDays {
  bool is_known = false;     // it has territories
  bool has_other = false;    // so has another list, which is not planned
  std::optional<Day> since;  // the first day of its first territory; kNotYet where all are planned
};
absl::StatusOr<ListDays> FindListDays(pg::Transaction& tx, const std::string& code_list);

// `reader` makes the words that names are looked up by.
absl::Status InsertTerritories(pg::Transaction& tx, std::span<const Territory> territories, const WordReader& reader);
// Writes what territories are in the days of each change: in the state of these days, or in a new one from the first.
absl::Status ChangeTerritoryStates(pg::Transaction& tx, std::span<const ImportPlan::Change> changes,
                                   const WordReader& reader);

// Writes the attributes of a territory from a day on, each up to the day on which it is known to turn; without a day
// for always, whatever was known. What is not given stays. Returns the ids of its units, each with a new version.
absl::StatusOr<std::vector<std::string>> MarkTerritory(pg::Transaction& tx, const std::string& id,
                                                       std::optional<Day> from, std::optional<bool> specially_difficult,
                                                       std::optional<bool> urban, std::optional<bool> island);

// What is to be equipped (list_equip_sites.sql), as it is on a day, with the states of the heads.
absl::StatusOr<std::vector<EquipSite>> ListEquipSites(pg::Transaction& tx, const std::string& code_list,
                                                      const std::vector<std::string>& codes, bool with_subtree,
                                                      Day day);
// Of codes, those that no territory of the list has.
absl::StatusOr<std::vector<std::string>> ListUnknownCodes(pg::Transaction& tx, const std::string& code_list,
                                                          const std::vector<std::string>& codes);

}  // namespace dondoc::organization
