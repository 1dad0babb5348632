#include "services/organization/storage/territory_change.h"

#include <optional>
#include <utility>

#include "common/status/status.h"
#include "services/organization/domain/naming.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

using Ids = std::vector<std::string>;

Ids DecodeIds(const pg::Result& rows) {
  Ids ids;
  for (const pg::Row row : rows) ids.push_back(row.Get<std::string>("id"));
  return ids;
}

// The two columns of the territories that go on.
struct Pairs {
  Ids ids, twins;

  explicit Pairs(const std::vector<TerritoryContinuation>& continuing) {
    for (const TerritoryContinuation& one : continuing) {
      ids.push_back(one.territory_id);
      twins.push_back(one.twin_id);
    }
  }
};

void Append(Ids& to, const Ids& ids) { to.insert(to.end(), ids.begin(), ids.end()); }

absl::Status Check(pg::Transaction& tx, const TerritoryChange& change, const Pairs& pairs) {
  Ids there = change.ending;
  Append(there, pairs.ids);
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kFindTerritoryInTheWay, there, change.beginning, pairs.twins, change.day));
  if (rows.empty()) return absl::OkStatus();
  const auto id = rows[0].Get<std::string>("id");
  if (rows[0].Get<std::string>("what") == "PLANNED") {
    return WithMetadata(FailedPrecondition("TERRITORY_NOT_PLANNED", "the territory " + id + " is not planned"),
                        "territory_id", id);
  }
  return WithMetadata(
      FailedPrecondition("TERRITORY_NOT_THERE", "the territory " + id + ", or what is above it, does " +
                                                    "not exist on the day before " + FormatDay(change.day)),
      "territory_id", id);
}

absl::Status Keep(pg::Transaction& tx, const TerritoryChange& change, const Pairs& pairs) {
  Ids all = change.ending;
  Append(all, change.beginning);
  Append(all, pairs.ids);
  Append(all, pairs.twins);
  // What stays planned below a twin is put below the one that goes on.
  DONDOC_ASSIGN_OR_RETURN(const pg::Result below, tx.Execute(sql::kListPlannedBelow, pairs.twins));
  Append(all, DecodeIds(below));
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kKeepTerritories, change.id, all).status());
  return tx.Execute(sql::kKeepUnits, change.id).status();
}

// The names of bodies follow the names of their territories.
absl::Status FollowNames(pg::Transaction& tx, const Ids& territory_ids, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Unit> units, ListUnitsOfTerritories(tx, territory_ids, day));
  std::vector<Naming> namings;
  for (const Unit& unit : units) {
    if (unit.name_pattern.empty() || (unit.validity.to && *unit.validity.to <= day)) continue;
    std::string name = RenderName(unit.name_pattern, unit.territory);
    if (name != unit.name) namings.push_back({unit.id, std::move(name), {day, std::nullopt}});
  }
  return NameUnits(tx, namings);
}

// The heads of territories that go on are below what their twins were to be below.
absl::Status FollowPlaces(pg::Transaction& tx, const Ids& twins, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListMovesOfContinued, twins, day));
  std::vector<ImportPlan::Move> moves;
  for (const pg::Row row : rows) {
    moves.push_back({row.Get<std::string>("id"), row.Get<std::string>("superior_id"), {day, std::nullopt}});
  }
  return MoveUnits(tx, moves);
}

absl::Status Continue(pg::Transaction& tx, const Pairs& pairs, Day day) {
  const std::vector<Day> days(pairs.ids.size(), day);
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kSplitTerritoryStates, pairs.ids, days).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kWithdrawTwins, pairs.ids, pairs.twins, day).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kContinueTerritories, pairs.ids, pairs.twins, day).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kLeaveWithdrawn, pairs.twins).status());
  DONDOC_RETURN_IF_ERROR(FollowNames(tx, pairs.ids, day));
  return FollowPlaces(tx, pairs.twins, day);
}

absl::Status PlaceEnded(pg::Transaction& tx, const TerritoryChange& change) {
  Ids ids, heirs;
  for (const BodyHeir& one : change.heirs) {
    ids.push_back(one.unit_id);
    heirs.push_back(one.heir_id);
  }
  return tx.Execute(sql::kPlaceEnded, ids, heirs, change.day, change.id).status();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ChangeTerritories(pg::Transaction& tx, const TerritoryChange& change) {
  const Pairs pairs(change.continuing);
  DONDOC_RETURN_IF_ERROR(Check(tx, change, pairs));
  DONDOC_RETURN_IF_ERROR(Keep(tx, change, pairs));
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kEndTerritories, change.ending, change.day).status());
  DONDOC_RETURN_IF_ERROR(Continue(tx, pairs, change.day));
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kBeginTerritories, change.beginning, change.day).status());
  DONDOC_RETURN_IF_ERROR(PlaceEnded(tx, change));
  DONDOC_RETURN_IF_ERROR(RefreshLines(tx, change.day, change.id).status());
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFinishChange, change.id));
  return DecodeIds(rows);
}

absl::StatusOr<std::vector<std::string>> ListUsesOfChange(pg::Transaction& tx, const std::string& id, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUsesOfChange, id, limit));
  std::vector<std::string> uses;
  for (const pg::Row row : rows) {
    const auto body = row.Get<std::optional<std::string>>("body_id");
    uses.push_back(row.Get<std::string>("name") +
                   (row.Get<std::string>("why") == "CHANGED"
                        ? " has other days, names or places since: nothing takes that back"
                    : body ? " was made since: take it back (dondoc units end " + *body + " --never)"
                           : " was brought in since: nothing takes that back"));
  }
  return uses;
}

absl::StatusOr<std::vector<BodyHeir>> ListWithdrawn(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListWithdrawn, id));
  std::vector<BodyHeir> withdrawn;
  for (const pg::Row row : rows)
    withdrawn.push_back({row.Get<std::string>("id"), row.Get<std::string>("continued_by")});
  return withdrawn;
}

absl::StatusOr<std::vector<std::string>> RestoreTerritories(pg::Transaction& tx, const std::string& id) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kRestoreTerritories, id).status());
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRestoreUnits, id));
  if (rows.empty()) return NotFound("CHANGE_NOT_FOUND", "nothing is kept of a change " + id);
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kInsertKeptStates, id).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteKept, id).status());
  Ids touched = DecodeIds(rows);
  // Units outside of the change that were put below one of its units since.
  DONDOC_ASSIGN_OR_RETURN(const Ids moved, RefreshLines(tx, std::nullopt));
  Append(touched, moved);
  return touched;
}

}  // namespace dondoc::organization
