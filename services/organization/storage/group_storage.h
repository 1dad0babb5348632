// Named groups to rows and back. Free functions over a transaction; errors are those of pg::Transaction, besides what
// is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/domain/name_resolution/group_reading.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// What a unit calls a group of units.
struct NamedGroup {
  std::string id;
  std::string owner_id;
  std::string name;
  Group group;
  Validity days;           // one that ends on its first day never was
  TimePoint defined_at{};  // what is read of one does not say it
};

// ALREADY_EXISTS (GROUP_EXISTS) where its owner has one of that name that has not ended.
absl::Status InsertGroup(pg::Transaction& tx, const NamedGroup& group);

// NOT_FOUND (GROUP_NOT_FOUND).
absl::StatusOr<NamedGroup> GetGroup(pg::Transaction& tx, const std::string& id);
absl::StatusOr<NamedGroup> LockGroup(pg::Transaction& tx, const std::string& id);

absl::Status EndGroup(pg::Transaction& tx, const std::string& id, Day to);

// Those whose names a unit may use on a day: its own and those of the units above it, the nearest first; after a group.
absl::StatusOr<std::vector<NamedGroup>> ListGroups(pg::Transaction& tx, const std::string& unit_id, Day day,
                                                   const std::optional<std::string>& after_id, int limit);

// How many groups that have not ended by the day belong to one of the units, or are looked for within one.
absl::StatusOr<std::int64_t> CountGroupsOf(pg::Transaction& tx, const std::vector<std::string>& unit_ids, Day day);

// How many groups that last beyond the first day of a succession belong to bodies that it ends, or are looked for
// within them: from that day they mean nothing.
absl::StatusOr<std::int64_t> CountGroupsOfEndingUnits(pg::Transaction& tx, const std::string& succession_id);

// Groups that were defined since a succession took effect, and belong to the units that it brought in or are looked for
// within them, and have not ended by the day. In words, each with what takes it out of the way; at most `limit`.
absl::StatusOr<std::vector<std::string>> ListGroupsInNewUnits(pg::Transaction& tx, const std::string& succession_id,
                                                              Day day, int limit);

}  // namespace dondoc::organization
