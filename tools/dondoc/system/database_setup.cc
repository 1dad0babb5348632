#include "tools/dondoc/system/database_setup.h"

#include <fmt/format.h>

#include "common/postgres/connection.h"
#include "common/status/status.h"
#include "tools/dondoc/system/sql.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

constexpr std::string_view kDuplicateDatabase = "42P04";

}  // namespace

std::string OwnerOf(std::string_view service) { return fmt::format("dondoc_{}", service); }

std::string ServingRoleOf(std::string_view service) { return fmt::format("dondoc_{}_app", service); }

absl::Status SetUpDatabase(const std::function<std::string(std::string_view)>& superuser_conninfo) {
  DONDOC_ASSIGN_OR_RETURN(auto cluster, pg::Connection::Open(superuser_conninfo("postgres")));
  const absl::Status created = cluster->ExecuteScript(std::string(sql::kCreateDatabase));
  if (!created.ok() && Metadata(created)["sqlstate"] != kDuplicateDatabase) return created;
  for (const std::string_view service : kServices) {
    // The script reads the service from a setting, so that the same file serves psql.
    const std::string conninfo =
        fmt::format("{} options='-c dondoc.service={}'", superuser_conninfo(kDatabase), service);
    DONDOC_ASSIGN_OR_RETURN(auto database, pg::Connection::Open(conninfo));
    DONDOC_RETURN_IF_ERROR(database->ExecuteScript(std::string(sql::kGrantService)));
  }
  return absl::OkStatus();
}

}  // namespace dondoc::cli
