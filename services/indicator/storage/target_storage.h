// Targets in the database. Free functions over a transaction; errors are those of pg::Transaction, besides what is
// said.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "services/indicator/domain/target.h"

namespace dondoc::indicator {

// Adds targets; those that are there already, by id, stay as they are: the same fact twice adds nothing.
absl::Status InsertTargets(pg::Transaction& tx, std::span<const Target> targets, TimePoint now);

// NOT_FOUND, reason TARGET_NOT_FOUND, field "target_id": of one that is not there, or that must not be known.
absl::Status NoSuchTarget(const std::string& id);

// One target, locked until the transaction ends. NOT_FOUND, reason TARGET_NOT_FOUND, field "target_id".
absl::StatusOr<Target> LockTarget(pg::Transaction& tx, const std::string& id);

// The unit of one target; nothing where there is no such target.
absl::StatusOr<std::optional<std::string>> FindTargetUnit(pg::Transaction& tx, const std::string& id);

// Says which indicator a target is about, or that it is about none; its version grows by one.
absl::Status LinkTarget(pg::Transaction& tx, const std::string& id, const std::optional<std::string>& indicator_id);

// Targets of a unit, a directive or both that the caller may see, oldest first, after the target `after`; at most
// `limit`.
absl::StatusOr<std::vector<Target>> ListTargets(pg::Transaction& tx, const std::optional<std::string>& unit_id,
                                                const std::optional<std::string>& directive_id,
                                                const access::Filter& seen, const std::optional<std::string>& after,
                                                int limit);

// A unit's targets for a year that are linked to an indicator and that the caller may see.
absl::StatusOr<std::vector<Target>> ListLinkedTargets(pg::Transaction& tx, const std::string& unit_id, int year,
                                                      const access::Filter& seen);

}  // namespace dondoc::indicator
