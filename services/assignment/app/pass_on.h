// The part that a succession and a transfer by a person have in common.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "services/assignment/storage/fact_outbox.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {

// Passes open assignments, which are locked, on to other units: states, pointers and transitions, what the other units
// have then (domain/takeover.h), counts, and the facts, all in `tx`. Duties are left to the caller. Units that got
// something and have themselves ended pass it on in turn (storage/succession_storage.h).
absl::Status PassOn(pg::Transaction& tx, const FactContext& facts, const std::vector<Passing>& passings,
                    const PassingMark& mark);

}  // namespace dondoc::assignment
