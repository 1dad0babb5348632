// Consumes dondoc.assignment.v1.AssignmentsHandedOver: this service's own fact, from another level's cell.
#pragma once

#include "common/messaging/consumer.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

// The handler. `context` must outlive it. Errors: those of TakeIn; INVALID_ARGUMENT, reason HANDED_OVER_UNREADABLE.
messaging::Handler OnAssignmentsHandedOver(const Context& context);

}  // namespace dondoc::assignment
