// Signing in, refreshing, signing out: what is answered, what ends a session, and that nothing secret is kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "common/status/status_matchers.h"
#include "services/organization/identity/app/change_account.h"
#include "services/organization/identity/app/change_password.h"
#include "services/organization/identity/app/end_session.h"
#include "services/organization/identity/app/refresh_session.h"
#include "services/organization/identity/app/sign_in_code.h"
#include "services/organization/identity/domain/session.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/sql.h"
#include "services/organization/identity/testing/identity_world.h"

namespace dondoc::identity {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kPassword;
using ::testing::Not;

constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;

class SessionsTest : public ::testing::Test {
 protected:
  SessionsTest() {
    lan_ = world_.AddUser("lan", commune_);
    world_.Grant(lan_, commune_, "OFFICER");
    world_.Grant(lan_, commune_, "CLERK");
  }

  absl::StatusOr<Refreshed> Refresh(const std::string& token, const std::string& request_id = "") {
    RequestKey request = world_.NewRequest();
    if (!request_id.empty()) request.id = request_id;
    return RefreshSession(world_.context, request, token);
  }
  std::string EndOf(const std::string& session_id) {
    return world_.Ask("SELECT coalesce(ended_why, '') FROM session WHERE id = '" + session_id + "'");
  }

  testing::IdentityWorld world_;
  const std::string commune_ = world_.Unit("98101");
  std::string lan_;
};

TEST_F(SessionsTest, EveryStatementCanBePrepared) {
  auto connection = *pg::Connection::Open(world_.world.conninfo());
  for (const pg::Statement* statement : sql::kAll) EXPECT_OK(connection->Prepare(*statement)) << statement->name;
}

TEST_F(SessionsTest, SigningInSaysWhoItIsAndForWhom) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("Lan"));
  ASSERT_OK_AND_ASSIGN(const tokens::Claims claims, world_.Read(signed_in.access.token));
  EXPECT_EQ(claims.subject, "user:" + lan_);
  EXPECT_EQ(claims.name, "lan");
  EXPECT_EQ(claims.session_id, signed_in.session_id);
  EXPECT_THAT(claims.units, ElementsAre(tokens::UnitRoles{commune_, {"CLERK", "OFFICER"}}));
  EXPECT_EQ(claims.expires_at - claims.issued_at, kAccessLife);
}

TEST_F(SessionsTest, WhateverIsWrongTheAnswerIsTheSame) {
  const absl::Status wrong = world_.SignIn("lan", "wrong password").status();
  const absl::Status unknown = world_.SignIn("nobody.at.all", "wrong password").status();
  ASSERT_OK(SetDisabled(
      world_.context, world_.NewRequest(), [](const auto&) { return absl::OkStatus(); }, lan_, true,
      [](const Account&) { return std::string(); }));
  const absl::Status disabled = world_.SignIn("lan").status();
  EXPECT_THAT(wrong, HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  EXPECT_EQ(unknown, wrong);
  EXPECT_EQ(disabled, wrong);
  const std::string no_password = world_.AddUser("minh", commune_);
  EXPECT_EQ(world_.Ask("WITH d AS (DELETE FROM credential WHERE user_id = '" + no_password +
                       "' RETURNING 1) SELECT count(*) FROM d"),
            "1");
  EXPECT_EQ(world_.SignIn("minh", "").status(), wrong);
}

TEST_F(SessionsTest, NothingSecretIsKeptAndRefusalsAreInTheAudit) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  EXPECT_FALSE(world_.SignIn("lan", "my other password").ok());
  EXPECT_FALSE(world_.SignIn("my password by mistake", "lan").ok());
  ASSERT_OK_AND_ASSIGN(const Refreshed refreshed, Refresh(signed_in.refresh_token));
  ASSERT_OK_AND_ASSIGN(const SignInCode code, CreateOwnSignInCode(world_.context, world_.NewRequest(), lan_));
  const std::string dump = world_.Ask(
      "SELECT string_agg(t::text, E'\\n') FROM (SELECT session::text AS t FROM session UNION ALL SELECT "
      "refresh_token::text FROM "
      "refresh_token UNION ALL SELECT credential::text FROM credential UNION ALL SELECT device::text FROM device UNION "
      "ALL SELECT "
      "failed_sign_in::text FROM failed_sign_in UNION ALL SELECT signing_key::text FROM signing_key UNION ALL SELECT "
      "sign_in_code::text FROM sign_in_code UNION ALL "
      "SELECT "
      "audit_record::text FROM audit_record UNION ALL SELECT idempotency_key::text FROM idempotency_key) AS t");
  EXPECT_THAT(dump, HasSubstr(signed_in.session_id));
  for (const std::string& secret :
       {std::string(kPassword), std::string("my other password"), std::string("my password by mistake"),
        signed_in.refresh_token, signed_in.access.token, signed_in.device_token, refreshed.refresh_token, code.code})
    EXPECT_THAT(dump, Not(HasSubstr(secret)));
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM audit_record WHERE method = 'SignIn' AND after LIKE '%refused%'"), "2");
  EXPECT_EQ(world_.Ask("SELECT string_agg(DISTINCT object_unit_id, ' ') FROM audit_record WHERE method = 'SignIn' "
                       "AND object_unit_id <> ''"),
            commune_)
      << "whose account it is, they read of it";
}

TEST_F(SessionsTest, AHashOfLongAgoIsMadeAnewWhenItsPasswordIsKnown) {
  PasswordHasher stronger({.memory_bytes = 16384, .passes = 2});
  const Context context{world_.world.database(), world_.world.clock, world_.world.ids,
                        world_.passwords,        stronger,           world_.vault};
  const std::string hash = "SELECT hash FROM credential WHERE user_id = '" + lan_ + "'";
  EXPECT_THAT(world_.Ask(hash), HasSubstr("m=8,t=1"));
  const auto sign_in = [&](const char* password) {
    return SignIn(context, {.request = world_.NewRequest(), .login = "lan", .password = password, .device_token = ""});
  };
  EXPECT_FALSE(sign_in("guess").ok());
  EXPECT_THAT(world_.Ask(hash), HasSubstr("m=8,t=1"));
  ASSERT_OK(sign_in(kPassword));
  EXPECT_THAT(world_.Ask(hash), HasSubstr("m=16,t=2"));
  EXPECT_OK(sign_in(kPassword));
}

TEST_F(SessionsTest, ARefreshTokenIsGoodOnceForAnotherPair) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  std::string token = signed_in.refresh_token;
  std::set<std::string> seen = {token};
  for (int i = 0; i < 5; ++i) {
    world_.world.clock.Advance(std::chrono::hours(24));
    ASSERT_OK_AND_ASSIGN(const Refreshed refreshed, Refresh(token));
    EXPECT_OK(world_.Read(refreshed.access.token));
    EXPECT_TRUE(seen.insert(refreshed.refresh_token).second);
    token = refreshed.refresh_token;
  }
  EXPECT_EQ(EndOf(signed_in.session_id), "");
}

TEST_F(SessionsTest, ATokenThatComesASecondTimeEndsItsSession) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  ASSERT_OK_AND_ASSIGN(const SignedIn other, world_.SignIn("lan"));
  ASSERT_OK_AND_ASSIGN(const Refreshed refreshed, Refresh(signed_in.refresh_token));
  EXPECT_THAT(Refresh(signed_in.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
  EXPECT_EQ(EndOf(signed_in.session_id), "REPLAYED");
  EXPECT_THAT(Refresh(refreshed.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"))
      << "whichever of the two was the thief has nothing left";
  EXPECT_OK(Refresh(other.refresh_token)) << "another session goes on";
  EXPECT_EQ(world_.Ask("SELECT count(*) FROM audit_record WHERE method = 'RefreshSession'"), "1");
}

TEST_F(SessionsTest, AnAnswerThatWasLostIsGivenAgain) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  const std::string request = world_.NewId();
  ASSERT_OK_AND_ASSIGN(const Refreshed first, Refresh(signed_in.refresh_token, request));
  world_.world.clock.Advance(std::chrono::seconds(30));
  ASSERT_OK_AND_ASSIGN(const Refreshed again, Refresh(signed_in.refresh_token, request));
  EXPECT_EQ(again.refresh_token, first.refresh_token);
  ASSERT_OK(Refresh(again.refresh_token));
  EXPECT_THAT(Refresh(signed_in.refresh_token, request), HasReason(kUnauthenticated, "SESSION_ENDED"));
  EXPECT_EQ(EndOf(signed_in.session_id), "REPLAYED");
}

TEST_F(SessionsTest, OfManyWhoRefreshAtOnceOneWins) {
  for (int round = 0; round < 5; ++round) {
    ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan", kPassword));
    std::atomic<int> won = 0;
    std::atomic<int> lost = 0;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
          const auto refreshed = Refresh(signed_in.refresh_token);
          ++(refreshed.ok() ? won : lost);
          EXPECT_EQ(Reason(refreshed.status()), refreshed.ok() ? "" : "SESSION_ENDED");
        });
      }
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 7);
    EXPECT_EQ(EndOf(signed_in.session_id), "REPLAYED");
  }
}

TEST_F(SessionsTest, ASessionEndsWhenItIsNotUsedAndWhenItIsOld) {
  ASSERT_OK_AND_ASSIGN(const SignedIn idle, world_.SignIn("lan"));
  world_.world.clock.Advance(kRefreshLife);
  EXPECT_THAT(Refresh(idle.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
  ASSERT_OK_AND_ASSIGN(const SignedIn used, world_.SignIn("lan"));
  std::string token = used.refresh_token;
  int days = 0;
  for (; days < 200; ++days) {
    world_.world.clock.Advance(std::chrono::hours(24));
    const auto refreshed = Refresh(token);
    if (!refreshed.ok()) break;
    token = refreshed->refresh_token;
  }
  EXPECT_EQ(days, 89) << "on the 90th day the password is asked for again";
}

TEST_F(SessionsTest, SigningOutEndsTheSessionAndIsNoErrorTwice) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  EXPECT_OK(SignOut(world_.context, world_.NewRequest(), "unknown"));
  EXPECT_OK(SignOut(world_.context, world_.NewRequest(), signed_in.refresh_token));
  EXPECT_OK(SignOut(world_.context, world_.NewRequest(), signed_in.refresh_token));
  EXPECT_EQ(EndOf(signed_in.session_id), "SIGNED_OUT");
  EXPECT_THAT(Refresh(signed_in.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
}

TEST_F(SessionsTest, OneEndsOnesOwnSessionsAlone) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  const std::string minh = world_.AddUser("minh", commune_);
  EXPECT_THAT(RevokeSession(world_.context, world_.NewRequest(), minh, signed_in.session_id),
              HasReason(absl::StatusCode::kNotFound, "SESSION_NOT_FOUND"));
  EXPECT_OK(RevokeSession(world_.context, world_.NewRequest(), lan_, signed_in.session_id));
  EXPECT_THAT(Refresh(signed_in.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
}

TEST_F(SessionsTest, ChangingThePasswordEndsTheOtherSessions) {
  ASSERT_OK_AND_ASSIGN(const SignedIn here, world_.SignIn("lan"));
  ASSERT_OK_AND_ASSIGN(const SignedIn elsewhere, world_.SignIn("lan"));
  ChangePasswordCommand command{.request = world_.NewRequest(),
                                .user_id = lan_,
                                .old_password = "wrong",
                                .new_password = "mây trắng trên núi",
                                .refresh_token = here.refresh_token};
  EXPECT_THAT(ChangePassword(world_.context, command), HasReason(kUnauthenticated, "SIGN_IN_REFUSED"));
  command.old_password = kPassword;
  command.new_password = "password";
  EXPECT_THAT(ChangePassword(world_.context, command),
              HasReason(absl::StatusCode::kInvalidArgument, "PASSWORD_TOO_COMMON"));
  command.new_password = kPassword;
  EXPECT_THAT(ChangePassword(world_.context, command),
              HasReason(absl::StatusCode::kInvalidArgument, "PASSWORD_UNCHANGED"));
  command.new_password = "mây trắng trên núi";
  EXPECT_OK(ChangePassword(world_.context, command));
  EXPECT_OK(ChangePassword(world_.context, command)) << "the same request again";
  EXPECT_OK(Refresh(here.refresh_token));
  EXPECT_THAT(Refresh(elsewhere.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
  EXPECT_FALSE(world_.SignIn("lan").ok());
  EXPECT_OK(world_.SignIn("lan", "mây trắng trên núi"));
}

TEST_F(SessionsTest, WhoMustChangeThePasswordActsForNoUnitBefore) {
  const auto all = [](const auto&) { return absl::OkStatus(); };
  ASSERT_OK_AND_ASSIGN(const SignedIn before, world_.SignIn("lan"));
  ASSERT_OK(ResetPassword(world_.context, world_.NewRequest(), all, lan_, "tạm thời 2025",
                          [](const Account& a) { return a.user.id; }));
  EXPECT_THAT(Refresh(before.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan", "tạm thời 2025"));
  EXPECT_TRUE(signed_in.user.must_change_password);
  EXPECT_THAT(world_.Read(signed_in.access.token)->units, ElementsAre());
  ASSERT_OK(ChangePassword(world_.context, {.request = world_.NewRequest(),
                                            .user_id = lan_,
                                            .old_password = "tạm thời 2025",
                                            .new_password = "mây trắng trên núi",
                                            .refresh_token = signed_in.refresh_token}));
  ASSERT_OK_AND_ASSIGN(const Refreshed refreshed, Refresh(signed_in.refresh_token));
  EXPECT_EQ(world_.Read(refreshed.access.token)->units.size(), 1U);
}

TEST_F(SessionsTest, DisablingEndsAllSessions) {
  const auto all = [](const auto&) { return absl::OkStatus(); };
  const auto id = [](const Account& a) { return a.user.id; };
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  ASSERT_OK(SetDisabled(world_.context, world_.NewRequest(), all, lan_, true, id));
  EXPECT_THAT(Refresh(signed_in.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
  EXPECT_FALSE(world_.SignIn("lan").ok());
  ASSERT_OK(SetDisabled(world_.context, world_.NewRequest(), all, lan_, false, id));
  EXPECT_THAT(Refresh(signed_in.refresh_token), HasReason(kUnauthenticated, "SESSION_ENDED"));
  EXPECT_OK(world_.SignIn("lan"));
}

}  // namespace
}  // namespace dondoc::identity
