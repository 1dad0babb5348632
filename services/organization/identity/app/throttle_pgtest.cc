// How often signing in may fail, and that nobody is kept out by others who fail in their name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <thread>

#include "common/status/status_matchers.h"
#include "services/organization/identity/app/change_account.h"
#include "services/organization/identity/app/change_password.h"
#include "services/organization/identity/app/end_session.h"
#include "services/organization/identity/app/refresh_session.h"
#include "services/organization/identity/app/sign_in_code.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/testing/identity_world.h"

namespace dondoc::identity {
namespace {

using dondoc::testing::HasReason;
using testing::kPassword;
using ::testing::MatchesRegex;
using ::testing::Not;

constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;
constexpr auto kExhausted = absl::StatusCode::kResourceExhausted;
constexpr char kOffice[] = "10.0.0.1";
constexpr char kElsewhere[] = "10.8.8.8";

class ThrottlePgTest : public ::testing::Test {
 protected:
  absl::StatusOr<SignedIn> SignIn(const std::string& address, const std::string& password = kPassword,
                                  const std::string& device_token = "") {
    return world_.SignIn("lan", password, device_token, address);
  }
  // One wrong password each from the first, the second ... of so many addresses, the same ones again after the last.
  void StrangersFail(int times, int addresses = 1000) {
    for (int i = 0; i < times; ++i, ++strangers_) {
      const int place = strangers_ % addresses;
      const std::string address = "10.9." + std::to_string(place / 250) + "." + std::to_string(place % 250);
      EXPECT_FALSE(SignIn(address, "guess").ok());
    }
  }
  void Reset(const std::string& password) {
    ASSERT_OK(ResetPassword(
        world_.context, world_.NewRequest(), [](const auto&) { return absl::OkStatus(); }, lan_, password,
        [](const Account& a) { return a.user.id; }));
  }
  SignInCode CodeOfAdministrator() {
    return CreateSignInCode(
               world_.context, world_.NewRequest(), [](const auto&) { return absl::OkStatus(); }, lan_)
        .value();
  }

  // Signs in with the code from so many places at once: each has looked at it, and waits for the account, when
  // `meanwhile` is done, in the transaction that has the account.
  std::vector<absl::StatusOr<SignedIn>> SignInAtOnce(
      int times, const std::string& code,
      const std::function<absl::Status(pg::Transaction&)>& meanwhile = [](auto&) { return absl::OkStatus(); }) {
    std::vector<std::future<absl::StatusOr<SignedIn>>> attempts;
    EXPECT_OK(world_.world.database().Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_RETURN_IF_ERROR(LockUser(tx, lan_).status());
      for (int i = 0; i < times; ++i) {
        attempts.push_back(std::async(
            std::launch::async, [this, i, code] { return SignIn("10.8.7." + std::to_string(i), kPassword, code); }));
      }
      const std::string waiting =
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
      while (world_.Ask(waiting) != std::to_string(times)) {
      }
      return meanwhile(tx);
    }));
    std::vector<absl::StatusOr<SignedIn>> answers;
    for (auto& attempt : attempts) answers.push_back(attempt.get());
    return answers;
  }

  testing::IdentityWorld world_;
  const std::string commune_ = world_.Unit("98101");
  const std::string lan_ = world_.AddUser("lan", commune_);
  int strangers_ = 0;
};

TEST_F(ThrottlePgTest, StrangersFromAThousandAddressesKeepNobodyOut) {
  ASSERT_OK(SignIn(kOffice));
  for (int minute = 0; minute < 60; ++minute, world_.world.clock.Advance(std::chrono::minutes(1))) StrangersFail(20);
  StrangersFail(1);
  const absl::Status waiting = SignIn(kElsewhere).status();
  EXPECT_THAT(waiting, HasReason(kExhausted, "SIGN_IN_THROTTLED")) << "or they could go on guessing without end";
  EXPECT_LE(std::stoi(Metadata(waiting).at("retry_after")), 900);
  const SignInCode code = CodeOfAdministrator();
  EXPECT_OK(SignIn(kElsewhere, kPassword, code.code)) << "on a new device anywhere, with a code, at the first try";
  EXPECT_OK(SignIn(kOffice)) << "on a new device where the account is in use, without anything, at the first try";
}

TEST_F(ThrottlePgTest, StrangersDoNotKeepSomebodyFromSigningInForTheFirstTime) {
  for (int minute = 0; minute < 60; ++minute, world_.world.clock.Advance(std::chrono::minutes(1))) StrangersFail(20);
  Reset("tạm thời 2026");
  StrangersFail(60);
  EXPECT_THAT(SignIn(kElsewhere, "tạm thời 2026"), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  EXPECT_OK(SignIn(kElsewhere, "tạm thời 2026", CodeOfAdministrator().code));
}

// Whoever guesses, from however many places: in a day at most so many times.
TEST_F(ThrottlePgTest, GuessesOfADayAreCounted) {
  ASSERT_OK(SignIn(kOffice));
  int strangers = 0;
  int colleagues = 0;
  for (int minute = 0; minute < 24 * 60; ++minute, world_.world.clock.Advance(std::chrono::minutes(1))) {
    const std::string place = "10.9.0." + std::to_string(minute % 200);
    for (int i = 0; i < (minute == 0 ? 60 : 1); ++i) {
      const std::string address = minute == 0 ? "10.7.0." + std::to_string(i) : place;
      strangers += Reason(SignIn(address, "guess").status()) == "SIGN_IN_REFUSED";
    }
    colleagues += Reason(SignIn(kOffice, "guess").status()) == "SIGN_IN_REFUSED";
  }
  EXPECT_EQ(strangers, 50 + 4 * 24 - 1);
  EXPECT_EQ(colleagues, 50 + 4 * 24 - 1);
  EXPECT_EQ(kOfLoginByStrangers.Within(std::chrono::hours(24)), 146) << "the decision says so";
}

TEST_F(ThrottlePgTest, AfterFiveFailuresFromOnePlaceOneWaits) {
  for (int i = 0; i < 5; ++i) EXPECT_THAT(SignIn(kOffice, "guess"), HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  for (int i = 0; i < 20; ++i) {
    const absl::Status waiting = SignIn(kOffice).status();
    EXPECT_THAT(waiting, HasReason(kExhausted, "SIGN_IN_THROTTLED")) << "also with the right password";
    EXPECT_EQ(Metadata(waiting).at("retry_after"), "180") << "and no longer for going on";
  }
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(world_.SignIn("nobody", "guess", "", "10.0.0.9").ok());
  EXPECT_THAT(world_.SignIn("nobody", "guess", "", "10.0.0.9"), HasReason(kExhausted, "SIGN_IN_THROTTLED"))
      << "an account that is not there keeps one waiting as well";
  EXPECT_OK(SignIn("10.0.0.2"));
  world_.world.clock.Advance(std::chrono::minutes(3));
  EXPECT_OK(SignIn(kOffice));
}

// One who mistypes, or whose program tries on and on, keeps none of the others of an office waiting.
TEST_F(ThrottlePgTest, WhoMustWaitUsesUpNothingOfTheOthers) {
  world_.AddUser("minh", commune_);
  for (int i = 0; i < 120; ++i) EXPECT_FALSE(SignIn("10.0.0.9", "guess").ok());
  EXPECT_OK(world_.SignIn("minh", kPassword, "", "10.0.0.9"));
  EXPECT_OK(SignIn("10.0.0.2"));
}

TEST_F(ThrottlePgTest, ADeviceThatIsKnownIsKeptOutByNobody) {
  ASSERT_OK_AND_ASSIGN(const SignedIn before, SignIn(kOffice));
  StrangersFail(60);
  for (int i = 0; i < 60; ++i) EXPECT_FALSE(SignIn(kOffice, "guess").ok());
  EXPECT_THAT(SignIn(kOffice), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  EXPECT_THAT(SignIn(kOffice, kPassword, "a token that was made up"), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  ASSERT_OK_AND_ASSIGN(const SignedIn after, SignIn(kOffice, kPassword, before.device_token));
  EXPECT_EQ(after.device_token, before.device_token);
}

TEST_F(ThrottlePgTest, ADeviceIsKnownForItsOwnPersonAlone) {
  world_.AddUser("minh", commune_);
  ASSERT_OK_AND_ASSIGN(const SignedIn minh, world_.SignIn("minh"));
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(SignIn(kOffice, "guess", minh.device_token).ok());
  EXPECT_THAT(SignIn(kOffice, kPassword, minh.device_token), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
}

TEST_F(ThrottlePgTest, ANetworkIsKnownForItsOwnPersonAndWhileNothingIsWrong) {
  world_.AddUser("minh", commune_);
  ASSERT_OK(world_.SignIn("minh", kPassword, "", "2001:db8:1:2::1"));
  ASSERT_OK_AND_ASSIGN(const SignedIn home, SignIn("2001:db8:7:7:1::1"));
  StrangersFail(60);
  EXPECT_FALSE(SignIn("2001:db8:1:2::1").ok()) << "minh's";
  EXPECT_OK(SignIn("2001:db8:7:7:2::2")) << "another address of the same network";
  ASSERT_OK(SignIn(kOffice, kPassword, home.device_token));
  EXPECT_OK(SignIn(kOffice)) << "whence a device that is known has signed in";
  Reset("tạm thời 2026");
  StrangersFail(60);
  EXPECT_FALSE(SignIn(kOffice, "tạm thời 2026").ok())
      << "a new password begins anew: somebody may have had the old one";
}

TEST_F(ThrottlePgTest, ANetworkIsKnownWhereASessionIsRefreshedUntilItIsStolen) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, SignIn(kOffice));
  StrangersFail(60);
  EXPECT_THAT(SignIn(kElsewhere, "guess"), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  ASSERT_OK(RefreshSession(world_.context, world_.NewRequest(kElsewhere), signed_in.refresh_token));
  EXPECT_THAT(SignIn(kElsewhere, "guess"), HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_FALSE(RefreshSession(world_.context, world_.NewRequest(kElsewhere), signed_in.refresh_token).ok());
  EXPECT_THAT(SignIn(kElsewhere), HasReason(kExhausted, "SIGN_IN_THROTTLED")) << "it came a second time";
}

TEST_F(ThrottlePgTest, ACodeIsGoodOnceAndForItsOwnPersonAlone) {
  world_.AddUser("minh", commune_);
  ASSERT_OK_AND_ASSIGN(const SignInCode code, CreateOwnSignInCode(world_.context, world_.NewRequest(), lan_));
  EXPECT_THAT(code.code, MatchesRegex("(....-){3}...."));
  StrangersFail(60);
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(world_.SignIn("minh", "guess", code.code, kElsewhere).ok());
  EXPECT_THAT(world_.SignIn("minh", kPassword, code.code, kElsewhere), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  EXPECT_THAT(SignIn(kElsewhere, "guess", code.code), HasReason(kUnauthenticated, "SIGN_IN_REFUSED"))
      << "it does not stand for the password, and a mistake does not use it up";
  std::string small = code.code;
  for (char& c : small) c = static_cast<char>(std::tolower(c));
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, SignIn(kElsewhere, kPassword, small));
  EXPECT_NE(signed_in.device_token, small) << "the device has a token of its own now";
  EXPECT_THAT(SignIn("10.8.8.9", kPassword, code.code), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  EXPECT_OK(SignIn("10.8.8.9", kPassword, signed_in.device_token));
}

TEST_F(ThrottlePgTest, OfTwoAtOnceWithOneCodeOneSignsIn) {
  const auto answers = SignInAtOnce(2, CodeOfAdministrator().code);
  EXPECT_NE(answers[0].ok(), answers[1].ok());
  EXPECT_THAT(answers[answers[0].ok() ? 1 : 0], HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM session"), "1");
}

TEST_F(ThrottlePgTest, ACodeThatIsMadeMeanwhileIsNotUsedUp) {
  const std::string next = "7K3M-Q2XD-9F4T-HWBC";
  const auto answers = SignInAtOnce(1, CodeOfAdministrator().code, [&](pg::Transaction& tx) {
    return KeepCode(tx, lan_, HashOf(next), world_.world.clock.Now() + kCodeLife);
  });
  EXPECT_THAT(answers[0], HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  StrangersFail(60);
  EXPECT_OK(SignIn(kElsewhere, kPassword, next));
}

// What is forgiven leaves nothing behind: neither who signs in nor who must wait.
TEST_F(ThrottlePgTest, OnlyFailuresAreKept) {
  const auto kept = [&] { return world_.Ask("SELECT count(*) FROM failed_sign_in"); };
  ASSERT_OK(SignIn(kElsewhere));
  EXPECT_EQ(kept(), "0");
  for (int i = 0; i < kOfSource.at_most; ++i) {
    EXPECT_THAT(world_.SignIn("a" + std::to_string(i), "guess", "", kOffice),
                HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  }
  const std::string failed = kept();
  EXPECT_EQ(failed, std::to_string(2 * kOfSource.at_most + 1)) << "an address, and two of each login";
  for (int i = 0; i < 50; ++i) EXPECT_FALSE(world_.SignIn("b" + std::to_string(i), "guess", "", kOffice).ok());
  StrangersFail(60);  // in one name: the addresses that come when it is used up
  EXPECT_EQ(kept(), std::to_string(std::stoi(failed) + 2 * kOfLoginByStrangers.at_most + 1));
}

TEST_F(ThrottlePgTest, ANewCodeTakesThePlaceOfTheOneBeforeAndBothEnd) {
  const RequestKey request = world_.NewRequest();
  ASSERT_OK_AND_ASSIGN(const SignInCode first, CreateOwnSignInCode(world_.context, request, lan_));
  world_.world.clock.Advance(std::chrono::hours(1));
  ASSERT_OK_AND_ASSIGN(const SignInCode again, CreateOwnSignInCode(world_.context, request, lan_));
  EXPECT_EQ(again.code, first.code) << "the same request";
  EXPECT_EQ(again.expires_at, first.expires_at);
  ASSERT_OK_AND_ASSIGN(const SignInCode second, CreateOwnSignInCode(world_.context, world_.NewRequest(), lan_));
  StrangersFail(60);
  EXPECT_FALSE(SignIn(kElsewhere, kPassword, first.code).ok());
  world_.world.clock.Advance(kCodeLife - std::chrono::seconds(1));
  StrangersFail(60);
  EXPECT_THAT(SignIn(kElsewhere, "guess", second.code), HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  world_.world.clock.Advance(std::chrono::seconds(1));
  EXPECT_FALSE(SignIn(kElsewhere, kPassword, second.code).ok());
}

TEST_F(ThrottlePgTest, ManyGuessesAtOnceGetNoFurther) {
  std::atomic<int> guesses = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 4; ++j) guesses += Reason(SignIn(kOffice, "guess").status()) == "SIGN_IN_REFUSED";
      });
    }
  }
  EXPECT_EQ(guesses, kOfLoginFromSource.at_most);
}

TEST_F(ThrottlePgTest, WhoIsInThePossessionOfATokenCannotGuessThePassword) {
  ChangePasswordCommand command{
      .request = world_.NewRequest(), .user_id = lan_, .old_password = "guess", .new_password = "mây trắng trên núi"};
  for (int i = 0; i < kOfDevice.at_most; ++i)
    EXPECT_THAT(ChangePassword(world_.context, command), HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_THAT(ChangePassword(world_.context, command), HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  EXPECT_OK(SignIn(kOffice)) << "and does not keep its owner out";
}

TEST_F(ThrottlePgTest, AClockThatWentBackKeepsNobodyWaitingForLong) {
  world_.world.clock.Advance(std::chrono::hours(1000));
  for (int i = 0; i < 6; ++i) EXPECT_FALSE(SignIn(kOffice, "guess").ok());
  world_.world.clock.Advance(-std::chrono::hours(1000));
  const absl::Status waiting = SignIn(kOffice).status();
  EXPECT_THAT(waiting, HasReason(kExhausted, "SIGN_IN_THROTTLED"));
  EXPECT_LE(std::stoi(Metadata(waiting).at("retry_after")), 180);
}

}  // namespace
}  // namespace dondoc::identity
