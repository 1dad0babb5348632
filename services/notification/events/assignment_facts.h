// The facts of the assignment service, taken over (app/apply_facts.h). Handlers for runtime.Subscribe; thread-safe.
//
// A fact that cannot be one (an id that is no UUID, a date that does not exist, an unknown state) is INVALID_ARGUMENT,
// reason FACT_UNREADABLE, with the field: it becomes a dead letter, and nothing of it has an effect.
#pragma once

#include <span>

#include "absl/status/status.h"
#include "common/messaging/fact.h"
#include "common/postgres/database.h"

namespace dondoc::notification {

absl::Status OnAssignmentsCreated(pg::Transaction& tx, std::span<const messaging::Fact> facts);
absl::Status OnAssignmentChanged(pg::Transaction& tx, std::span<const messaging::Fact> facts);

// What one unit had goes to another: reminders of the one stop, those of the other begin on the day of the fact. And
// back: reminders go on as if nothing had been.
absl::Status OnAssignmentsTransferred(pg::Transaction& tx, std::span<const messaging::Fact> facts);
absl::Status OnAssignmentsRestored(pg::Transaction& tx, std::span<const messaging::Fact> facts);

}  // namespace dondoc::notification
