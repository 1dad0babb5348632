// Territories to rows and back. Free functions over a transaction; errors are those of pg::Transaction.
#pragma once

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

// The territories of a list, by code.
absl::StatusOr<std::vector<KnownTerritory>> ListTerritories(pg::Transaction& tx, const std::string& code_list);

// `reader` makes the words that names are looked up by.
absl::Status InsertTerritories(pg::Transaction& tx, std::span<const Territory> territories, const WordReader& reader);
absl::Status UpdateTerritories(pg::Transaction& tx, std::span<const Territory> territories, const WordReader& reader);

// What is to be equipped (list_equip_sites.sql).
absl::StatusOr<std::vector<EquipSite>> ListEquipSites(pg::Transaction& tx, const std::string& code_list,
                                                      const std::vector<std::string>& codes, bool with_subtree);
// Of codes, those that no territory of the list has.
absl::StatusOr<std::vector<std::string>> ListUnknownCodes(pg::Transaction& tx, const std::string& code_list,
                                                          const std::vector<std::string>& codes);

}  // namespace dondoc::organization
