#include "services/organization/identity/secrets/password_hasher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "common/status/status_matchers.h"

namespace dondoc::identity {
namespace {

using testing::HasReason;

// As little as libsodium takes, so that the tests are quick.
constexpr HashOptions kQuick{.memory_bytes = 8192, .passes = 1};

TEST(PasswordHasherTest, KnowsAPasswordByItsHash) {
  PasswordHasher hasher(kQuick);
  ASSERT_OK_AND_ASSIGN(const std::string hash, hasher.Hash("xanh lá cây"));
  ASSERT_OK_AND_ASSIGN(const std::string again, hasher.Hash("xanh lá cây"));
  EXPECT_NE(hash, again) << "each has a salt of its own";
  EXPECT_THAT(hash, ::testing::StartsWith("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_EQ(hasher.Verify("xanh lá cây", &hash, HashFor::kKnown).value(), true);
  EXPECT_EQ(hasher.Verify("xanh la cay", &hash, HashFor::kKnown).value(), false);
  EXPECT_EQ(hasher.Verify("", &hash, HashFor::kKnown).value(), false);
}

TEST(PasswordHasherTest, NobodyHasAPassword) {
  PasswordHasher hasher(kQuick);
  EXPECT_EQ(hasher.Verify("nobody has this password", nullptr, HashFor::kStranger).value(), false);
  const std::string no_hash = "!";
  EXPECT_EQ(hasher.Verify("", &no_hash, HashFor::kKnown).value(), false);
}

TEST(PasswordHasherTest, SaysWhichHashesAreOutdated) {
  PasswordHasher weak(kQuick);
  PasswordHasher strong({.memory_bytes = 16384, .passes = 2});
  const std::string hash = weak.Hash("password of long ago").value();
  EXPECT_FALSE(weak.IsOutdated(hash));
  EXPECT_TRUE(strong.IsOutdated(hash));
  EXPECT_TRUE(strong.Verify("password of long ago", &hash, HashFor::kKnown).value()) << "an outdated hash still tells";
}

// With the memory of real hashes: as many as allowed run, some wait, the others are refused at once.
TEST(PasswordHasherTest, AFloodIsRefusedBeyondWhatRunsAndWaits) {
  PasswordHasher hasher({.memory_bytes = std::size_t{16} * 1024 * 1024, .passes = 3, .at_once = 1, .waiting = 4});
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 32; ++i) {
      threads.emplace_back([&] {
        const auto verified = hasher.Verify("guess", nullptr, HashFor::kStranger);
        if (verified.ok()) ++done;
        if (verified.status().code() == absl::StatusCode::kResourceExhausted) ++refused;
      });
    }
  }
  EXPECT_EQ(done + refused, 32);
  EXPECT_GE(done, 3);
  EXPECT_GE(refused, 1);
  EXPECT_OK(hasher.Verify("guess", nullptr, HashFor::kStranger)) << "and afterwards it is as before";
}

// With the memory of real hashes, and with one place for all as with two.
TEST(PasswordHasherTest, AFloodOfStrangersKeepsNobodyOutWhoIsKnown) {
  for (const int at_once : {1, 2}) {
    PasswordHasher hasher(
        {.memory_bytes = std::size_t{16} * 1024 * 1024, .passes = 3, .at_once = at_once, .waiting = 2});
    std::atomic<int> turned_away = 0;
    std::vector<std::jthread> flood;
    for (int i = 0; i < 16; ++i) {
      flood.emplace_back([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) turned_away += !hasher.Verify("guess", nullptr, HashFor::kStranger).ok();
      });
    }
    while (turned_away < 100) std::this_thread::yield();
    for (int i = 0; i < 8; ++i) EXPECT_OK(hasher.Verify("password", nullptr, HashFor::kKnown)) << at_once;
    for (std::jthread& thread : flood) thread.request_stop();
  }
}

TEST(PasswordHasherTest, WhoWaitsTooLongIsRefused) {
  PasswordHasher hasher(
      {.memory_bytes = 8192, .passes = 1, .at_once = 0, .waiting = 1, .patience = std::chrono::milliseconds(1)});
  EXPECT_THAT(hasher.Hash("password"), HasReason(absl::StatusCode::kResourceExhausted, "SIGN_IN_BUSY"));
}

}  // namespace
}  // namespace dondoc::identity
