// A body whose name, place or end is about to change: what the operations that do so ask first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

struct ChangingBody {
  Unit unit;                     // as it is on the day, with its states
  std::optional<Day> from;       // the day; nothing where the body is planned: then it changes on all days
  std::vector<UnitState> later;  // its states after the one of the day
};

// NOT_FOUND (UNIT_NOT_FOUND); FAILED_PRECONDITION (HEAD_OF_TERRITORY) for a UBND and the Government, whose name and
// place are those of their territory and which end with it; (UNIT_ENDED) where it does not exist any more on the day.
absl::StatusOr<ChangingBody> FindChangingBody(pg::Transaction& tx, const std::string& unit_id, Day day);

// NOT_FOUND (UNIT_NOT_FOUND).
absl::StatusOr<Unit> ReadWithStates(pg::Transaction& tx, const std::string& unit_id, Day day);

}  // namespace dondoc::organization
