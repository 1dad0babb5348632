// What a succession of units does to people: whoever acts for a unit that ends acts for its heir from that day on, in
// the same role. For the operations of the succession, in their transactions; set-based, and exactly reversible.
//
// Errors are those of pg::Transaction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"

namespace dondoc::identity {

// A unit that ends, and the one that takes its place.
struct Heir {
  std::string unit_id;
  std::string heir_id;
};

// Ends the memberships of the units on `day` and begins the same in their heirs, for as long as they would have lasted.
// Who has the role there already keeps that and gets no second one. Idempotent for one succession. How many ended.
absl::StatusOr<std::int64_t> MoveMemberships(pg::Transaction& tx, const std::string& succession_id,
                                             const std::vector<Heir>& heirs, Day day);

// Takes back what MoveMemberships did for this succession: the rows are as they were before. How many were restored.
absl::StatusOr<std::int64_t> RestoreMemberships(pg::Transaction& tx, const std::string& succession_id);

// Memberships that people have granted in the units that an enacted succession brought in: what would be lost if these
// units had never been.
absl::StatusOr<std::int64_t> CountMembershipsInNewUnits(pg::Transaction& tx, const std::string& succession_id);

struct EndingMemberships {
  std::int64_t all = 0;
  std::int64_t without_heir = 0;
};

// Memberships of the units that end, by the plan or once it is enacted, which reach beyond the day.
absl::StatusOr<EndingMemberships> CountEndingMemberships(pg::Transaction& tx, const std::string& succession_id);

}  // namespace dondoc::identity
