#include "tools/dondoc/system/database_setup.h"

#include <fmt/format.h>

#include <string>

#include "common/audit/audit.h"
#include "common/audit/sealer.h"
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

absl::Status RunAs(const std::string& role, const std::string& script) {
  DONDOC_ASSIGN_OR_RETURN(auto connection, pg::Connection::Open(Conninfo(kDatabase, role)));
  return connection->ExecuteScript(script);
}

// What `dondoc-<service> migrate` does.
absl::Status Migrate(std::string_view service) {
  DONDOC_ASSIGN_OR_RETURN(auto owner, pg::Connection::Open(Conninfo(kDatabase, OwnerOf(service))));
  DONDOC_RETURN_IF_ERROR(pg::Migrate(*owner, {audit::Migrations()}, TimePoint{}).status());
  return pg::GrantServing(*owner, audit::kAppendOnlyTables);
}

const auto kRefused = StatusIs(absl::StatusCode::kInternal);  // 42501 is a mistake of ours wherever it happens

TEST(DatabaseSetupTest, EachServiceHasItsOwnSchemaAndNoOther) {
  ASSERT_OK(SetUpAll());
  for (const std::string_view service : kServices) {
    // Without a schema's name it is the service's own.
    EXPECT_OK(RunAs(OwnerOf(service), "CREATE TABLE secrets (x int); INSERT INTO secrets VALUES (1)"));
    EXPECT_OK(RunAs(OwnerOf(service), fmt::format("UPDATE {}.secrets SET x = 2", service)));
  }
  for (const std::string& role : {OwnerOf("assignment"), ServingRoleOf("assignment")}) {
    EXPECT_THAT(RunAs(role, "UPDATE directive.secrets SET x = 3"), kRefused);
    EXPECT_THAT(RunAs(role, "SELECT x FROM directive.secrets"), kRefused);
    EXPECT_THAT(RunAs(role, "CREATE TABLE directive.mine (x int)"), kRefused);
    EXPECT_THAT(RunAs(role, "CREATE TABLE public.mine (x int)"), kRefused);
    EXPECT_THAT(RunAs(role, "CREATE SCHEMA mine"), kRefused);
    EXPECT_THAT(RunAs(role, "CREATE ROLE mine"), kRefused);
  }

  // A system that starts again keeps what it has.
  ASSERT_OK(SetUpAll());
  EXPECT_OK(RunAs(OwnerOf("directive"), "UPDATE secrets SET x = 4"));
}

TEST(DatabaseSetupTest, WhoServesAddsToTheAuditAndDoesNothingElseToIt) {
  ASSERT_OK(SetUpAll());
  ASSERT_OK(Migrate("indicator"));
  const std::string serving = ServingRoleOf("indicator");
  {
    pg::Database database({.conninfo = Conninfo(kDatabase, serving)});
    ASSERT_OK(database.Run([](pg::Transaction& tx) { return audit::Append(tx, {.method = "Test"}); }));
    // The sealer serves, too.
    audit::SealerStats stats;
    const SystemClock clock;
    audit::SealerOptions options{.service = "indicator"};
    options.key = std::make_shared<const tokens::SigningKey>(tokens::SigningKey::Generate());
    audit::Sealer sealer(options, database, clock, stats, [](std::string_view, const absl::Status&) {});
    EXPECT_TRUE(sealer.Step().value());
    EXPECT_EQ(stats.sealed, 1);
    EXPECT_EQ(stats.checkpoints, 1);
  }
  for (const std::string_view table : audit::kAppendOnlyTables) {
    EXPECT_OK(RunAs(serving, fmt::format("SELECT count(*) FROM {}", table)));
    for (const char* statement :
         {"UPDATE {} SET hash = hash", "DELETE FROM {}", "TRUNCATE {}", "SELECT 1 FROM {} FOR UPDATE",
          "ALTER TABLE {} DISABLE TRIGGER ALL", "ALTER TABLE {} DISABLE TRIGGER USER",
          "ALTER TABLE {} ADD COLUMN x int", "ALTER TABLE {} OWNER TO CURRENT_USER", "ALTER TABLE {} RENAME TO other",
          "DROP TABLE {}", "LOCK TABLE {}", "CREATE RULE quiet AS ON INSERT TO {} DO INSTEAD NOTHING",
          "CREATE INDEX ON {} (ctid)", "GRANT ALL ON {} TO CURRENT_USER", "REVOKE INSERT ON {} FROM PUBLIC"}) {
      const std::string script = fmt::format(fmt::runtime(statement), table);
      if (script.starts_with("REVOKE") || script.starts_with("GRANT")) {
        // PostgreSQL only warns that nothing was granted: what counts is that it was not.
        RunAs(serving, script).IgnoreError();
        EXPECT_THAT(RunAs(serving, fmt::format("DELETE FROM {}", table)), kRefused);
      } else {
        EXPECT_FALSE(RunAs(serving, script).ok()) << script;
      }
    }
  }
  for (const char* script :
       {"SET session_replication_role = replica", "ALTER SCHEMA indicator RENAME TO mine",
        "DROP SCHEMA indicator CASCADE", "CREATE TABLE mine (x int)", "DROP FUNCTION audit_refuse_change CASCADE",
        "DROP TRIGGER audit_seal_append_only ON audit_seal",
        "CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "UPDATE schema_migration SET checksum = ''", "DELETE FROM schema_migration", "SET ROLE dondoc_indicator",
        "ALTER SEQUENCE audit_record_seq_seq RESTART", "SELECT setval('audit_record_seq_seq', 1)",
        "ALTER TABLE audit_unsealed ADD x int", "DROP TABLE audit_unsealed", "TRUNCATE audit_unsealed"}) {
    EXPECT_THAT(RunAs(serving, script), kRefused) << script;
  }
  EXPECT_OK(RunAs(OwnerOf("indicator"), "DO $$ BEGIN ASSERT (SELECT count(*) FROM audit_record) = 1; END $$"));
}

TEST(DatabaseSetupTest, ASystemFromBeforeThereWereServingRolesStartsAgain) {
  // As it was: one role, which owned and served.
  ASSERT_OK(SetUpAll());
  const std::string owner = OwnerOf("notification");
  const std::string serving = ServingRoleOf("notification");
  auto superuser = pg::Connection::Open(Conninfo(kDatabase, "postgres")).value();
  ASSERT_OK(superuser->ExecuteScript(fmt::format("DROP OWNED BY {}; DROP ROLE {}", serving, serving)));
  ASSERT_OK(RunAs(owner, "CREATE TABLE rule (id int PRIMARY KEY, words text); INSERT INTO rule VALUES (1, 'old')"));

  ASSERT_OK(SetUpAll());
  ASSERT_OK(Migrate("notification"));
  EXPECT_OK(
      RunAs(serving, "UPDATE rule SET words = 'new'; INSERT INTO rule VALUES (2, ''); DELETE FROM rule WHERE id = 2"));
  EXPECT_OK(RunAs(serving, "SELECT name FROM schema_migration"));
  EXPECT_THAT(RunAs(serving, "DROP TABLE rule"), kRefused);

  // A table that comes later has its rights once it was migrated; one too many is taken back.
  ASSERT_OK(RunAs(owner, fmt::format("CREATE TABLE later (x int); GRANT ALL ON audit_seal TO {}", serving)));
  EXPECT_THAT(RunAs(serving, "SELECT x FROM later"), kRefused);
  ASSERT_OK(Migrate("notification"));
  EXPECT_OK(RunAs(serving, "INSERT INTO later VALUES (1)"));
  EXPECT_THAT(RunAs(serving, "DELETE FROM audit_seal"), kRefused);
}

}  // namespace
}  // namespace dondoc::cli
