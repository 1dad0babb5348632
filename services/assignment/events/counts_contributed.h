// Consumes dondoc.assignment.v1.CountsContributed: this service's own fact, from the level below.
#pragma once

#include "common/messaging/consumer.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

// The handler: one statement for a whole batch of facts. `context` must outlive it. Idempotent and insensitive to
// order. UNAVAILABLE, reason TREE_BEHIND, where a parent is not known here yet. INVALID_ARGUMENT, reason
// COUNTS_UNREADABLE.
messaging::Handler OnCountsContributed(const Context& context);

}  // namespace dondoc::assignment
