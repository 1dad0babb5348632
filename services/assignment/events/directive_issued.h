// Consumes dondoc.directive.v1.DirectiveIssued: its tasks and duties become assignments of the units of the fact's
// level.
#pragma once

#include "common/messaging/consumer.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

// The handler. `context` must outlive it. Effects are idempotent. UNAVAILABLE, reason TREE_BEHIND, where the local copy
// of the tree is older than the one that the directive was issued by: the fact comes again later. INVALID_ARGUMENT
// (DIRECTIVE_UNREADABLE, BAD_RECURRENCE) and FAILED_PRECONDITION (UNKNOWN_UNIT) do not pass by themselves.
messaging::Handler OnDirectiveIssued(const Context& context);

}  // namespace dondoc::assignment
