// The keys that tokens are signed with, and systems that sign for themselves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/status/status_matchers.h"
#include "common/tokens/token.h"
#include "services/organization/identity/app/clients.h"
#include "services/organization/identity/app/signing_keys.h"
#include "services/organization/identity/domain/throttle.h"
#include "services/organization/identity/storage/signing_key_storage.h"
#include "services/organization/identity/testing/identity_world.h"

namespace dondoc::identity {
namespace {

using dondoc::testing::HasReason;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;

constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;

absl::Status Everything(const access::Parties&) { return absl::OkStatus(); }
std::string IdOf(const SigningKeyRecord& key) { return key.id; }

class KeysTest : public ::testing::Test {
 protected:
  KeysTest() { world_.AddUser("lan", world_.Unit("98101")); }
  std::vector<SigningKeyRecord> Keys() {
    return world_.world.database().Run([](pg::Transaction& tx) { return ListSigningKeys(tx); }).value();
  }
  testing::IdentityWorld world_;
};

TEST_F(KeysTest, TheFirstIsMadeOnceByWhomeverComesFirst) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { EXPECT_OK(TendSigningKeys(world_.context)); });
  threads.clear();
  EXPECT_EQ(Keys().size(), 1U);
}

TEST_F(KeysTest, PrivatePartsAreSealed) {
  const SigningKeyRecord key = Keys().front();
  ASSERT_OK_AND_ASSIGN(const std::string seed, world_.vault.Open(key.sealed, key.id));
  EXPECT_EQ(tokens::SigningKey::FromSeed(seed)->public_key(), key.public_key);
  EXPECT_EQ(key.sealed.find(seed), std::string::npos);
}

TEST_F(KeysTest, ANewKeySignsWhenAllKnowItAndTheOldOneGoesWhenItsTokensHaveExpired) {
  const std::string old_token = world_.TokenOf("lan");
  const std::string old_key = Keys().front().id;
  ASSERT_OK_AND_ASSIGN(const std::string new_key, RotateSigningKey(world_.context, world_.NewRequest(), IdOf));
  EXPECT_OK(world_.Read(world_.TokenOf("lan")));
  EXPECT_EQ(Keys().size(), 2U);
  world_.world.clock.Advance(kKnownAfter);
  const std::string new_token = world_.TokenOf("lan");
  EXPECT_OK(world_.Read(old_token));
  EXPECT_OK(world_.Read(new_token));
  world_.world.clock.Advance(kRemoveAfter);
  ASSERT_OK(TendSigningKeys(world_.context));
  EXPECT_THAT(world_.Read(old_token), HasReason(kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
  for (const SigningKeyRecord& key : Keys()) {
    EXPECT_EQ(key.removed_at.has_value(), key.id == old_key);
    EXPECT_EQ(key.sealed.empty(), key.id == old_key) << "the private part is gone for good";
  }
}

TEST_F(KeysTest, AreFollowedByThemselves) {
  world_.world.clock.Advance(kRotateAfter);
  ASSERT_OK(TendSigningKeys(world_.context));
  EXPECT_EQ(Keys().size(), 2U);
  ASSERT_OK(TendSigningKeys(world_.context));
  EXPECT_EQ(Keys().size(), 2U);
}

TEST_F(KeysTest, WhatAFloodLeftIsForgottenInOneGo) {
  world_.Ask("WITH made AS (INSERT INTO failed_sign_in SELECT sha256(n::text::bytea), '" +
             FormatTime(world_.world.clock.Now()) +
             "' FROM generate_series(1, 2500) AS n RETURNING 1) SELECT count(*) FROM made");
  const std::jthread tending([&](const std::stop_token& stop) { TendIdentity(world_.context, stop); });
  const auto end = std::chrono::steady_clock::now() + seconds(20);  // less than a round
  std::string left = "2500";
  while (left != "0" && std::chrono::steady_clock::now() < end)
    left = world_.Ask("SELECT count(*) FROM failed_sign_in");
  EXPECT_EQ(left, "0");
}

TEST_F(KeysTest, ARemovedKeyIsNotBelievedAnyMoreAndAnotherTakesItsPlace) {
  const std::string token = world_.TokenOf("lan");
  const std::string key = Keys().front().id;
  ASSERT_OK(RemoveSigningKey(world_.context, world_.NewRequest(), key, IdOf));
  ASSERT_OK(RemoveSigningKey(world_.context, world_.NewRequest(), key, IdOf));
  EXPECT_THAT(world_.Read(token), HasReason(kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
  EXPECT_OK(world_.Read(world_.TokenOf("lan")));
  EXPECT_THAT(RemoveSigningKey(world_.context, world_.NewRequest(), "../key", IdOf),
              HasReason(absl::StatusCode::kNotFound, "KEY_NOT_FOUND"));
}

TEST_F(KeysTest, WithoutTheSealingKeyNothingIsSigned) {
  const Vault other(tokens::SigningKey::Generate());
  const Context context{world_.world.database(), world_.world.clock, world_.world.ids,
                        world_.passwords,        world_.hasher,      other};
  EXPECT_THAT(
      SignIn(context,
             {.request = world_.NewRequest(), .login = "lan", .password = testing::kPassword, .device_token = ""}),
      HasReason(absl::StatusCode::kFailedPrecondition, "SEAL_BROKEN"));
}

class ClientsTest : public KeysTest {
 protected:
  ClientsTest() { EXPECT_OK(Create("hrm", key_)); }

  absl::StatusOr<std::string> Create(const std::string& id, const tokens::SigningKey& key) {
    return CreateClient(world_.context, world_.NewRequest(), Everything,
                        {.id = id,
                         .name = "Phần mềm nhân sự",
                         .unit_id = unit_,
                         .roles = {"OFFICER"},
                         .scopes = {"assignments.read", "values.write"},
                         .public_key = key.public_key()},
                        [](const ApiClient& client) { return client.id; });
  }
  tokens::Claims Claims(const std::string& id = "hrm") {
    const TimePoint now = world_.world.clock.Now();
    return {.issuer = id,
            .audience = std::string(tokens::kAudience),
            .subject = id,
            .id = world_.NewId(),
            .issued_at = now,
            .not_before = now,
            .expires_at = now + minutes(5)};
  }
  absl::StatusOr<AccessToken> Exchange(const tokens::Claims& claims, const std::string& id = "hrm") {
    return Exchange(*tokens::Sign(claims, tokens::Kind::kAssertion, key_), id);
  }
  absl::StatusOr<AccessToken> Exchange(const std::string& assertion, const std::string& id = "hrm") {
    return ExchangeAssertion(world_.context, world_.NewRequest(), id, assertion);
  }

  const std::string unit_ = world_.Unit("98101");
  const tokens::SigningKey key_ = tokens::SigningKey::Generate();
};

TEST_F(ClientsTest, ASystemGetsAccessForWhatItSigns) {
  ASSERT_OK_AND_ASSIGN(const AccessToken access, Exchange(Claims()));
  ASSERT_OK_AND_ASSIGN(const tokens::Claims claims, world_.Read(access.token));
  EXPECT_EQ(claims.subject, "client:hrm");
  EXPECT_THAT(claims.scopes, ElementsAre("assignments.read", "values.write"));
  EXPECT_THAT(claims.units, ElementsAre(tokens::UnitRoles{unit_, {"OFFICER"}}));
}

TEST_F(ClientsTest, AnAssertionIsGoodOnce) {
  const std::string assertion = *tokens::Sign(Claims(), tokens::Kind::kAssertion, key_);
  std::atomic<int> taken = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) threads.emplace_back([&] { taken += Exchange(assertion).ok(); });
  }
  EXPECT_EQ(taken, 1);
  EXPECT_THAT(Exchange(assertion), HasReason(kUnauthenticated, "ASSERTION_REFUSED"));
}

TEST_F(ClientsTest, WhatAForgerWouldTryIsRefused) {
  const tokens::SigningKey own = tokens::SigningKey::Generate();
  ASSERT_OK(Create("other", own));
  EXPECT_THAT(Exchange(*tokens::Sign(Claims(), tokens::Kind::kAssertion, own)),
              HasReason(kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
  EXPECT_THAT(Exchange(Claims(), "other"), HasReason(kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
  EXPECT_THAT(Exchange(Claims(), "nobody"), HasReason(kUnauthenticated, "ASSERTION_REFUSED"));
  EXPECT_THAT(Exchange(*tokens::Sign(Claims(), tokens::Kind::kAccess, key_)),
              HasReason(kUnauthenticated, "TOKEN_MALFORMED"));
  tokens::Claims claims = Claims();
  claims.subject = "user:1";
  EXPECT_THAT(Exchange(claims), HasReason(kUnauthenticated, "ASSERTION_REFUSED"));
  claims = Claims();
  claims.id = "";
  EXPECT_THAT(Exchange(claims), HasReason(kUnauthenticated, "ASSERTION_REFUSED"));
  claims = Claims();
  claims.issuer = tokens::kOrganizationIssuer;
  EXPECT_THAT(Exchange(claims), HasReason(kUnauthenticated, "TOKEN_NOT_FOR_US"));
  claims = Claims();
  claims.audience = "another";
  EXPECT_THAT(Exchange(claims), HasReason(kUnauthenticated, "TOKEN_NOT_FOR_US"));
  claims = Claims();
  claims.expires_at += seconds(1);
  EXPECT_THAT(Exchange(claims), HasReason(kUnauthenticated, "TOKEN_NOT_FOR_US"));
  claims = Claims();
  world_.world.clock.Advance(minutes(6));
  EXPECT_THAT(Exchange(claims), HasReason(kUnauthenticated, "TOKEN_EXPIRED"));
}

TEST_F(ClientsTest, WhatWasRefusedIsInTheAuditButFillsItNot) {
  const auto kept = [&] {
    return world_.Ask(
        "SELECT string_agg(DISTINCT concat_ws(' ', object_id, object_unit_id, after), ', ') FROM "
        "audit_record WHERE method = 'ExchangeAssertion'");
  };
  EXPECT_FALSE(Exchange("no token").ok());
  EXPECT_EQ(kept(), "hrm " + unit_ + R"( {"refused":"TOKEN_MALFORMED"})");
  const std::string count = "SELECT count(*) FROM audit_record WHERE method = 'ExchangeAssertion'";
  for (int i = 0; i < 2 * kOfRefusalsKept.at_most; ++i) EXPECT_FALSE(Exchange("no token").ok());
  EXPECT_EQ(world_.Ask(count), std::to_string(kOfRefusalsKept.at_most));
  for (int i = 0; i < 2 * kOfRefusalsKept.at_most; ++i) EXPECT_FALSE(Exchange("", "n" + std::to_string(i)).ok());
  EXPECT_EQ(world_.Ask(count), std::to_string(2 * kOfRefusalsKept.at_most)) << "of all that there are not together";
  const auto rows = [&] {
    return world_.Ask("SELECT string_agg(concat(xmin, forgotten_at), ', ') FROM failed_sign_in");
  };
  const std::string before = rows();
  EXPECT_FALSE(Exchange("", "n").ok());
  EXPECT_EQ(rows(), before) << "a flood writes nothing";
  world_.world.clock.Advance(-std::chrono::hours(1000));
  EXPECT_FALSE(Exchange("", "n").ok());
  world_.world.clock.Advance(kOfRefusalsKept.each);
  EXPECT_FALSE(Exchange("", "n").ok());
  EXPECT_EQ(world_.Ask(count), std::to_string(2 * kOfRefusalsKept.at_most + 1)) << "after a clock that went back, too";
  world_.world.clock.Advance(std::chrono::hours(1000) - kOfRefusalsKept.each);
  EXPECT_OK(Exchange(Claims())) << "and keeps nobody out";
}

TEST_F(ClientsTest, ARevokedSystemGetsNothing) {
  const auto revoke = [&](const std::string& id) {
    return RevokeClient(world_.context, world_.NewRequest(), Everything, id, [](const ApiClient& c) { return c.id; });
  };
  ASSERT_OK(revoke("hrm"));
  ASSERT_OK(revoke("hrm"));
  EXPECT_THAT(revoke("nobody"), HasReason(absl::StatusCode::kNotFound, "CLIENT_NOT_FOUND"));
  EXPECT_THAT(Exchange(Claims()), HasReason(kUnauthenticated, "ASSERTION_REFUSED"));
  EXPECT_THAT(Create("hrm", key_), HasReason(absl::StatusCode::kAlreadyExists, "CLIENT_EXISTS"));
}

TEST_F(ClientsTest, ScopesAndIdsHaveAForm) {
  const auto create = [&](const std::string& id, std::vector<std::string> scopes) {
    return CheckClient({.id = id, .name = "n", .unit_id = unit_, .scopes = std::move(scopes)});
  };
  EXPECT_OK(create("hrm", {"assignments.read"}));
  EXPECT_THAT(create("HRM", {"assignments.read"}), HasReason(absl::StatusCode::kInvalidArgument, "BAD_CLIENT_ID"));
  for (const std::vector<std::string>& scopes : std::vector<std::vector<std::string>>{
           {}, {"all"}, {"assignments"}, {"assignments.admin"}, {".read"}, {"a b.read"}, {"a.read", "a.read"}})
    EXPECT_THAT(create("hrm", scopes), HasReason(absl::StatusCode::kInvalidArgument, "BAD_SCOPE"));
}

}  // namespace
}  // namespace dondoc::identity
