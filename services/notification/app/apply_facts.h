// Takes facts about assignments over into what is known of them, and into the scheduler's index.
//
// Set-based: one insert for what is new, one read and one update for the rest, however many facts. Facts may come twice
// and in any order (domain/pending.h). Runs inside the consumer's transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "services/notification/domain/pending.h"

namespace dondoc::notification {

absl::Status ApplyFacts(pg::Transaction& tx, const std::vector<AssignmentCreatedFact>& facts);
absl::Status ApplyFacts(pg::Transaction& tx, const std::vector<AssignmentChangedFact>& facts);

// Forgets assignments that are no longer there (an undone succession had made them). One that was reminded of stays, as
// CANCELLED, and so does one that was not heard of before: what comes late of it must find that it is over.
absl::Status ForgetRemoved(pg::Transaction& tx, const std::vector<std::string>& assignment_ids);

}  // namespace dondoc::notification
