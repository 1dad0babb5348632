// The scheduler: makes the reminders whose moment has come.
//
// One step is one transaction: it takes a batch of assignments whose next moment has come (leaving out those that
// another scheduler or a consumer holds), puts what the rule says into inboxes and deliveries, records every step, made
// or suppressed, and computes when each assignment is to be looked at next. Killed anywhere, it has done all of it or
// nothing. Each step happens at most once: what was looked at is remembered with the assignment, and the record's key
// refuses a second one.
//
// With a context that lives_through, a step works as of the earliest moment that is due instead of now: a development
// clock that jumps passes through every day on its way.
//
// Cost: without anything due, one look into an index, however much is pending.
#pragma once

#include <stop_token>

#include "absl/status/statusor.h"
#include "services/notification/app/context.h"

namespace dondoc::notification {

struct DueOutcome {
  int looked_at = 0;  // assignments
  int made = 0;
  int suppressed = 0;
  int postponed = 0;  // assignments of units that the copy of the tree does not have yet: looked at again in a minute
  bool more = false;  // something else may be due already
};

// One step as of the context's now, or of the first moment due before it.
absl::StatusOr<DueOutcome> SendDueReminders(const Context& context, int batch);

// Steps until asked to stop; looks at the clock once a second.
void RunReminders(const Context& context, const std::stop_token& stop);

}  // namespace dondoc::notification
