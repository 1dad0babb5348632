#include "services/organization/identity/domain/throttle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace dondoc::identity {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const TimePoint kNow = *ParseTime("2026-11-21T08:00:00.000000Z");

// The counts as the database keeps them: charged before, forgiven after.
class Counts {
 public:
  // Whether an attempt with a wrong (or the right) password got as far as the password.
  bool Try(const Attempt& attempt, TimePoint now, bool right = false) {
    for (const Limit& limit : LimitsOf(attempt)) {
      Count& count = counts_[limit.key];
      if (count.since + kWindow <= now || count.since > now) count = {0, now};
      ++count.failures;
      if (WaitUntil(limit, count, now)) return false;
    }
    if (right) {
      for (const Limit& limit : LimitsOf(attempt)) --counts_[limit.key].failures;
    }
    return true;
  }
  std::size_t size() const { return counts_.size(); }

 private:
  std::map<std::string, Count> counts_;
};

TEST(ThrottleTest, TellsWhenAnAttemptMustWait) {
  const Limit limit{"k", 5};
  struct Case {
    const char* what;
    Count count;
    std::optional<TimePoint> until;
  };
  for (const Case& c :
       std::initializer_list<Case>{{"the first", {1, kNow}, std::nullopt},
                                   {"the last that may", {5, kNow - minutes(1)}, std::nullopt},
                                   {"one more", {6, kNow - minutes(1)}, kNow + minutes(14)},
                                   {"many more", {1000, kNow - minutes(14)}, kNow + minutes(1)},
                                   {"the last moment", {6, kNow - kWindow + seconds(1)}, kNow + seconds(1)},
                                   {"the window is over", {6, kNow - kWindow}, std::nullopt},
                                   {"the clock went back", {6, kNow + minutes(60)}, std::nullopt}}) {
    EXPECT_EQ(WaitUntil(limit, c.count, kNow), c.until) << c.what;
  }
}

TEST(ThrottleTest, AnAccountIsGuessedFiveTimesFromOnePlace) {
  Counts counts;
  for (int i = 0; i < kFailuresOfLoginFromSource; ++i)
    EXPECT_TRUE(counts.Try({.login = "lan", .source = "10.0.0.1"}, kNow));
  EXPECT_FALSE(counts.Try({.login = "lan", .source = "10.0.0.1"}, kNow));
  EXPECT_TRUE(counts.Try({.login = "lan", .source = "10.0.0.2"}, kNow)) << "others are not kept out";
  EXPECT_TRUE(counts.Try({.login = "minh", .source = "10.0.0.1"}, kNow)) << "nor other accounts";
  EXPECT_TRUE(counts.Try({.login = "lan", .source = "10.0.0.1"}, kNow + kWindow));
}

TEST(ThrottleTest, AKnownDeviceCannotBeKeptOutByOthers) {
  Counts counts;
  for (int i = 0; i < 10000; ++i)
    counts.Try({.login = "lan", .source = "10.0." + std::to_string(i % 200) + "." + std::to_string(i / 200)}, kNow);
  for (int i = 0; i < 10000; ++i) counts.Try({.login = "lan", .source = "10.1.1.1"}, kNow);
  EXPECT_FALSE(counts.Try({.login = "lan", .source = "10.2.2.2"}, kNow)) << "strangers are kept out";
  for (int i = 0; i < 1000; ++i)
    EXPECT_TRUE(counts.Try({.login = "lan", .source = "10.1.1.1", .device_id = "laptop"}, kNow, /*right=*/true));
}

TEST(ThrottleTest, AKnownDeviceMayGuessTenTimes) {
  Counts counts;
  const Attempt attempt{.login = "lan", .source = "10.0.0.1", .device_id = "laptop"};
  for (int i = 0; i < kFailuresOfDevice; ++i) EXPECT_TRUE(counts.Try(attempt, kNow));
  EXPECT_FALSE(counts.Try(attempt, kNow));
  EXPECT_TRUE(counts.Try({.login = "minh", .source = "10.0.0.1", .device_id = "laptop"}, kNow));
}

TEST(ThrottleTest, OnePlaceMayTryManyAccountsButNotAll) {
  Counts counts;
  int tried = 0;
  for (int i = 0; i < 100000; ++i)
    tried += counts.Try({.login = "user" + std::to_string(i), .source = "10.0.0.1"}, kNow);
  EXPECT_EQ(tried, kFailuresOfSource);
  EXPECT_LE(counts.size(), 2U * kFailuresOfSource + 1) << "a flood leaves few counts";
}

TEST(ThrottleTest, AnOfficeBehindOneAddressSignsInAllDay) {
  Counts counts;
  for (int i = 0; i < 5000; ++i)
    EXPECT_TRUE(counts.Try({.login = "user" + std::to_string(i % 100), .source = "10.0.0.1"}, kNow, /*right=*/true));
}

TEST(ThrottleTest, KeysOfDifferentThingsAreDifferent) {
  std::set<std::string> keys;
  std::size_t made = 0;
  for (const Attempt& attempt : std::initializer_list<Attempt>{{.login = "a", .source = "b1:c"},
                                                               {.login = "ab", .source = "1:c"},
                                                               {.login = "a1:b", .source = "c"},
                                                               {.login = "a", .source = "", .device_id = "b"},
                                                               {.login = "", .source = "", .device_id = "ab"}}) {
    for (const Limit& limit : LimitsOf(attempt)) keys.insert(limit.key), ++made;
  }
  EXPECT_EQ(keys.size(), made);
}

// Whoever guesses, from however many places and however fast, gets at most so many guesses at one account in a window.
TEST(ThrottleTest, GuessesAtOneAccountAreBounded) {
  std::mt19937 random(20261121);  // NOLINT(cert-msc51-cpp): the same in every run
  for (int round = 0; round < 20; ++round) {
    Counts counts;
    int guesses = 0;
    for (int i = 0; i < 20000; ++i) {
      const std::string source = std::to_string(random() % (1 + static_cast<unsigned>(round) * 50));
      guesses += counts.Try({.login = "lan", .source = source}, kNow + std::chrono::milliseconds(i * 45));
    }
    EXPECT_LE(guesses, kFailuresOfLoginByStrangers);
    EXPECT_GE(guesses, kFailuresOfLoginFromSource);
  }
}

}  // namespace
}  // namespace dondoc::identity
