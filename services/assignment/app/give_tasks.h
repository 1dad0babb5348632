// The part that issuing a directive and making the next occurrence of a duty have in common.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/assignment/storage/fact_outbox.h"

namespace dondoc::assignment {

// Makes the assignments that are not there yet, counts them and appends the facts, all in `tx`; returns how many are
// new. Idempotent.
absl::StatusOr<std::int64_t> GiveTasks(pg::Transaction& tx, const FactContext& facts, const UnitSets& sets,
                                       const Givings& givings);

}  // namespace dondoc::assignment
