// What successions have to do with numbers and targets. Free functions over a transaction; errors are those of
// pg::Transaction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"

namespace dondoc::indicator {

// What units that end by a succession have.
struct EndingUnits {
  std::int64_t units = 0;  // that have reported
  std::int64_t reports = 0;
  std::int64_t values = 0;          // current ones
  std::int64_t divided_values = 0;  // of units with several successors
  std::int64_t divided_units = 0;
  std::int64_t targets = 0;
};
absl::StatusOr<EndingUnits> PreviewSuccession(pg::Transaction& tx, const std::string& succession_id);

// What units that a succession began have here already, in words; at most `limit`.
absl::StatusOr<std::vector<std::string>> ListSuccessionUses(pg::Transaction& tx, const std::string& succession_id,
                                                            int limit);

// What keeps a unit from being ended on a day: what is open of it, and what it did here since. In words,
// each with what to do about it.
absl::StatusOr<std::vector<std::string>> ListUnitUses(pg::Transaction& tx, const std::string& unit_id, Day day);

}  // namespace dondoc::indicator
