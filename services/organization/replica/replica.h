// A copy of the organization service's tree in another service's own schema: tables `unit`, `unit_state` and
// `unit_change`, fed by UnitsChanged facts (on_units_changed.h), so that whatever a service needs to know of units all
// the time it knows without asking. Its SQL may join `unit`, whose names and places are those of today (of the day on
// which the organization service last told of the unit, which it does again on the day on which they change), and
// `unit_state`, which has exactly one row of a unit for each day. A unit that has ended has a place there, too, below
// its heir or who was above it; where it stood last is in the view `unit_as_last`.
//
// Facts may come twice, in parallel and out of order: a unit's state is taken only where its version is newer. The copy
// also knows how far it is: it is at change N when it has all parts of all changes up to N.
//
// Thread-safety: free functions over a transaction. Errors: those of pg::Transaction, besides what is said.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"
#include "common/time/day.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "dondoc/organization/v1/unit.pb.h"

namespace dondoc::organization::replica {

// The tables of this library, set "organization_replica".
pg::MigrationSet Migrations();

// A unit as the copy has it; the fields mean what those of dondoc.organization.v1.Unit mean.
struct Unit {
  std::string id;
  std::string name;
  std::string level;  // "CENTRAL", "PROVINCE", "DISTRICT" or "COMMUNE"
  std::string kind;
  std::optional<std::string> superior_id;
  std::vector<std::string> superior_ids;  // the nearest first
  std::string territory_id;
  std::string territory_name;
  std::string territory_type;
  std::string territory_code;
  std::string code_list;
  std::vector<std::string> tags;
  std::optional<Day> valid_from;
  std::optional<Day> valid_to;  // the first day on which it no longer exists
  std::vector<std::string> emails;
  std::int64_t version = 0;
};

// Takes over what the facts say, in one statement for all their units: what is newer, and what is known already in an
// older form only. Idempotent, in any order. INVALID_ARGUMENT,
// reason UNIT_UNREADABLE, for a unit with an id, level or date that is none; then nothing is taken over.
absl::Status Apply(pg::Transaction& tx, std::span<const v1::UnitsChanged> changes);

// Takes over units as a handed out tree (tree_loader.h) has them: as of `change`. Idempotent, errors likewise.
absl::Status ApplyUnits(pg::Transaction& tx, const google::protobuf::RepeatedPtrField<v1::Unit>& units,
                        std::int64_t change);
// Keeps others from taking over anything until the transaction ends. Before ApplyUnits.
absl::Status LockCopy(pg::Transaction& tx);
// All units of changes up to `change` have been taken over.
absl::Status SetComplete(pg::Transaction& tx, std::int64_t change);

// Which fields of a unit this version takes over: raised by one with each field that is added to the facts and kept
// here. The copy notes it with each unit, so that a unit which an older version took over, without the new field, is
// loaded anew (tree_loader.h). 1: with the attributes of its territory. 2: with the tags of its states.
inline constexpr std::int32_t kUnitForm = 2;

// How far the copy is; the first three mean what those of dondoc.organization.v1.TreeState mean.
struct CopyState {
  std::int64_t change = 0;
  std::int64_t units = 0;
  std::int64_t succession_steps = 0;
  std::int64_t waiting = 0;              // parts of changes that follow on one that is not here
  std::int64_t waiting_plans = 0;        // parts of plans of successions that are not whole yet
  std::int32_t oldest_form = kUnitForm;  // of a unit that is here

  friend bool operator==(const CopyState&, const CopyState&) = default;
};
// Units are counted only where that is asked; else they are 0.
absl::StatusOr<CopyState> FindCopyState(pg::Transaction& tx, bool count_units);

// The id of the unit at the top of the tree; empty where the copy has none.
absl::StatusOr<std::string> FindTop(pg::Transaction& tx);

// Whether the caller may do it to the whole country: to the unit at the top.
absl::Status PermitCountry(pg::Transaction& tx, const access::Permit& permit);

// The unit, or nothing where the copy has none, as it is on `day`, or else today. `id` that is no UUID names none.
absl::StatusOr<std::optional<Unit>> FindUnit(pg::Transaction& tx, std::string_view id,
                                             std::optional<Day> day = std::nullopt);

// Those of the units that the copy has, by id, likewise.
absl::StatusOr<std::vector<Unit>> FindUnits(pg::Transaction& tx, std::span<const std::string> ids,
                                            std::optional<Day> day = std::nullopt);

// OK where the copy is at `tree_change` or beyond. UNAVAILABLE, reason TREE_BEHIND, where it is not: whoever would
// expand a group now would silently forget units, so it tries again later.
absl::Status RequireChange(pg::Transaction& tx, std::int64_t tree_change);
// Its error.
absl::Status TreeBehind(std::int64_t complete, std::int64_t tree_change);

struct Member {
  int group = 0;  // index of the group
  std::string unit_id;
};

// The members of each group on `day`, by group and id. INVALID_ARGUMENT, reason BAD_GROUP, for ids that are no UUIDs
// and for attributes that a newer service has made up: who leaves one out has too many members.
absl::StatusOr<std::vector<Member>> ExpandGroups(pg::Transaction& tx, std::span<const v1::UnitGroup> groups, Day day);

}  // namespace dondoc::organization::replica
