// Forward-only migrations. A migration set is a list of (file name, SQL), the name beginning with its four-digit
// number; a schema has one or more sets (its own, and those of the libraries that keep tables in it), each numbered
// from 0001 without gaps.
//
// Each migration runs in one transaction, under an advisory lock, so that two migrators never meet; its checksum is
// kept, and a migration that was edited after it was applied stops everything (reason MIGRATION_CHANGED).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/connection.h"
#include "common/time/day.h"

namespace dondoc::pg {

struct MigrationSet {
  std::string_view name;  // "assignment", "messaging"
  std::vector<std::pair<std::string_view, std::string_view>> files;

  template <typename Files>
  static MigrationSet Of(std::string_view name, const Files& files) {
    return {name, {files.begin(), files.end()}};
  }
};

// Applies what is missing, in the order of the sets; returns the names of what was applied
// ("assignment/0001_create_assignment"). Idempotent. `now` is kept with each.
absl::StatusOr<std::vector<std::string>> Migrate(Connection& connection, const std::vector<MigrationSet>& sets,
                                                 TimePoint now);

// Gives the serving role of this schema its rights, as far as there is one: `<role of the connection>_app`, which owns
// nothing, so that it can neither change a table's form nor take away what guards it. It may read and change the rows
// of all tables, but only read and add to those of `append_only`, and only read schema_migration. To be called after
// each Migrate, as new tables have no rights yet. Idempotent.
absl::Status GrantServing(Connection& connection, std::span<const std::string_view> append_only);

// OK where every migration of the sets has been applied, else FAILED_PRECONDITION with the reason SCHEMA_TOO_OLD.
absl::Status CheckSchema(Connection& connection, const std::vector<MigrationSet>& sets);

}  // namespace dondoc::pg
