// What goes to units of another level, in another cell, into the outbox: in the transaction in which it is gone here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/assignment/storage/directive_storage.h"
#include "services/assignment/storage/fact_outbox.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {

// AssignmentsHandedOver to the levels of the heirs, in parts of some 500; all that goes to one assignment in one part.
// `tasks` has every task of them. Errors are those of messaging::Append.
absl::Status AppendHandedOver(pg::Transaction& tx, const FactContext& context, const std::vector<Passing>& passings,
                              const std::vector<DutyPassing>& duties, const std::vector<DirectiveWithTasks>& tasks,
                              const PassingMark& mark);

// How many of a succession's facts other cells have not taken in yet: their trace is its id (app/apply_succession.cc).
absl::StatusOr<std::int64_t> CountHandedOver(pg::Transaction& tx, const std::string& succession_id);

}  // namespace dondoc::assignment
