// The tree as a whole: its change number, and the facts that tell others of a change.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/day.h"

namespace dondoc::organization {

// Keeps other changes of the tree out until the transaction ends; before anything of it is read that the change depends
// on. Returns the number of the last change.
absl::StatusOr<std::int64_t> LockTree(pg::Transaction& tx);

absl::StatusOr<std::int64_t> GetTreeChange(pg::Transaction& tx);

// How far the tree is, as copies compare themselves with it; the fields mean what those of
// dondoc.organization.v1.TreeState mean.
struct TreeState {
  std::int64_t change = 0;
  std::int64_t units = 0;
  std::int64_t succession_steps = 0;
};
// Units are counted only where that is asked; else they are 0.
absl::StatusOr<TreeState> GetTreeState(pg::Transaction& tx, bool count_units);

// Appends units, as they are on the day of `now` and with all their states, as UnitsChanged facts of the next change,
// at most 500 units in one, and counts the change. Behind LockTree. Nothing happens for no units.
absl::Status PublishUnits(pg::Transaction& tx, const std::vector<std::string>& unit_ids, TimePoint now,
                          IdGenerator& ids, const std::string& trace);

// The last day whose turns were published (app/announce_turns.h); nothing before the first.
absl::StatusOr<std::optional<Day>> FindTold(pg::Transaction& tx);
absl::Status SetTold(pg::Transaction& tx, Day day);
// Gives the units a new version whose names or places turn on a day after `last`, up to `day`; returns their ids.
absl::StatusOr<std::vector<std::string>> RaiseTurned(pg::Transaction& tx, Day last, Day day);

}  // namespace dondoc::organization
