// What groups of a directive became: rows and back. Free functions over a transaction; errors are those of
// pg::Transaction.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"

namespace dondoc::assignment {

// A group as it was defined, and who was in it on the day of use.
struct ExpandedGroup {
  std::string name;  // as the directive writes it
  std::string within_unit_id;
  std::string level;
  std::vector<std::string> kinds, tags, territory_types, attributes;
  Day expanded_on{};
  std::vector<std::string> unit_ids;
};

// Keeps them, all of `day`; what is there already stays as it is.
absl::Status KeepExpandedGroups(pg::Transaction& tx, const std::string& directive_id, Day day,
                                std::span<const ExpandedGroup> groups);

// By name, after the first `skip`.
absl::StatusOr<std::vector<ExpandedGroup>> ListExpandedGroups(pg::Transaction& tx, const std::string& directive_id,
                                                              int skip, int limit);

// The groups that help with tasks, by directive.
absl::StatusOr<std::map<std::string, std::vector<ExpandedGroup>>> ListHelpingGroups(
    pg::Transaction& tx, const std::vector<std::string>& task_ids);

}  // namespace dondoc::assignment
