#include "common/postgres/database.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "common/postgres/sqlstate.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"

namespace dondoc::pg {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::SharedPostgres;
using ::dondoc::testing::StatusIs;

constexpr Statement kCreate{"t.create",
                            "CREATE TABLE account (name text PRIMARY KEY, amount bigint NOT NULL CHECK (amount >= 0))"};
constexpr Statement kInsert{"t.insert", "INSERT INTO account (name, amount) VALUES ($1::text, $2::bigint)"};
constexpr Statement kRead{"t.read", "SELECT amount FROM account WHERE name = $1::text"};
constexpr Statement kWrite{"t.write", "UPDATE account SET amount = $2::bigint WHERE name = $1::text"};
constexpr Statement kSerializable{"t.serializable", "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"};
constexpr Statement kPid{"t.pid", "SELECT pg_backend_pid() AS pid"};
constexpr Statement kTerminate{"t.terminate", "SELECT pg_terminate_backend($1::integer) AS done"};
constexpr Statement kSlow{"t.slow", "SELECT count(*) AS n FROM generate_series(1, 100000000000)"};
constexpr Statement kEverything{
    "t.everything",
    "SELECT $1::boolean AS b, $2::bigint AS i, $3::text AS t, $4::bytea AS y, $5::date AS d, $6::timestamptz AS z, "
    "$7::text[] AS a, $8::text AS n"};

class DatabaseTest : public ::testing::Test {
 protected:
  DatabaseTest()
      : conninfo_(SharedPostgres::CreateDatabase()), database_({.conninfo = conninfo_, .max_connections = 8}) {
    EXPECT_OK(database_.Run([](Transaction& tx) { return tx.Execute(kCreate).status(); }));
    EXPECT_OK(database_.Run([](Transaction& tx) { return tx.Execute(kInsert, "a", 100).status(); }));
  }

  std::int64_t Amount() {
    return database_
        .Run([](Transaction& tx) -> absl::StatusOr<std::int64_t> {
          DONDOC_ASSIGN_OR_RETURN(const Result rows, tx.Execute(kRead, "a"));
          return rows[0].Get<std::int64_t>("amount");
        })
        .value();
  }

  const std::string conninfo_;
  Database database_;
};

TEST_F(DatabaseTest, ValuesComeBackAsTheyWent) {
  const TimePoint now = StartOf(*ParseDay("2026-11-21")) + std::chrono::microseconds(123456);
  EXPECT_OK(database_.Run([&](Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const Result rows, tx.Execute(kEverything, true, std::int64_t{1} << 60, "Chi Lăng",
                                                          Bytes{std::string("\0\xff", 2)}, *ParseDay("2026-12-15"), now,
                                                          std::vector<std::string>{"a,b", "\"", "NULL"}, std::nullopt));
    const Row row = rows[0];
    EXPECT_TRUE(row.Get<bool>("b"));
    EXPECT_EQ(row.Get<std::int64_t>("i"), std::int64_t{1} << 60);
    EXPECT_EQ(row.Get<std::string>("t"), "Chi Lăng");
    EXPECT_EQ(row.Get<Bytes>("y").data, std::string("\0\xff", 2));
    EXPECT_EQ(row.Get<Day>("d"), *ParseDay("2026-12-15"));
    EXPECT_EQ(row.Get<TimePoint>("z"), now);
    EXPECT_EQ(row.Get<std::vector<std::string>>("a"), (std::vector<std::string>{"a,b", "\"", "NULL"}));
    EXPECT_FALSE(row.Get<std::optional<std::string>>("n").has_value());
    return absl::OkStatus();
  }));
}

TEST_F(DatabaseTest, AnErrorRollsBack) {
  const absl::Status status = database_.Run([](Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(tx.Execute(kWrite, "a", 7).status());
    return FailedPrecondition("NO", "changed my mind");
  });
  EXPECT_THAT(status, HasReason(absl::StatusCode::kFailedPrecondition, "NO"));
  EXPECT_EQ(Amount(), 100);
}

TEST_F(DatabaseTest, AnErrorThatWasIgnoredDoesNotCommit) {
  const absl::Status status = database_.Run([](Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(tx.Execute(kWrite, "a", 7).status());
    tx.Execute(kInsert, "a", 1).status().IgnoreError();
    return absl::OkStatus();
  });
  EXPECT_THAT(status, HasReason(absl::StatusCode::kAlreadyExists, "UNIQUE_VIOLATION"));
  EXPECT_EQ(ConstraintOf(status), "account_pkey");
  EXPECT_EQ(Amount(), 100);
}

TEST_F(DatabaseTest, AnExceptionIsInternalAndRollsBack) {
  const absl::Status status = database_.Run([](Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(tx.Execute(kWrite, "a", 7).status());
    DONDOC_ASSIGN_OR_RETURN(const Result rows, tx.Execute(kRead, "a"));
    rows[0].Get<std::string>("no_such_column");
    return absl::OkStatus();
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal));
  EXPECT_EQ(Amount(), 100);
}

TEST_F(DatabaseTest, ChecksAndTimeoutsHaveTheirCodes) {
  EXPECT_THAT(database_.Run([](Transaction& tx) { return tx.Execute(kWrite, "a", -1).status(); }),
              HasReason(absl::StatusCode::kFailedPrecondition, "CONSTRAINT_VIOLATION"));
  EXPECT_THAT(database_.Run({.timeout = std::chrono::milliseconds(20)},
                            [](Transaction& tx) { return tx.Execute(kSlow).status(); }),
              HasReason(absl::StatusCode::kDeadlineExceeded, "STATEMENT_TIMEOUT"));
}

// Eight threads add to one row under SERIALIZABLE: conflicts rerun the whole function, and nothing is lost or done
// twice.
TEST_F(DatabaseTest, ConflictsRerunTheWholeTransaction) {
  constexpr int kThreads = 4;
  constexpr int kTimes = 10;
  Database patient({.conninfo = conninfo_, .max_connections = 8, .max_attempts = 1000});
  std::atomic<int> runs = 0;
  std::latch start(kThreads);
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&] {
        start.arrive_and_wait();
        for (int i = 0; i < kTimes; ++i) {
          EXPECT_OK(patient.Run([&](Transaction& tx) -> absl::Status {
            ++runs;
            DONDOC_RETURN_IF_ERROR(tx.Execute(kSerializable).status());
            DONDOC_ASSIGN_OR_RETURN(const Result rows, tx.Execute(kRead, "a"));
            return tx.Execute(kWrite, "a", rows[0].Get<std::int64_t>("amount") + 1).status();
          }));
        }
      });
    }
  }
  EXPECT_EQ(Amount(), 100 + kThreads * kTimes);
  EXPECT_GE(runs, kThreads * kTimes);
}

TEST_F(DatabaseTest, AConnectionLostBeforeCommitRerunsTheWholeTransaction) {
  int runs = 0;
  EXPECT_OK(database_.Run([&](Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(tx.Execute(kWrite, "a", 100 + ++runs).status());
    if (runs == 1) {
      DONDOC_ASSIGN_OR_RETURN(const Result pid, tx.Execute(kPid));
      Database other({.conninfo = conninfo_});
      EXPECT_OK(other.Run(
          [&](Transaction& killer) { return killer.Execute(kTerminate, pid[0].Get<std::int32_t>("pid")).status(); }));
      return tx.Execute(kRead, "a").status();
    }
    return absl::OkStatus();
  }));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Amount(), 102);
}

TEST_F(DatabaseTest, AServerThatCrashedIsReachedAgain) {
  EXPECT_OK(database_.Ping());
  SharedPostgres::Crash();
  EXPECT_EQ(Amount(), 100);
}

TEST_F(DatabaseTest, APoolThatIsFullSaysSo) {
  Database small({.conninfo = conninfo_, .max_connections = 1, .acquire_timeout = std::chrono::milliseconds(10)});
  EXPECT_OK(small.Run([&](Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(tx.Execute(kRead, "a").status());
    EXPECT_THAT(small.Ping(), HasReason(absl::StatusCode::kResourceExhausted, "DATABASE_BUSY"));
    return absl::OkStatus();
  }));
  EXPECT_OK(small.Ping());
}

TEST(DatabaseOfflineTest, NoServerIsUnavailable) {
  Database nowhere({.conninfo = "host=/nonexistent dbname=x", .max_attempts = 2});
  EXPECT_THAT(nowhere.Ping(), HasReason(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE"));
}

}  // namespace
}  // namespace dondoc::pg
