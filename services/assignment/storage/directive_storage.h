// Directives and their tasks: what an assignment is of. Free functions over a transaction; errors are those of
// pg::Transaction besides what is said.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "services/assignment/domain/directive.h"
#include "services/assignment/storage/group_storage.h"

namespace dondoc::assignment {

// Keep them; what is there already stays as it is.
absl::Status InsertDirective(pg::Transaction& tx, const Directive& directive);
absl::Status InsertTasks(pg::Transaction& tx, const std::string& directive_id, std::span<const Task> tasks);

// The unit that issued it; empty for a directive that is not known.
absl::StatusOr<std::string> FindIssuer(pg::Transaction& tx, const std::string& directive_id);

// The issuer, and as recipients those of `unit_ids` that it gives something to do; nothing for a directive that is not
// known.
absl::StatusOr<std::optional<access::Parties>> FindDirectiveParties(pg::Transaction& tx,
                                                                    const std::string& directive_id,
                                                                    const std::vector<std::string>& unit_ids);

// FAILED_PRECONDITION, reason UNKNOWN_UNIT, where the local copy of the tree lacks one of these units.
absl::Status RequireUnits(pg::Transaction& tx, const std::vector<std::string>& unit_ids);

// A directive and some of its tasks, as they are kept, with the groups that help with these.
struct DirectiveWithTasks {
  Directive directive;
  std::vector<Task> tasks;
  std::vector<ExpandedGroup> groups;
};
absl::StatusOr<std::vector<DirectiveWithTasks>> ListTasks(pg::Transaction& tx,
                                                          const std::vector<std::string>& task_ids);

// What a fact says of an assignment's task.
struct TaskFacts {
  std::string directive_number;
  std::string issuer_unit_id;
  std::string text;
  bool duty = false;
};

// By task id.
absl::StatusOr<std::map<std::string, TaskFacts>> ListTaskFacts(pg::Transaction& tx,
                                                               const std::vector<std::string>& task_ids);

}  // namespace dondoc::assignment
