// Units to rows and back. Free functions over a transaction; errors are those of pg::Transaction, besides what is said.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/domain/name_resolution/group_reading.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// Those of the units that are there, by id. Ids that are no UUIDs name none.
absl::StatusOr<std::vector<Unit>> FindUnits(pg::Transaction& tx, const std::vector<std::string>& ids);
// NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<Unit> GetUnit(pg::Transaction& tx, const std::string& id);
// The body at the head of the territory with this code. NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<Unit> GetHead(pg::Transaction& tx, const std::string& code_list, const std::string& code);
// The top of the tree; nothing before the first import.
absl::StatusOr<std::optional<Unit>> FindGovernment(pg::Transaction& tx);

struct UnitFilter {
  std::optional<std::string> within_unit_id;
  std::optional<Level> level;
  std::string kind;
  std::string query;  // words of the name, with or without diacritics
  Day day{};
  std::optional<std::string> after_id;  // the last unit of the page before
  int limit = 0;
};
// By name and id.
absl::StatusOr<std::vector<Unit>> ListUnits(pg::Transaction& tx, const UnitFilter& filter);

// The units that names may mean, seen from a unit (list_units_around.sql).
absl::StatusOr<std::vector<Unit>> ListUnitsAround(pg::Transaction& tx, const std::string& unit_id,
                                                  const std::vector<std::string>& territory_names, Day day);

struct Member {
  int group = 0;
  std::string unit_id;
};
// The members of each group on a day, by group and name.
absl::StatusOr<std::vector<Member>> ExpandGroups(pg::Transaction& tx, std::span<const Group> groups, Day day);

// ALREADY_EXISTS (UNIT_EXISTS) where its territory has a unit of that name or, from the template, of that kind.
absl::Status InsertUnits(pg::Transaction& tx, std::span<const Unit> units);

// All units of territories, by id.
absl::StatusOr<std::vector<Unit>> ListUnitsOfTerritories(pg::Transaction& tx,
                                                         const std::vector<std::string>& territory_ids);

// Writes the names of units, each with a new version. ALREADY_EXISTS (UNIT_EXISTS).
absl::Status RenameUnits(pg::Transaction& tx, std::span<const Unit> units);

// Puts units below other superiors; returns the ids of all units whose line of superiors changed, each with a new
// version.
absl::StatusOr<std::vector<std::string>> MoveUnits(pg::Transaction& tx, const std::vector<std::string>& ids,
                                                   const std::vector<std::string>& superior_ids);

absl::Status AddAlias(pg::Transaction& tx, const std::string& id, const std::string& alias);
absl::Status SetEmails(pg::Transaction& tx, const std::string& id, const std::vector<std::string>& emails);

}  // namespace dondoc::organization
