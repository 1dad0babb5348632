// Units to rows and back. Free functions over a transaction; errors are those of pg::Transaction, besides what is said.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/domain/import_plan.h"
#include "services/organization/domain/name_resolution/group_reading.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// What is read is as it is on `day`; a unit that has ended by then as it was last, but below the place that it has
// (docs/adr/2026-11-21-an-ended-unit-has-a-place.md), one that has not begun as it will be first.

// Those of the units that are there, by id. Ids that are no UUIDs name none.
absl::StatusOr<std::vector<Unit>> FindUnits(pg::Transaction& tx, const std::vector<std::string>& ids, Day day);
// NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<Unit> GetUnit(pg::Transaction& tx, const std::string& id, Day day);
// The body at the head of the territory with this code, in this list; without a list in the one that is in force on the
// day, else in the last that was, else in one that is planned. NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<Unit> GetHead(pg::Transaction& tx, const std::string& code_list, const std::string& code, Day day);
// The top of the tree; nothing before the first import.
absl::StatusOr<std::optional<Unit>> FindGovernment(pg::Transaction& tx, Day day);

// Whether a unit is below another, not it itself. False for ids of no unit.
absl::StatusOr<bool> IsBelow(pg::Transaction& tx, std::string_view unit_id, std::string_view superior_id, Day day);

// Whether a unit no longer exists on a day and never will again. False for ids of no unit, and for what is planned.
absl::StatusOr<bool> HasEnded(pg::Transaction& tx, std::string_view unit_id, Day day);

// One page of all units by id, the planned, withdrawn and ended ones, too.
absl::StatusOr<std::vector<Unit>> ListUnitsById(pg::Transaction& tx, const std::optional<std::string>& after_id,
                                                Day day, std::size_t limit);

// Fills in the states of those units that have more than one.
absl::Status ReadStates(pg::Transaction& tx, std::span<Unit* const> units);

struct UnitFilter {
  std::optional<std::string> within_unit_id;
  std::optional<Level> level;
  std::string kind;
  std::string query;  // words of the name, with or without diacritics
  Day day{};
  bool planned = false;                 // those that are planned instead of those that exist on the day
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

// With their states, or one for always where they have none. ALREADY_EXISTS (UNIT_EXISTS) where its territory has a
// unit of that name or, from the template, of that kind.
absl::Status InsertUnits(pg::Transaction& tx, std::span<const Unit> units);

// All units of territories, by id.
absl::StatusOr<std::vector<Unit>> ListUnitsOfTerritories(pg::Transaction& tx,
                                                         const std::vector<std::string>& territory_ids, Day day);

struct Naming {
  std::string unit_id;
  std::string name;
  Validity days;  // those in which it is called so
};
// Writes the names of units, each with a new version. ALREADY_EXISTS (UNIT_EXISTS).
absl::Status NameUnits(pg::Transaction& tx, std::span<const Naming> namings);

// The pattern of a unit's name (domain/naming.h).
absl::Status SetNamePattern(pg::Transaction& tx, const std::string& id, const std::string& pattern);

// Gives a unit a new version.
absl::Status RaiseUnit(pg::Transaction& tx, const std::string& id);

// Ends a unit on the day, with its identifiers, and gives it a new version; true where it is on no day any more: it
// would have begun on that day or later, or `never` says so.
absl::StatusOr<bool> EndUnitOn(pg::Transaction& tx, const std::string& id, Day day, bool never);
// How many bodies below it exist on the day or later.
absl::StatusOr<std::int64_t> CountBodiesBelow(pg::Transaction& tx, const std::string& id, Day day);

// Puts units below other superiors in the days of the moves; RefreshLines must follow.
absl::Status MoveUnits(pg::Transaction& tx, std::span<const ImportPlan::Move> moves);

// Brings the lines of superiors of all units up to date on `from` (nothing: always) and on all days after it. Returns
// the ids of the units whose line changed, each with a new version. With a change id, what these were before is kept
// for it (territory_change.h).
absl::StatusOr<std::vector<std::string>> RefreshLines(pg::Transaction& tx, std::optional<Day> from,
                                                      const std::optional<std::string>& change_id = std::nullopt);

// Of all days, by name.
absl::StatusOr<std::vector<Alias>> ListAliases(pg::Transaction& tx, const std::string& id);
// Adds it, or gives the one of exactly this name these days. `place` is the part of the name that may be a territory's
// (PlaceOf): by it names are looked for that a unit goes by elsewhere than around.
absl::Status PutAlias(pg::Transaction& tx, const std::string& id, const Alias& alias,
                      const std::optional<std::string>& place);
// The one of exactly this name was none.
absl::Status DeleteAlias(pg::Transaction& tx, const std::string& id, const std::string& name);
// The groups that a unit answers to from a day on (nothing: always), with a new version.
absl::Status PutTags(pg::Transaction& tx, const std::string& id, const std::vector<std::string>& tags,
                     std::optional<Day> from);
absl::Status SetEmails(pg::Transaction& tx, const std::string& id, const std::vector<std::string>& emails);

}  // namespace dondoc::organization
