#include "common/postgres/migrator.h"

#include <gtest/gtest.h>

#include <thread>

#include "common/postgres/sql.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"

namespace dondoc::pg {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::SharedPostgres;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TimePoint kNow = StartOf(*ParseDay("2026-11-21"));

std::unique_ptr<Connection> Open(const std::string& conninfo) { return Connection::Open(conninfo).value(); }

MigrationSet First() { return {"first", {{"0001_create_a.sql", "CREATE TABLE a (x integer)"}}}; }
MigrationSet Second() {
  return {"second",
          {{"0001_create_b.sql", "CREATE TABLE b (x integer)"},
           {"0002_fill_b.sql", "INSERT INTO b VALUES (1); INSERT INTO b VALUES (2)"}}};
}

TEST(MigratorTest, AppliesWhatIsMissingOnce) {
  const std::string conninfo = SharedPostgres::CreateDatabase();
  const auto connection = Open(conninfo);
  EXPECT_THAT(CheckSchema(*connection, {First()}), HasReason(absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_OLD"));
  EXPECT_THAT(Migrate(*connection, {First()}, kNow).value(), ElementsAre("first/0001_create_a"));
  EXPECT_THAT(Migrate(*connection, {First(), Second()}, kNow).value(),
              ElementsAre("second/0001_create_b", "second/0002_fill_b"));
  EXPECT_THAT(Migrate(*connection, {First(), Second()}, kNow).value(), IsEmpty());
  EXPECT_OK(CheckSchema(*connection, {First(), Second()}));
}

TEST(MigratorTest, AFailedMigrationLeavesNothing) {
  const auto connection = Open(SharedPostgres::CreateDatabase());
  const MigrationSet broken{"broken",
                            {{"0001_half.sql", "CREATE TABLE half (x integer); SELECT no_such_column FROM half"}}};
  const absl::Status status = Migrate(*connection, {broken}, kNow).status();
  EXPECT_EQ(Metadata(status).at("migration"), "broken/0001_half.sql");
  const auto rows = connection->Execute({"t", "SELECT to_regclass('half') IS NULL AS gone"}, {}).value();
  EXPECT_TRUE(rows[0].Get<bool>("gone"));
}

TEST(MigratorTest, AnEditedMigrationStopsEverything) {
  const auto connection = Open(SharedPostgres::CreateDatabase());
  ASSERT_OK(Migrate(*connection, {First()}, kNow).status());
  const MigrationSet edited{"first", {{"0001_create_a.sql", "CREATE TABLE a (x bigint)"}}};
  EXPECT_THAT(Migrate(*connection, {edited}, kNow).status(),
              HasReason(absl::StatusCode::kFailedPrecondition, "MIGRATION_CHANGED"));
  EXPECT_THAT(CheckSchema(*connection, {edited}),
              HasReason(absl::StatusCode::kFailedPrecondition, "MIGRATION_CHANGED"));
}

TEST(MigratorTest, TwoMigratorsNeverMeet) {
  const std::string conninfo = SharedPostgres::CreateDatabase();
  std::vector<std::string> done[2];
  {
    std::vector<std::jthread> threads;
    for (auto& mine : done) {
      threads.emplace_back([&mine, &conninfo] { mine = Migrate(*Open(conninfo), {First(), Second()}, kNow).value(); });
    }
  }
  EXPECT_EQ(done[0].size() + done[1].size(), 3u);
}

TEST(MigratorTest, GapsInTheNumbersAreAMistake) {
  const auto connection = Open(SharedPostgres::CreateDatabase());
  const MigrationSet gap{"gap", {{"0002_late.sql", "SELECT 1"}}};
  EXPECT_THAT(Migrate(*connection, {gap}, kNow).status(), testing::StatusIs(absl::StatusCode::kInternal));
}

TEST(MigratorTest, EveryStatementIsValid) {
  const auto connection = Open(SharedPostgres::CreateDatabase());
  ASSERT_OK(Migrate(*connection, {}, kNow).status());
  for (const Statement* statement : sql::kAll) EXPECT_OK(connection->Prepare(*statement)) << statement->name;
}

}  // namespace
}  // namespace dondoc::pg
