#include "common/idempotency/idempotency.h"

#include <future>

#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gtest/gtest.h"

namespace dondoc::idempotency {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::SharedPostgres;

constexpr TimePoint kNow{std::chrono::seconds(1'765'000'000)};
using Answer = std::optional<std::string>;

class IdempotencyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = SharedPostgres::CreateDatabase();
    ASSERT_OK_AND_ASSIGN(const auto connection, pg::Connection::Open(conninfo));
    ASSERT_OK(pg::Migrate(*connection, {Migrations()}, kNow).status());
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
  }

  // One request: `answer` where it is the first time.
  absl::StatusOr<std::string> Request(const std::string& key, const std::string& hash, const std::string& answer,
                                      const std::string& method = "Accept") {
    return database_->Run([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
      DONDOC_ASSIGN_OR_RETURN(const Answer before, Begin(tx, key, method, hash, kNow));
      if (before.has_value()) return *before;
      DONDOC_RETURN_IF_ERROR(Finish(tx, key, answer));
      return answer;
    });
  }

  std::unique_ptr<pg::Database> database_;
};

TEST_F(IdempotencyTest, TheSecondTimeGetsTheFirstAnswer) {
  const std::string binary("a\0\xff", 3);
  EXPECT_EQ(Request("k", "h", binary).value(), binary);
  EXPECT_EQ(Request("k", "h", "other").value(), binary);
  EXPECT_EQ(Request("k2", "h", "other").value(), "other");
}

TEST_F(IdempotencyTest, AKeyIsForOneRequest) {
  ASSERT_OK(Request("k", "h", "a"));
  EXPECT_THAT(Request("k", "h2", "b"), HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(Request("k", "h", "b", "Report"), HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(Metadata(Request("k", "h2", "b").status()).at("field"), "request_id");
}

TEST_F(IdempotencyTest, AFailedRequestLeavesNoKey) {
  const absl::Status failed = database_->Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(Begin(tx, "k", "Accept", "h", kNow).status());
    return FailedPrecondition("WRONG_STATE", "no");
  });
  EXPECT_THAT(failed, HasReason(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(Request("k", "h", "a").value(), "a");
}

// Begins the same request in another thread once the first has entered its key; the first ends as `end` says.
TEST_F(IdempotencyTest, TheSecondWaitsForTheFirstAndGetsItsAnswer) {
  for (const bool commits : {true, false}) {
    const std::string key = commits ? "commits" : "rolls back";
    std::future<absl::StatusOr<std::string>> second;
    const absl::Status first = database_->Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_RETURN_IF_ERROR(Begin(tx, key, "Accept", "h", kNow).status());
      second = std::async(std::launch::async, [&] { return Request(key, "h", "second"); });
      // It is waiting when PostgreSQL says that it waits.
      for (bool waiting = false; !waiting;) {
        DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                                tx.Execute(pg::Statement{"test.waiting",
                                                         "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND "
                                                         "pid <> pg_backend_pid()) AS waiting"}));
        waiting = rows[0].Get<bool>("waiting");
      }
      DONDOC_RETURN_IF_ERROR(Finish(tx, key, "first"));
      return commits ? absl::OkStatus() : FailedPrecondition("WRONG_STATE", "no");
    });
    EXPECT_EQ(first.ok(), commits);
    EXPECT_EQ(second.get().value(), commits ? "first" : "second");
  }
}

TEST_F(IdempotencyTest, OldKeysAreForgotten) {
  ASSERT_OK(Request("k", "h", "a"));
  const auto prune = [&](TimePoint before) {
    return database_->Run([&](pg::Transaction& tx) { return Prune(tx, before, 10); });
  };
  EXPECT_EQ(prune(kNow).value(), 0);
  EXPECT_EQ(prune(kNow + std::chrono::seconds(1)).value(), 1);
  EXPECT_EQ(Request("k", "other request", "b").value(), "b");
}

}  // namespace
}  // namespace dondoc::idempotency
