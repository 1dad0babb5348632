// For the tests of this library: a service's audit in a real database, its key and its file of checkpoints.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/audit/append_file.h"
#include "common/audit/audit.h"
#include "common/audit/chain_lines.h"
#include "common/audit/sealer.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/temp_dir.h"
#include "gtest/gtest.h"

namespace dondoc::audit {

inline constexpr TimePoint kNow{std::chrono::seconds(1'765'000'000)};

class ChainTest : public ::testing::Test {
 protected:
  void SetUp() override {
    conninfo_ = testing::SharedPostgres::CreateDatabase();
    owner_ = pg::Connection::Open(conninfo_).value();
    ASSERT_OK(pg::Migrate(*owner_, {Migrations()}, kNow).status());
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_});
    options_.service = "assignment";
    options_.key = key_;
    options_.checkpoint_file = (directory_.path() / "checkpoints").string();
    options_.checkpoint_every = std::chrono::hours(1);
    RestartSealer();
  }

  static Act ActOf(int number) {
    Act act{.caller = {.subject = "user:1", .name = "Lan", .unit_id = "u1", .address = "unix", .trace = "t"},
            .method = "AcceptAssignment",
            .at = kNow + std::chrono::seconds(number),
            .object = {"assignment", std::to_string(number)}};
    // What COPY and the encoding must carry unharmed.
    act.changes.Set("state", "ASSIGNED", "ACCEPTED\t\\N\n\"Bình\"\x01");
    return act;
  }

  // Commits so many acts, each in a transaction of its own.
  void Commit(int acts) {
    for (int i = 0; i < acts; ++i) {
      ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return Append(tx, ActOf(++committed_)); }));
    }
  }

  void RestartSealer() {
    sealer_ =
        std::make_unique<Sealer>(options_, *database_, clock_, stats_, [](std::string_view, const absl::Status&) {});
  }

  // Seals until nothing is left.
  void SealAll() {
    for (absl::StatusOr<bool> worked = true; *worked;) {
      worked = sealer_->Step();
      ASSERT_OK(worked.status());
    }
  }

  // As who owns the database, and knows how to get past the triggers.
  void Tamper(const std::string& sql) {
    ASSERT_OK(owner_->ExecuteScript("SET session_replication_role = replica"));
    EXPECT_OK(owner_->ExecuteScript(sql));
    ASSERT_OK(owner_->ExecuteScript("SET session_replication_role = origin"));
  }

  std::int64_t Count(const std::string& sql) {
    const std::string query = "SELECT (" + sql + ")::bigint AS count";
    static std::vector<std::unique_ptr<std::string>> kept;  // names of prepared statements must stay
    kept.push_back(std::make_unique<std::string>(query));
    auto rows = owner_->Execute(pg::Statement{*kept.back(), *kept.back()}, {});
    EXPECT_OK(rows.status());
    return rows.ok() ? (*rows)[0].Get<std::int64_t>("count") : -1;
  }

  std::vector<Checkpoint> Outside() const {
    std::vector<Checkpoint> checkpoints;
    const std::vector<std::string> lines = ReadLines(options_.checkpoint_file).value();
    for (const std::string& line : lines) {
      if (const auto checkpoint = ParseCheckpoint(line)) checkpoints.push_back(*checkpoint);
    }
    return checkpoints;
  }

  std::vector<std::string> Export() const {
    std::vector<std::string> lines;
    const auto connection = pg::Connection::Open(conninfo_).value();
    EXPECT_OK(ReadChain(*connection, options_.service, options_.cell, kNow, [&](std::string_view line) {
      lines.emplace_back(line);
      return absl::OkStatus();
    }));
    return lines;
  }

  VerifyOptions Options() const {
    VerifyOptions options{.outside = Outside()};
    options.keys.Add(key_->public_key());
    return options;
  }

  Report Verify() const { return VerifyLines(Export()).value(); }

  absl::StatusOr<Report> VerifyLines(const std::vector<std::string>& lines) const {
    LineReader reader(Options());
    for (const std::string& line : lines) DONDOC_RETURN_IF_ERROR(reader.Take(line));
    return reader.Finish();
  }

  void ExpectWhole(std::int64_t records) {
    const Report report = Verify();
    EXPECT_TRUE(report.ok()) << report.findings.front().words;
    EXPECT_EQ(report.records, records);
    EXPECT_EQ(report.waiting, 0);
  }

  void ExpectFirst(Fault fault, std::int64_t number) {
    const Report report = Verify();
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(NameOf(report.findings.front().fault), NameOf(fault)) << report.findings.front().words;
    EXPECT_EQ(report.findings.front().number, number) << report.findings.front().words;
  }

  const testing::TempDir directory_;
  const std::shared_ptr<const tokens::SigningKey> key_ =
      std::make_shared<const tokens::SigningKey>(tokens::SigningKey::Generate());
  FakeClock clock_{kNow};
  SealerOptions options_;
  SealerStats stats_;
  std::string conninfo_;
  std::unique_ptr<pg::Connection> owner_;
  std::unique_ptr<pg::Database> database_;
  std::unique_ptr<Sealer> sealer_;
  int committed_ = 0;
};

}  // namespace dondoc::audit
