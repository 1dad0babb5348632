#include "common/tokens/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::tokens {
namespace {

using std::chrono::seconds;
using testing::HasReason;

const TimePoint kNow = *ParseTime("2026-11-21T08:00:00.000000Z");

Claims SomeClaims() {
  return {.issuer = std::string(kOrganizationIssuer),
          .audience = std::string(kAudience),
          .subject = "user:00000000-0000-7000-8000-000000000001",
          .id = "one",
          .name = "lan.nguyen",
          .session_id = "00000000-0000-7000-8000-000000000002",
          .issued_at = kNow,
          .not_before = kNow,
          .expires_at = kNow + seconds(600),
          .scopes = {"directives:read", "indicators:write"},
          .units = {{.unit_id = "00000000-0000-7000-8000-000000000003", .roles = {"OFFICER", "CLERK"}},
                    {.unit_id = "00000000-0000-7000-8000-000000000004", .roles = {}}}};
}

class TokenTest : public ::testing::Test {
 protected:
  SigningKey key_ = SigningKey::Generate();
  KeyRing keys_{{{.issuer = std::string(kOrganizationIssuer), .bytes = key_.public_key()}}};
};

TEST_F(TokenTest, SaysWhatWasSigned) {
  for (const Kind kind : {Kind::kAccess, Kind::kAssertion}) {
    ASSERT_OK_AND_ASSIGN(const std::string token, Sign(SomeClaims(), kind, key_));
    EXPECT_THAT(Verify(token, keys_, {.kind = kind}, kNow), ::testing::Eq(absl::StatusOr<Claims>(SomeClaims())));
  }
}

TEST_F(TokenTest, SaysLittleWhereThereIsLittleToSay) {
  Claims claims = SomeClaims();
  claims.id = claims.name = claims.session_id = "";
  claims.scopes.clear();
  claims.units.clear();
  ASSERT_OK_AND_ASSIGN(const std::string token, Sign(claims, Kind::kAccess, key_));
  EXPECT_THAT(Verify(token, keys_, {}, kNow), ::testing::Eq(absl::StatusOr<Claims>(claims)));
  EXPECT_LT(token.size(), 400U);
}

TEST_F(TokenTest, KeepsNamesOfAllLetters) {
  Claims claims = SomeClaims();
  claims.name = "Nguyễn Thị \"Lan\"\\\n";
  ASSERT_OK_AND_ASSIGN(const std::string token, Sign(claims, Kind::kAccess, key_));
  ASSERT_OK_AND_ASSIGN(const Claims said, Verify(token, keys_, {}, kNow));
  EXPECT_EQ(said.name, claims.name);
}

TEST_F(TokenTest, IsValidFromItsBeginningToItsEndAndALittleAround) {
  Claims claims = SomeClaims();
  claims.not_before = kNow + seconds(60);
  ASSERT_OK_AND_ASSIGN(const std::string token, Sign(claims, Kind::kAccess, key_));
  const Expectation strict{.leeway = seconds(0)};
  const TimePoint from = claims.not_before;
  const TimePoint to = claims.expires_at;
  const auto tick = std::chrono::microseconds(1);
  EXPECT_THAT(Verify(token, keys_, strict, from - tick),
              HasReason(absl::StatusCode::kUnauthenticated, "TOKEN_NOT_YET_VALID"));
  EXPECT_OK(Verify(token, keys_, strict, from));
  EXPECT_OK(Verify(token, keys_, strict, to - tick));
  EXPECT_THAT(Verify(token, keys_, strict, to), HasReason(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED"));
  const Expectation lenient{.leeway = seconds(10)};
  EXPECT_OK(Verify(token, keys_, lenient, from - seconds(10)));
  EXPECT_FALSE(Verify(token, keys_, lenient, from - seconds(10) - tick).ok());
  EXPECT_OK(Verify(token, keys_, lenient, to + seconds(10) - tick));
  EXPECT_FALSE(Verify(token, keys_, lenient, to + seconds(10)).ok());
}

TEST_F(TokenTest, MayBeSignedWithAnyKeyOfTheRing) {
  const SigningKey next = SigningKey::Generate();
  keys_.Add({.issuer = std::string(kOrganizationIssuer), .bytes = next.public_key()});
  for (const SigningKey* key : std::initializer_list<const SigningKey*>{&key_, &next}) {
    ASSERT_OK_AND_ASSIGN(const std::string token, Sign(SomeClaims(), Kind::kAccess, *key));
    EXPECT_OK(Verify(token, keys_, {}, kNow));
  }
}

TEST_F(TokenTest, IsNotSignedWhereNoVerifierWouldTakeIt) {
  const auto refused = [&](auto change, const char* reason) {
    Claims claims = SomeClaims();
    change(claims);
    EXPECT_THAT(Sign(claims, Kind::kAccess, key_), HasReason(absl::StatusCode::kInvalidArgument, reason));
  };
  refused([](Claims& c) { c.expires_at = c.not_before; }, "TOKEN_MALFORMED");
  refused([](Claims& c) { c.issued_at = c.expires_at; }, "TOKEN_MALFORMED");
  refused([](Claims& c) { c.issued_at = TimePoint(seconds(-1)); }, "TOKEN_MALFORMED");
  refused([](Claims& c) { c.scopes = {"two words"}; }, "TOKEN_MALFORMED");
  refused([](Claims& c) { c.scopes = {""}; }, "TOKEN_MALFORMED");
  refused([](Claims& c) { c.name = "\xff"; }, "TOKEN_MALFORMED");
  refused([](Claims& c) { c.units.resize(200, c.units.front()); }, "TOKEN_TOO_LONG");
}

}  // namespace
}  // namespace dondoc::tokens
