// A flood of sign-ins with hashes of real cost: memory stays bounded, and who is known and other calls are answered
// meanwhile.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "common/status/status_matchers.h"
#include "services/organization/identity/domain/throttle.h"
#include "services/organization/identity/testing/identity_world.h"

namespace dondoc::identity {
namespace {

// The most memory that this process has had so far, in bytes.
std::size_t PeakMemory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) * 1024;
  }
  return 0;
}

TEST(FloodTest, CostsNoMoreMemoryThanTheHashesThatAreAllowedAtOnce) {
  constexpr HashOptions kReal{.at_once = 2, .waiting = 4};
  testing::IdentityWorld world(kReal);
  const std::string unit = world.Unit("98101");
  ASSERT_FALSE(unit.empty());
  const std::size_t before = PeakMemory();
  world.AddUser("lan", unit);
  ASSERT_OK_AND_ASSIGN(const SignedIn known, world.SignIn("lan"));
  std::atomic<int> attempts = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> turned_away = 0;
  int signed_in = 0;
  int reads = 0;
  {
    std::vector<std::jthread> flood;
    for (int t = 0; t < 24; ++t) {
      flood.emplace_back([&, t](const std::stop_token& stop) {
        for (int i = 0; i < 4 || !stop.stop_requested(); ++i, ++attempts) {
          const std::string login = "guess" + std::to_string(t) + "." + std::to_string(i);
          const absl::Status status = world.SignIn(login, "guess", "", "10.0.0." + std::to_string(t)).status();
          if (Reason(status) == "SIGN_IN_REFUSED") ++refused;
          if (Reason(status) == "SIGN_IN_BUSY") ++turned_away;
        }
      });
    }
    for (int i = 0; i < 3; ++i) {
      signed_in += world.SignIn("lan", testing::kPassword, known.device_token, "10.8.8.8").ok();
      signed_in += world.SignIn("lan").ok();
    }
    for (int i = 0; i < 20; ++i) {
      reads += world
                   .Call<common::v1::SigningKeys>(*world.key_stub, &common::v1::KeyService::Stub::GetSigningKeys,
                                                  common::v1::GetSigningKeysRequest(), "")
                   .ok();
    }
  }
  EXPECT_EQ(refused + turned_away, attempts);
  EXPECT_GT(turned_away, 0);
  EXPECT_EQ(signed_in, 6) << "on a device that is known, and in a network";
  EXPECT_EQ(reads, 20) << "other calls are answered meanwhile";
  const std::size_t grown = PeakMemory() - before;
  EXPECT_LT(grown, static_cast<std::size_t>(kReal.at_once + 1) * kReal.memory_bytes) << "24 at once would take 1.5 GiB";
  RecordProperty("grown_mib", static_cast<int>(grown >> 20));
  // Whoever was turned away was not counted as one who failed.
  const auto counted = kOfSource.each + kOfLoginFromSource.each + kOfLoginByStrangers.each;
  EXPECT_EQ(world.Ask("SELECT sum(extract(epoch FROM forgotten_at - '" + FormatTime(world.world.clock.Now()) +
                      "'::timestamptz))::bigint FROM failed_sign_in"),
            std::to_string(refused * counted.count()));
}

}  // namespace
}  // namespace dondoc::identity
