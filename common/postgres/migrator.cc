#include "common/postgres/migrator.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <map>

#include "common/postgres/sql.h"
#include "common/status/status.h"

namespace dondoc::pg {
namespace {

struct Applied {
  std::string name;
  std::string checksum;
};
using AppliedMap = std::map<std::pair<std::string, int>, Applied>;

// "0003_add_column.sql" to 3; 0 where the name has no number.
int NumberOf(std::string_view file) {
  int number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    if (i >= file.size() || file[i] < '0' || file[i] > '9') return 0;
    number = number * 10 + (file[i] - '0');
  }
  return number;
}

absl::StatusOr<AppliedMap> ReadApplied(Connection& connection) {
  AppliedMap applied;
  DONDOC_ASSIGN_OR_RETURN(const Result present, connection.Execute(sql::kHasSchemaMigration, {}));
  if (!present[0].Get<bool>("present")) return applied;
  DONDOC_ASSIGN_OR_RETURN(const Result rows, connection.Execute(sql::kListMigrations, {}));
  for (const Row row : rows) {
    applied[{row.Get<std::string>("set_name"), row.Get<std::int32_t>("number")}] = {row.Get<std::string>("name"),
                                                                                    row.Get<std::string>("checksum")};
  }
  return applied;
}

// Whether the migration is there already; an error where it is there with another text.
absl::StatusOr<bool> IsApplied(Connection& connection, const AppliedMap& applied, std::string_view set,
                               std::string_view file, std::string_view text) {
  const auto found = applied.find({std::string(set), NumberOf(file)});
  if (found == applied.end()) return false;
  DONDOC_ASSIGN_OR_RETURN(const Result checksum, connection.Execute(sql::kChecksum, {ToParam(text)}));
  if (found->second.checksum != checksum[0].Get<std::string>("checksum")) {
    return FailedPrecondition(
        "MIGRATION_CHANGED",
        fmt::format("{}/{} was changed after it was applied; add a new migration instead", set, file));
  }
  return true;
}

absl::Status Apply(Connection& connection, std::string_view set, std::string_view file, std::string_view text,
                   TimePoint now) {
  DONDOC_RETURN_IF_ERROR(connection.ExecuteScript("BEGIN"));
  absl::Status status = connection.ExecuteScript(std::string(text));
  if (status.ok()) {
    status = connection
                 .Execute(sql::kInsertMigration,
                          {ToParam(set), ToParam(NumberOf(file)), ToParam(file), ToParam(text), ToParam(now)})
                 .status();
  }
  if (status.ok()) return connection.ExecuteScript("COMMIT");
  connection.ExecuteScript("ROLLBACK").IgnoreError();
  return WithMetadata(status, "migration", fmt::format("{}/{}", set, file));
}

absl::StatusOr<std::vector<std::string>> MigrateLocked(Connection& connection, const std::vector<MigrationSet>& sets,
                                                       TimePoint now) {
  std::vector<std::string> done;
  DONDOC_RETURN_IF_ERROR(connection.ExecuteScript(std::string(sql::kCreateSchemaMigration.text)));
  DONDOC_ASSIGN_OR_RETURN(const AppliedMap applied, ReadApplied(connection));
  for (const MigrationSet& set : sets) {
    int expected = 1;
    for (const auto& [file, text] : set.files) {
      if (NumberOf(file) != expected) {
        return Internal(
            fmt::format("{}/{}: migrations are numbered without gaps, want {:04}", set.name, file, expected));
      }
      ++expected;
      DONDOC_ASSIGN_OR_RETURN(const bool there, IsApplied(connection, applied, set.name, file, text));
      if (there) continue;
      DONDOC_RETURN_IF_ERROR(Apply(connection, set.name, file, text, now));
      done.push_back(fmt::format("{}/{}", set.name, file.substr(0, file.rfind('.'))));
    }
  }
  return done;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> Migrate(Connection& connection, const std::vector<MigrationSet>& sets,
                                                 TimePoint now) {
  DONDOC_RETURN_IF_ERROR(connection.ExecuteScript("SET lock_timeout = '60s'"));
  DONDOC_RETURN_IF_ERROR(connection.Execute(sql::kLockMigrations, {}).status());
  auto done = MigrateLocked(connection, sets, now);
  connection.Execute(sql::kUnlockMigrations, {}).status().IgnoreError();
  return done;
}

absl::Status GrantServing(Connection& connection, std::span<const std::string_view> append_only) {
  DONDOC_RETURN_IF_ERROR(connection.Execute(sql::kLockMigrations, {}).status());
  absl::Status status =
      connection.Execute(sql::kSetAppendOnly, {ToParam(fmt::format("{}", fmt::join(append_only, ",")))}).status();
  if (status.ok()) status = connection.ExecuteScript(std::string(sql::kGrantServing.text));
  connection.Execute(sql::kUnlockMigrations, {}).status().IgnoreError();
  return status;
}

absl::Status CheckSchema(Connection& connection, const std::vector<MigrationSet>& sets) {
  DONDOC_ASSIGN_OR_RETURN(const AppliedMap applied, ReadApplied(connection));
  for (const MigrationSet& set : sets) {
    for (const auto& [file, text] : set.files) {
      DONDOC_ASSIGN_OR_RETURN(const bool there, IsApplied(connection, applied, set.name, file, text));
      if (!there) {
        return FailedPrecondition("SCHEMA_TOO_OLD",
                                  fmt::format("{}/{} is missing: run the migrate command first", set.name, file));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace dondoc::pg
