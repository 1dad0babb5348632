#include "services/organization/identity/domain/throttle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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
    std::vector<Limit> charged;
    for (const Limit& limit : LimitsOf(attempt)) {
      TimePoint& forgotten_at = counts_[limit.key];
      const auto each = limit.allowance.each;
      forgotten_at = std::max(std::min(forgotten_at, now + limit.allowance.at_most * each), now) + each;
      charged.push_back(limit);
      if (!WaitUntil(limit.allowance, forgotten_at, now)) continue;
      Forgive(charged);
      return false;
    }
    if (right) Forgive(charged);
    return true;
  }
  std::size_t size() const { return counts_.size(); }

 private:
  void Forgive(const std::vector<Limit>& limits) {
    for (const Limit& limit : limits) counts_[limit.key] -= limit.allowance.each;
  }

  std::map<std::string, TimePoint> counts_;
};

TEST(ThrottleTest, TellsWhenAnAttemptMustWait) {
  const Allowance five{5, minutes(3)};
  struct Case {
    const char* what;
    TimePoint forgotten_at;
    std::optional<TimePoint> until;
  };
  for (const Case& c :
       std::initializer_list<Case>{{"the first", kNow + minutes(3), std::nullopt},
                                   {"the last that may", kNow + minutes(15), std::nullopt},
                                   {"one more", kNow + minutes(18), kNow + minutes(3)},
                                   {"one more, some time after", kNow + minutes(15) + seconds(1), kNow + seconds(1)},
                                   {"long ago", kNow - minutes(60), std::nullopt}}) {
    EXPECT_EQ(WaitUntil(five, c.forgotten_at, kNow), c.until) << c.what;
  }
  EXPECT_EQ(five.Within(minutes(60)), 25);
}

TEST(ThrottleTest, AnAccountIsGuessedFiveTimesFromOnePlaceAndThenOnceInAWhile) {
  Counts counts;
  const Attempt attempt{.login = "lan", .source = "10.0.0.1"};
  for (int i = 0; i < kOfLoginFromSource.at_most; ++i) EXPECT_TRUE(counts.Try(attempt, kNow));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(counts.Try(attempt, kNow));
  EXPECT_TRUE(counts.Try({.login = "lan", .source = "10.0.0.2"}, kNow)) << "others are not kept out";
  EXPECT_TRUE(counts.Try({.login = "minh", .source = "10.0.0.1"}, kNow)) << "nor other accounts";
  const TimePoint then = kNow + kOfLoginFromSource.each;
  EXPECT_FALSE(counts.Try(attempt, then - seconds(1)));
  EXPECT_TRUE(counts.Try(attempt, then));
  EXPECT_FALSE(counts.Try(attempt, then));
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

TEST(ThrottleTest, AKnownNetworkCannotBeKeptOutByStrangers) {
  Counts counts;
  for (int i = 0; i < 10000; ++i)
    counts.Try({.login = "lan", .source = "10.0." + std::to_string(i % 200) + "." + std::to_string(i / 200)}, kNow);
  for (int i = 0; i < 1000; ++i)
    EXPECT_TRUE(counts.Try({.login = "lan", .source = "10.1.1.1", .known_network = true}, kNow, /*right=*/true));
}

TEST(ThrottleTest, AKnownDeviceMayGuessTenTimes) {
  Counts counts;
  const Attempt attempt{.login = "lan", .source = "10.0.0.1", .device_id = "laptop"};
  for (int i = 0; i < kOfDevice.at_most; ++i) EXPECT_TRUE(counts.Try(attempt, kNow));
  EXPECT_FALSE(counts.Try(attempt, kNow));
  EXPECT_TRUE(counts.Try({.login = "minh", .source = "10.0.0.1", .device_id = "laptop"}, kNow));
}

TEST(ThrottleTest, OnePlaceMayTryManyAccountsButNotAll) {
  Counts counts;
  int tried = 0;
  for (int i = 0; i < 100000; ++i)
    tried += counts.Try({.login = "user" + std::to_string(i), .source = "10.0.0.1"}, kNow);
  EXPECT_EQ(tried, kOfSource.at_most);
  EXPECT_LE(counts.size(), 2U * kOfSource.at_most + 1) << "a flood leaves few counts";
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
  keys.insert(LimitsOf({.login = "a", .source = "b1:c", .known_network = true}).back().key);
  EXPECT_EQ(keys.size(), made + 1);
}

// Whoever guesses, from however many places and however fast, gets at most so many guesses at one account.
TEST(ThrottleTest, GuessesAtOneAccountAreBounded) {
  std::mt19937 random(20261121);  // NOLINT(cert-msc51-cpp): the same in every run
  for (int round = 0; round < 20; ++round) {
    Counts counts;
    int guesses = 0;
    constexpr int kTries = 20000;
    constexpr seconds kEvery{1 + 86400 / kTries};
    for (int i = 0; i < kTries; ++i) {
      const std::string source = std::to_string(random() % (1 + static_cast<unsigned>(round) * 50));
      guesses += counts.Try({.login = "lan", .source = source}, kNow + i * kEvery);
    }
    EXPECT_LE(guesses, kOfLoginByStrangers.Within(kTries * kEvery));
    EXPECT_GE(guesses, kOfLoginByStrangers.at_most);
  }
}

TEST(ThrottleTest, ANetworkIsAnAddressOfIpv4OrTheFirstHalfOfIpv6) {
  for (const auto& [address, network] :
       std::map<std::string, std::string>{{"10.0.0.1", "10.0.0.1"},
                                          {"local", "local"},
                                          {"", ""},
                                          {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
                                          {"2001:db8:1:2::1", "2001:db8:1:2::/64"},
                                          {"2001:db8:1:3::1", "2001:db8:1:3::/64"},
                                          {"fe80::1%eth0", "fe80::/64"},
                                          {"::ffff:10.0.0.1", "10.0.0.1"}})
    EXPECT_EQ(NetworkOf(address), network) << address;
}

}  // namespace
}  // namespace dondoc::identity
