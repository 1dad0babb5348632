// Who depends on units: asked before these are taken away. Errors are those of pg::Transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"

namespace dondoc::identity {

// In words, with numbers and what to do about it; nothing where nobody does: roles that people have there beyond the
// day, accounts and systems that the units keep and that are in use. Whoever takes units away may list these.
absl::StatusOr<std::vector<std::string>> ListPeopleOfUnits(pg::Transaction& tx,
                                                           const std::vector<std::string>& unit_ids, Day day);

}  // namespace dondoc::identity
