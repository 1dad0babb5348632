// Tells the copies of the tree of units that are called or placed otherwise from today on, as was known before.
#pragma once

#include <chrono>
#include <stop_token>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

// Publishes the units with a state that begins on one of the days since the last time, today included. The very first
// time only notes the day. Returns how many were published. Any number of processes may call it.
absl::StatusOr<int> AnnounceTurns(const Context& context);

// AnnounceTurns until asked to stop; an error waits for the next time.
void AnnounceTurnsUntil(const std::stop_token& stop, const Context& context, std::chrono::milliseconds pause);

}  // namespace dondoc::organization
