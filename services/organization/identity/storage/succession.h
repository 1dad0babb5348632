// What a succession of units does to people: whoever acts for a unit that ends acts for its heir from that day on, in
// the same role, and the heir keeps the accounts and the systems that the unit kept. For the operations of the
// succession, in their transactions; set-based, and exactly reversible.
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

// Ends the memberships of the units that reach past `day`, and begins the same in their heirs, from the later of their
// first day and `day` and for as long as they would have lasted: also what was granted for the future, and what was
// granted after a day that has passed. Who has the role there already keeps that, and gets the days that are missing.
// Accounts and systems of the units become the heirs'. Idempotent for one succession.
absl::Status MovePeople(pg::Transaction& tx, const std::string& succession_id, const std::vector<Heir>& heirs, Day day);

// Takes back what MovePeople did for this succession: the rows are as they were before. Only where a person has since
// changed how long a membership lasts in the heir, that end goes back with it.
absl::Status RestorePeople(pg::Transaction& tx, const std::string& succession_id);

// What would be lost, or be nobody's, if the units that an enacted succession brought in had never been: roles that
// people were granted there since, and accounts and systems that were made there since and are in use. In words, each
// with what takes it out of the way; at most `limit`.
absl::StatusOr<std::vector<std::string>> ListPeopleInNewUnits(pg::Transaction& tx, const std::string& succession_id,
                                                              int limit);

// Of the units that end, by the plan or once it is enacted: all memberships that reach past the day; accounts and
// systems that they keep.
struct EndingPeople {
  std::int64_t memberships = 0;
  std::int64_t memberships_without_heir = 0;
  std::int64_t accounts = 0;
  std::int64_t accounts_without_heir = 0;
  // Of each unit without an heir that has any, by id.
  struct OfUnit {
    std::string unit_id;
    std::int64_t memberships = 0;
    std::int64_t accounts = 0;
  };
  std::vector<OfUnit> without_heir;
};
absl::StatusOr<EndingPeople> CountEndingPeople(pg::Transaction& tx, const std::string& succession_id);

}  // namespace dondoc::identity
