#include "tools/dondoc/system/database_setup.h"

#include <fmt/format.h>

#include <string>

#include "common/postgres/connection.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

using dondoc::testing::SharedPostgres;
using dondoc::testing::StatusIs;

// The conninfo of another database of the same cluster.
std::string Conninfo(std::string_view database, std::string_view role) {
  static const std::string kCluster = SharedPostgres::CreateDatabase();
  return fmt::format("{} dbname={}", SharedPostgres::AsRole(kCluster, role), database);
}

absl::Status SetUpAll() {
  return SetUpDatabase([](std::string_view database) { return Conninfo(database, "postgres"); });
}

absl::Status RunAs(std::string_view service, const std::string& script) {
  DONDOC_ASSIGN_OR_RETURN(auto connection, pg::Connection::Open(Conninfo(kDatabase, RoleOf(service))));
  return connection->ExecuteScript(script);
}

TEST(DatabaseSetupTest, EachServiceHasItsOwnSchemaAndNoOther) {
  ASSERT_OK(SetUpAll());
  for (const std::string_view service : kServices) {
    // Without a schema's name it is the service's own.
    EXPECT_OK(RunAs(service, "CREATE TABLE secrets (x int); INSERT INTO secrets VALUES (1)"));
    EXPECT_OK(RunAs(service, fmt::format("UPDATE {}.secrets SET x = 2", service)));
  }
  EXPECT_THAT(RunAs("assignment", "UPDATE directive.secrets SET x = 3"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(RunAs("assignment", "CREATE TABLE directive.mine (x int)"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(RunAs("assignment", "CREATE TABLE public.mine (x int)"), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(RunAs("assignment", "CREATE SCHEMA mine"), StatusIs(absl::StatusCode::kInternal));

  // A system that starts again keeps what it has.
  ASSERT_OK(SetUpAll());
  EXPECT_OK(RunAs("directive", "UPDATE secrets SET x = 4"));
}

}  // namespace
}  // namespace dondoc::cli
