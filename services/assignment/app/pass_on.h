// The part that a succession, a transfer by a person and what other cells hand over have in common.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "services/assignment/app/context.h"
#include "services/assignment/storage/fact_outbox.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {

// Passes open assignments, which are locked, on to other units: states, pointers and transitions, what the other units
// have then (domain/takeover.h), counts, and the facts, all in `tx`. Units that got something and have themselves ended
// pass it on in turn (storage/succession_storage.h). `duties` are those that go to units of other levels, and are gone
// here; all others are left to the caller.
//
// What goes to a unit of a level that has its rows elsewhere (Context::levels) is handed over in a fact
// (AssignmentsHandedOver): here it is TRANSFERRED, and there it is open once the fact has arrived.
absl::Status PassOn(pg::Transaction& tx, const Context& context, const FactContext& facts,
                    const std::vector<Passing>& passings, const std::vector<DutyPassing>& duties,
                    const PassingMark& mark);

// The other side of it: units here take over what is open elsewhere. The tasks are known, each share is new
// (NoteTakenIn).
absl::Status TakeOverFromElsewhere(pg::Transaction& tx, const FactContext& facts, const std::vector<Passing>& passings,
                                   const PassingMark& mark);

}  // namespace dondoc::assignment
