// What a succession does to territories and their bodies on its day, and how that is taken back. Set-based: both
// national lists with their bodies take seconds. Free functions over a transaction, behind LockTree (tree.h).
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"

namespace dondoc::organization {

// A territory that goes on under another list: from the day it has the code, name, type, attributes and parent of its
// twin, the planned territory of the new list that stands for the same.
struct TerritoryContinuation {
  std::string territory_id;
  std::string twin_id;
};

// A body that ends, and the one that takes over from it.
struct BodyHeir {
  std::string unit_id;
  std::string heir_id;
};

// All lists of ids are of territories; a territory is in one of them once. A parent that a planned territory has is
// planned too, or the country: it must begin or be a twin in the same change.
struct TerritoryChange {
  std::string id;  // UUID under which what was there before is kept: the succession's
  Day day{};
  std::vector<std::string> ending;     // exist on the day before, and on the day no longer
  std::vector<std::string> beginning;  // planned; exist from the day
  std::vector<TerritoryContinuation> continuing;
  std::vector<BodyHeir> heirs;  // of bodies of the ending ones; one that does not exist on the day counts for nothing
};

// Makes the change, and returns the ids of all units that it touched, each with a new version, for PublishUnits.
//
//  - Bodies of an ending territory end with it; those that would have begun later do not.
//  - Bodies of a beginning territory begin with it.
//  - Bodies of a continuing territory go on, with names that follow the territory's. The twin and its head are
//    withdrawn: they stay planned for ever, and point to who goes on in their place (continued_by). Other bodies of the
//    twin that the territory has (by kind) are withdrawn with it, those that it lacks are given to it and begin.
//  - An ended unit has a place: from the day it stands below its heir, else below the nearest of those above it that
//    exists, or that one's heir. So do units that had ended earlier and stood below one that ends now.
//  - Planned units below a withdrawn one are put below the one that goes on; everybody's line of superiors is brought
//    up to date from the day.
//
// FAILED_PRECONDITION: TERRITORY_NOT_THERE where one that ends or goes on does not exist on the day before;
// TERRITORY_NOT_PLANNED where one that begins or a twin is not planned, or is withdrawn; the metadata `territory_id` is
// the first such one. ALREADY_EXISTS (UNIT_EXISTS) where a body that is given to a territory has the name of another
// there.
absl::StatusOr<std::vector<std::string>> ChangeTerritories(pg::Transaction& tx, const TerritoryChange& change);

// The planned units that a change withdrew, with those that go on in their place: who was granted something there
// before the change has it here.
absl::StatusOr<std::vector<BodyHeir>> ListWithdrawn(pg::Transaction& tx, const std::string& id);

// What keeps a change from being taken back: what it touched and has other days, names or places since, and what has
// been put below. In words, each with what takes it out of the way, where something does; at most `limit`.
absl::StatusOr<std::vector<std::string>> ListUsesOfChange(pg::Transaction& tx, const std::string& id, int limit);

// Takes a change back that nothing keeps (ListUsesOfChange): all rows of territories and units are as they were before
// it, but for the units' versions, and nothing of it is kept. Returns the ids of all units that it touched. NOT_FOUND
// (CHANGE_NOT_FOUND) where nothing is kept under `id`.
absl::StatusOr<std::vector<std::string>> RestoreTerritories(pg::Transaction& tx, const std::string& id);

}  // namespace dondoc::organization
