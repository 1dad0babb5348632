#include "common/authentication/own_tokens.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "common/tokens/key_ring.h"

namespace dondoc::authentication {
namespace {

using std::chrono::seconds;

class OwnTokensTest : public ::testing::Test {
 protected:
  FakeClock clock_{*ParseTime("2026-11-21T08:00:00.000000Z")};
  tokens::SigningKey key_ = tokens::SigningKey::Generate();
  const std::string public_key_ = key_.public_key();
};

TEST_F(OwnTokensTest, SayWhichServiceCalls) {
  const auto own = OwnTokens::OfService(std::move(key_), "directive", clock_);
  const tokens::KeyRing keys({{std::string(tokens::kServicesIssuer), public_key_}});
  ASSERT_OK_AND_ASSIGN(const tokens::Claims claims, tokens::Verify(own->Token(), keys, {}, clock_.Now()));
  EXPECT_EQ(claims.subject, "service:directive");
  EXPECT_EQ(claims.name, "directive");
}

TEST_F(OwnTokensTest, SayThatTheOperatorCalls) {
  const auto own = OwnTokens::OfOperator(std::move(key_), "root", clock_);
  const tokens::KeyRing keys({{std::string(tokens::kOperatorIssuer), public_key_}});
  ASSERT_OK_AND_ASSIGN(const tokens::Claims claims, tokens::Verify(own->Token(), keys, {}, clock_.Now()));
  EXPECT_EQ(claims.subject, "operator");
}

TEST_F(OwnTokensTest, AreMadeAnewInTimeAndWhenTheClockIsMoved) {
  const auto own = OwnTokens::OfService(std::move(key_), "directive", clock_);
  const tokens::KeyRing keys({{std::string(tokens::kServicesIssuer), public_key_}});
  const std::string first = own->Token();
  EXPECT_EQ(own->Token(), first);
  for (const seconds step : {seconds(299), seconds(1), seconds(86400 * 365), seconds(-86400 * 365), seconds(-1)}) {
    clock_.Advance(step);
    EXPECT_OK(tokens::Verify(own->Token(), keys, {}, clock_.Now()));
  }
  EXPECT_NE(own->Token(), first);
}

}  // namespace
}  // namespace dondoc::authentication
