// In which order the sealer chains what it finds.
#include <filesystem>
#include <memory>
#include <string>

#include "common/audit/chain_fixture.h"
#include "common/audit/sealer.h"
#include "common/private_servers/private_postgres.h"
#include "gmock/gmock.h"

namespace dondoc::audit {
namespace {

std::string Writing(const std::string& method) {
  return "WITH r AS (INSERT INTO audit_record (at, subject, name, unit_id, method, object_type, object_id, before, "
         "after, request_id, address, trace) VALUES ('2026-01-01', '', '', '', '" +
         method + "', '', '', '', '', '', '', '') RETURNING seq) INSERT INTO audit_unsealed SELECT seq FROM r";
}

// A transaction that has written a record and is not committed.
std::unique_ptr<pg::Connection> Begun(const std::string& conninfo, const std::string& method) {
  auto connection = pg::Connection::Open(conninfo).value();
  EXPECT_OK(connection->ExecuteScript("BEGIN; " + Writing(method)));
  return connection;
}

// The methods of the records as they are chained.
std::string Chained(const std::string& conninfo) {
  static constexpr pg::Statement kChained{
      "test.chained",
      "SELECT string_agg(method, ' ' ORDER BY number) AS methods FROM audit_seal JOIN audit_record USING (seq)"};
  return pg::Connection::Open(conninfo).value()->Execute(kChained, {}).value()[0].Get<std::string>("methods");
}

using CommitOrderTest = ChainTest;

TEST_F(CommitOrderTest, ATransactionThatCommitsLateIsNotOverlooked) {
  const auto late = Begun(conninfo_, "Late");
  Commit(3);
  SealAll();
  ExpectWhole(3);
  ASSERT_OK(late->ExecuteScript("COMMIT"));
  SealAll();
  ExpectWhole(4);
  EXPECT_EQ(Count("SELECT number FROM audit_seal WHERE seq = 1"), 4);
}

TEST_F(CommitOrderTest, WhatOneRoundFindsIsChainedInTheOrderOfCommits) {
  const auto a = Begun(conninfo_, "A");
  const auto b = Begun(conninfo_, "B");
  const auto c = Begun(conninfo_, "C");
  ASSERT_OK(b->ExecuteScript("COMMIT"));
  ASSERT_OK(c->ExecuteScript("SAVEPOINT s; " + Writing("D") + "; RELEASE s; COMMIT"));
  ASSERT_OK(a->ExecuteScript("COMMIT"));
  options_.batch = 3;  // which comes first is asked of all that wait
  RestartSealer();
  SealAll();
  ExpectWhole(4);
  EXPECT_EQ(Chained(conninfo_), "B C D A");
}

// A server of its own, whose settings can be changed.
class SealerOrderTest : public ::testing::Test {
 protected:
  void Serve(const std::string& track_commit_timestamp) {
    server_.reset();
    private_servers::PostgresOptions options{.directory = directory_.path() / "postgres", .durable = false};
    options.settings = {{"track_commit_timestamp", track_commit_timestamp}};
    server_ = private_servers::PrivatePostgres::Prepare(std::move(options)).value();
    ASSERT_OK(server_->Start());
    conninfo_ = server_->Conninfo("postgres", private_servers::PrivatePostgres::kSuperuser);
  }
  // Two that overlap: who wrote first commits last.
  void Overlap(const std::string& first, const std::string& last) const {
    const auto slow = Begun(conninfo_, first);
    const auto quick = Begun(conninfo_, last);
    ASSERT_OK(quick->ExecuteScript("COMMIT"));
    ASSERT_OK(slow->ExecuteScript("COMMIT"));
  }
  // The reasons that a sealer logs which begins now.
  std::vector<std::string> Seal() const {
    pg::Database database({.conninfo = conninfo_});
    SealerStats stats;
    const SystemClock clock;
    std::vector<std::string> said;
    Sealer sealer({.service = "assignment"}, database, clock, stats,
                  [&](std::string_view, const absl::Status& cause) { said.emplace_back(Reason(cause)); });
    for (int round = 0; round < 3; ++round) EXPECT_OK(sealer.Step().status());
    return said;
  }

  const dondoc::testing::TempDir directory_;
  std::unique_ptr<private_servers::PrivatePostgres> server_;
  std::string conninfo_;
};

TEST_F(SealerOrderTest, WithoutTimesOfCommitsItIsThatOfWritingAndIsSaid) {
  Serve("off");
  ASSERT_OK(pg::Migrate(*pg::Connection::Open(conninfo_).value(), {Migrations()}, kNow).status());
  Overlap("A", "B");
  EXPECT_THAT(Seal(), ::testing::ElementsAre("COMMIT_TIMES_NOT_KEPT")) << "once";
  EXPECT_EQ(Chained(conninfo_), "A B");
  // Turned on: what was committed before comes first.
  Overlap("C", "D");
  Serve("on");
  Overlap("E", "F");
  EXPECT_THAT(Seal(), ::testing::IsEmpty());
  EXPECT_EQ(Chained(conninfo_), "A B C D F E");
}

}  // namespace
}  // namespace dondoc::audit
