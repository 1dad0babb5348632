// Facts of this service into its outbox, in the transaction of what they report. Free functions over a transaction;
// errors are those of messaging::Append.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/ids/id_generator.h"
#include "common/messaging/destination.h"
#include "common/postgres/database.h"
#include "services/assignment/domain/assignment.h"
#include "services/assignment/domain/counts.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/assignment/storage/directive_storage.h"

namespace dondoc::assignment {

// What every fact of one operation has in common.
struct FactContext {
  IdGenerator& ids;
  TimePoint now{};
  std::string trace = {};
};

// Where facts for the units of a level go. Every level has its CHECK in the database; another name cannot come out of
// it.
messaging::Destination DestinationOfLevel(const std::string& level);

// AssignmentsCreated to the levels of the units, in parts of 500. `tasks` has every task of `made`.
absl::Status AppendCreated(pg::Transaction& tx, const FactContext& context, std::span<const NewAssignment> made,
                           const std::map<std::string, TaskFacts>& tasks);

// AssignmentChanged to the level of the unit. `reason` where the act had one.
absl::Status AppendChanged(pg::Transaction& tx, const FactContext& context, const Assignment& assignment,
                           const std::string& reason);

// One assignment that went to another unit: the one that it was, after it, and the one that took it over.
struct PassedOn {
  Assignment from;
  Assignment to;
};
// AssignmentsTransferred to the levels of both units, in parts of 500. `tasks` has every task of `passed`.
absl::Status AppendTransferred(pg::Transaction& tx, const FactContext& context, std::span<const PassedOn> passed,
                               const std::map<std::string, TaskFacts>& tasks);

// AssignmentsRestored to the levels of the units, in parts of 500: those that are as they were, with their new
// versions, and those that are no longer there.
absl::Status AppendRestored(pg::Transaction& tx, const FactContext& context, std::span<const Assignment> restored,
                            std::span<const Assignment> removed);

// CountsContributed to the levels of the parents, in parts of 500.
absl::Status AppendContributions(pg::Transaction& tx, const FactContext& context,
                                 std::span<const Contribution> contributions);

}  // namespace dondoc::assignment
