#include "common/authentication/authenticator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "common/tokens/token.h"

namespace dondoc::authentication {
namespace {

using testing::HasReason;

constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;
constexpr char kUnit[] = "00000000-0000-7000-8000-000000000001";

class AuthenticatorTest : public ::testing::Test {
 protected:
  std::string Token(const tokens::SigningKey& key) const {
    tokens::Claims claims{.issuer = std::string(tokens::kOrganizationIssuer),
                          .audience = std::string(tokens::kAudience),
                          .subject = "user:1",
                          .issued_at = clock_.Now(),
                          .not_before = clock_.Now(),
                          .expires_at = clock_.Now() + std::chrono::minutes(10),
                          .units = {{kUnit, {"OFFICER"}}}};
    return tokens::Sign(claims, tokens::Kind::kAccess, key).value();
  }

  FakeClock clock_{*ParseTime("2026-11-21T08:00:00.000000Z")};
  tokens::SigningKey key_ = tokens::SigningKey::Generate();
  // Never reached: keys of this test are fixed.
  pg::Database database_{{.conninfo = "host=/nowhere"}};
  KeyCache keys_{{{std::string(tokens::kOrganizationIssuer), key_.public_key()}}, database_, clock_, nullptr};
  Authenticator authenticator_{keys_, clock_};
};

TEST_F(AuthenticatorTest, WhoSaysNothingIsNobody) {
  ASSERT_OK_AND_ASSIGN(const access::Caller caller, authenticator_.Authenticate({.address = "10.0.0.7"}));
  EXPECT_EQ(caller.subject, "");
  EXPECT_EQ(caller.address, "10.0.0.7");
  EXPECT_FALSE(caller.all);
}

TEST_F(AuthenticatorTest, SaysWhoCallsForWhichUnitFromWhere) {
  for (const char* scheme : {"Bearer ", "bearer ", "BEARER "}) {
    ASSERT_OK_AND_ASSIGN(
        const access::Caller caller,
        authenticator_.Authenticate({.authorization = {scheme + Token(key_)}, .unit = {kUnit}, .address = "10.0.0.7"}));
    EXPECT_EQ(caller.subject, "user:1");
    EXPECT_EQ(caller.unit_id, kUnit);
    EXPECT_EQ(caller.address, "10.0.0.7");
    EXPECT_EQ(caller.memberships.size(), 1U);
  }
}

TEST_F(AuthenticatorTest, RefusesWhatIsNoBearerTokenOrMoreThanOne) {
  const std::string token = Token(key_);
  for (const std::vector<std::string>& authorization :
       std::vector<std::vector<std::string>>{{""},
                                             {"Bearer"},
                                             {"Bearer "},
                                             {token},
                                             {"Basic " + token},
                                             {"Bearer\t" + token},
                                             {"Bearer " + token, "Bearer " + token}}) {
    EXPECT_THAT(authenticator_.Authenticate({.authorization = authorization}),
                HasReason(kUnauthenticated, "NOT_A_BEARER"));
  }
  EXPECT_THAT(authenticator_.Authenticate({.authorization = {"Bearer  " + token}}),
              HasReason(kUnauthenticated, "TOKEN_MALFORMED"));
}

TEST_F(AuthenticatorTest, RefusesAUnitThatIsNone) {
  for (const std::vector<std::string>& unit :
       std::vector<std::vector<std::string>>{{"98101"}, {kUnit, kUnit}, {"' OR 1=1"}}) {
    EXPECT_THAT(authenticator_.Authenticate({.authorization = {"Bearer " + Token(key_)}, .unit = unit}),
                HasReason(absl::StatusCode::kInvalidArgument, "BAD_ID"));
  }
}

TEST_F(AuthenticatorTest, RefusesAStrangersKeyAndATokenThatHasExpired) {
  EXPECT_THAT(authenticator_.Authenticate({.authorization = {"Bearer " + Token(tokens::SigningKey::Generate())}}),
              HasReason(kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
  const std::string token = Token(key_);
  clock_.Advance(std::chrono::minutes(11));
  EXPECT_THAT(authenticator_.Authenticate({.authorization = {"Bearer " + token}}),
              HasReason(kUnauthenticated, "TOKEN_EXPIRED"));
}

TEST(AddressOfTest, IsWithoutThePort) {
  EXPECT_EQ(AddressOf("ipv4:10.0.0.7:51234"), "10.0.0.7");
  EXPECT_EQ(AddressOf("ipv6:%5B2001:db8::1%5D:51234"), "2001:db8::1");
  EXPECT_EQ(AddressOf("ipv6:[2001:db8::1]:51234"), "2001:db8::1");
  EXPECT_EQ(AddressOf("unix:/run/dondoc.sock"), "local");
  EXPECT_EQ(AddressOf("unix:"), "local");
  EXPECT_EQ(AddressOf("ipv4:"), "");
  EXPECT_EQ(AddressOf(""), "");
}

}  // namespace
}  // namespace dondoc::authentication
