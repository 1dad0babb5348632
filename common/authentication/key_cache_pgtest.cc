#include "common/authentication/key_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/authentication/authenticator.h"
#include "common/authentication/sql.h"
#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/tokens/token.h"

namespace dondoc::authentication {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasReason;

class KeyCacheTest : public ::testing::Test {
 protected:
  KeyCacheTest() {
    auto connection = *pg::Connection::Open(conninfo_);
    EXPECT_OK(pg::Migrate(*connection, {Migrations()}, clock_.Now()));
  }

  KeyCache Cache() {
    return {{}, database_, clock_, [this]() -> absl::StatusOr<std::vector<std::string>> {
              ++asked_;
              if (away_) return Unavailable("AWAY", "organization is away");
              return keys_;
            }};
  }

  const std::string conninfo_ = testing::SharedPostgres::CreateDatabase();
  pg::Database database_{{.conninfo = conninfo_}};
  FakeClock clock_{*ParseTime("2026-11-21T08:00:00.000000Z")};
  const tokens::SigningKey one_ = tokens::SigningKey::Generate();
  const tokens::SigningKey two_ = tokens::SigningKey::Generate();
  std::vector<std::string> keys_;
  bool away_ = false;
  std::atomic<int> asked_ = 0;
};

TEST_F(KeyCacheTest, EveryStatementCanBePrepared) {
  auto connection = *pg::Connection::Open(conninfo_);
  for (const pg::Statement* statement : sql::kAll) EXPECT_OK(connection->Prepare(*statement)) << statement->name;
}

TEST_F(KeyCacheTest, FollowsKeysThatComeAndGo) {
  KeyCache cache = Cache();
  EXPECT_EQ(cache.ring()->Find(one_.id()), nullptr);
  keys_ = {one_.public_key()};
  ASSERT_OK(cache.Refresh());
  ASSERT_NE(cache.ring()->Find(one_.id()), nullptr);
  EXPECT_EQ(cache.ring()->Find(one_.id())->issuer, tokens::kOrganizationIssuer);
  keys_ = {two_.public_key(), one_.public_key()};
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.ring()->size(), 2U);
  keys_ = {two_.public_key()};
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.ring()->Find(one_.id()), nullptr) << "a key that was removed is not believed any more";
}

TEST_F(KeyCacheTest, StartsWithoutOrganizationFromWhatItLastHeard) {
  keys_ = {one_.public_key(), two_.public_key()};
  ASSERT_OK(Cache().Refresh());
  keys_ = {two_.public_key()};
  ASSERT_OK(Cache().Refresh());
  away_ = true;
  KeyCache restarted = Cache();
  ASSERT_OK(restarted.Load());
  EXPECT_FALSE(restarted.Refresh().ok());
  EXPECT_NE(restarted.ring()->Find(two_.id()), nullptr);
  EXPECT_EQ(restarted.ring()->Find(one_.id()), nullptr);
}

TEST_F(KeyCacheTest, AKeyOfAFileStaysWhateverOrganizationSays) {
  KeyCache cache({{std::string(tokens::kServicesIssuer), one_.public_key()}}, database_, clock_,
                 [&] { return absl::StatusOr<std::vector<std::string>>(std::vector{one_.public_key()}); });
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.ring()->Find(one_.id())->issuer, tokens::kServicesIssuer)
      << "organization cannot make the services' key its own";
}

TEST_F(KeyCacheTest, AsksForUnknownKeysAtMostOnceASecond) {
  KeyCache cache = Cache();
  EXPECT_TRUE(cache.RefreshForUnknownKey());
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(cache.RefreshForUnknownKey());
  EXPECT_EQ(asked_, 1);
  clock_.Advance(milliseconds(999));
  EXPECT_FALSE(cache.RefreshForUnknownKey());
  clock_.Advance(milliseconds(1));
  EXPECT_TRUE(cache.RefreshForUnknownKey());
  clock_.Advance(-seconds(3600));
  EXPECT_TRUE(cache.RefreshForUnknownKey()) << "a clock that went back keeps nobody waiting";
  EXPECT_EQ(asked_, 3);
}

TEST_F(KeyCacheTest, AFloodOfUnknownKeysFromManyThreadsAsksOnce) {
  KeyCache cache = Cache();
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 100; ++j) cache.RefreshForUnknownKey();
      });
    }
  }
  EXPECT_EQ(asked_, 1);
}

TEST_F(KeyCacheTest, ATokenOfAKeyThatIsNewIsTakenAtOnce) {
  KeyCache cache = Cache();
  ASSERT_OK(cache.Refresh());
  keys_ = {one_.public_key()};
  Authenticator authenticator(cache, clock_);
  const std::string token = *tokens::Sign({.issuer = std::string(tokens::kOrganizationIssuer),
                                           .audience = std::string(tokens::kAudience),
                                           .subject = "user:1",
                                           .issued_at = clock_.Now(),
                                           .not_before = clock_.Now(),
                                           .expires_at = clock_.Now() + seconds(60)},
                                          tokens::Kind::kAccess, one_);
  EXPECT_OK(authenticator.Authenticate({.authorization = {"Bearer " + token}}));
  keys_ = {};
  ASSERT_OK(cache.Refresh());
  EXPECT_THAT(authenticator.Authenticate({.authorization = {"Bearer " + token}}),
              HasReason(absl::StatusCode::kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
}

}  // namespace
}  // namespace dondoc::authentication
