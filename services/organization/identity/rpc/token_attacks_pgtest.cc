// What a forger would send to a real service: each is answered UNAUTHENTICATED, before anything is done.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <functional>

#include "common/status/status_matchers.h"
#include "common/tokens/base64.h"
#include "common/tokens/token.h"
#include "services/organization/identity/storage/signing_key_storage.h"
#include "services/organization/identity/testing/identity_world.h"

namespace dondoc::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class TokenAttacksTest : public ::testing::Test {
 protected:
  TokenAttacksTest() {
    world_.AddUser("lan", world_.Unit("98101"));
    token_ = world_.TokenOf("lan");
    EXPECT_OK(world_.keys.Refresh());
    key_id_ = world_.world.database().Run([](pg::Transaction& tx) { return ListSigningKeys(tx); })->front().id;
  }

  absl::StatusOr<testing::v1::Caller> Ask(const std::string& token) {
    return world_.Call<testing::v1::Caller>(*world_.identity, &testing::v1::IdentityService::Stub::GetCaller,
                                            testing::v1::GetCallerRequest(), "Bearer " + token);
  }
  void ExpectRefused(const std::string& token, std::string_view what) {
    EXPECT_EQ(Ask(token).status().code(), absl::StatusCode::kUnauthenticated) << what;
  }
  // Header and claims under whatever signature.
  static std::string Compose(const std::string& header, const std::string& claims, const std::string& signature) {
    return tokens::ToBase64Url(header) + "." + tokens::ToBase64Url(claims) + "." + tokens::ToBase64Url(signature);
  }
  std::string Header(const std::string& alg, const std::string& kid) const {
    return R"({"alg":")" + alg + R"(","kid":")" + kid + R"(","typ":"at+jwt"})";
  }
  std::string ClaimsJson() const {
    const std::string part = token_.substr(token_.find('.') + 1, token_.rfind('.') - token_.find('.') - 1);
    return *tokens::FromBase64Url(part);
  }
  std::string Signed(tokens::Claims claims, const tokens::SigningKey& key) const {
    return *tokens::Sign(claims, tokens::Kind::kAccess, key);
  }
  // Tokens of the service's own key, as if it had been made to sign them.
  std::string SignedByOrganization(const std::function<void(tokens::Claims&)>& change) {
    const auto keys = world_.world.database().Run([](pg::Transaction& tx) { return ListSigningKeys(tx); }).value();
    const auto key = tokens::SigningKey::FromSeed(world_.vault.Open(keys.front().sealed, keys.front().id).value());
    tokens::Claims claims = world_.Read(token_).value();
    change(claims);
    return Signed(claims, *key);
  }

  testing::IdentityWorld world_;
  std::string token_;
  std::string key_id_;
};

TEST_F(TokenAttacksTest, TheGenuineOneIsTaken) {
  ASSERT_OK_AND_ASSIGN(const testing::v1::Caller caller, Ask(token_));
  EXPECT_EQ(caller.name(), "lan");
  EXPECT_OK(Ask(SignedByOrganization([](tokens::Claims&) {})));
}

TEST_F(TokenAttacksTest, AlgorithmNoneAndSwapped) {
  ExpectRefused(Compose(Header("none", key_id_), ClaimsJson(), ""), "none");
  ExpectRefused(Compose(Header("None", key_id_), ClaimsJson(), "x"), "None");
  const std::string text = tokens::ToBase64Url(Header("HS256", key_id_)) + "." + tokens::ToBase64Url(ClaimsJson());
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  const std::string public_key = world_.keys.ring()->Find(key_id_)->bytes;
  crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(mac.data()),
                         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         reinterpret_cast<const unsigned char*>(public_key.data()));
  ExpectRefused(text + "." + tokens::ToBase64Url(mac), "HS256 with the public key");
}

TEST_F(TokenAttacksTest, UnknownAndPathLikeKeys) {
  const tokens::SigningKey own = tokens::SigningKey::Generate();
  for (const std::string& kid : {own.id(), std::string("../../../dev/null"), std::string("/proc/self/environ"),
                                 std::string("' OR 1=1 --"), std::string()}) {
    const std::string text = tokens::ToBase64Url(Header("EdDSA", kid)) + "." + tokens::ToBase64Url(ClaimsJson());
    ExpectRefused(text + "." + tokens::ToBase64Url(own.Sign(text)), kid);
  }
}

TEST_F(TokenAttacksTest, TheTimesOfAToken) {
  ExpectRefused(SignedByOrganization([](tokens::Claims& c) {
                  c.issued_at -= hours(1);
                  c.not_before -= hours(1);
                  c.expires_at = c.issued_at + minutes(10);
                }),
                "expired");
  ExpectRefused(SignedByOrganization([](tokens::Claims& c) {
                  c.not_before += minutes(5);
                  c.expires_at += minutes(5);
                }),
                "not yet valid");
  ExpectRefused(SignedByOrganization([](tokens::Claims& c) { c.expires_at += hours(24 * 365); }), "for ever");
  world_.world.clock.Advance(minutes(11));
  ExpectRefused(token_, "the genuine one, later");
}

TEST_F(TokenAttacksTest, ForOthersAndOfOthers) {
  ExpectRefused(SignedByOrganization([](tokens::Claims& c) { c.audience = "another system"; }), "another audience");
  ExpectRefused(SignedByOrganization([](tokens::Claims& c) { c.issuer = "somebody"; }), "another issuer");
  ExpectRefused(SignedByOrganization([](tokens::Claims& c) { c.subject = "operator"; }),
                "a subject that is not organization's");
  ExpectRefused(SignedByOrganization([](tokens::Claims& c) { c.subject = "service:assignment"; }), "nor this one");
  tokens::Claims claims = world_.Read(token_).value();
  ExpectRefused(Signed(claims, world_.service_key), "a service's key for a person");
  claims.issuer = tokens::kOperatorIssuer;
  claims.subject = "operator";
  ExpectRefused(Signed(claims, world_.service_key), "a service's key for the operator");
}

TEST_F(TokenAttacksTest, TheSignatureOfARemovedKey) {
  EXPECT_OK(Ask(token_));
  testing::v1::RemoveSigningKeyRequest request;
  request.set_request_id(world_.NewId());
  request.set_key_id(key_id_);
  ASSERT_OK(world_.Call<testing::v1::SigningKey>(*world_.identity,
                                                 &testing::v1::IdentityService::Stub::RemoveSigningKey, request,
                                                 "Bearer " + world_.OperatorToken()));
  ASSERT_OK(world_.keys.Refresh());
  ExpectRefused(token_, "signed with a key that was removed");
  EXPECT_OK(Ask(world_.TokenOf("lan")));
}

TEST_F(TokenAttacksTest, AnyOneCharacterThatDiffers) {
  for (std::size_t at = 0; at < token_.size(); at += 3) {
    std::string other = token_;
    other[at] = other[at] == 'A' ? 'B' : 'A';
    if (other != token_) ExpectRefused(other, std::to_string(at));
  }
}

TEST_F(TokenAttacksTest, ForASignInTokensMayNotBeTakenForEachOther) {
  ASSERT_OK_AND_ASSIGN(const SignedIn signed_in, world_.SignIn("lan"));
  ExpectRefused(signed_in.refresh_token, "a refresh token");
  ExpectRefused(signed_in.device_token, "a device token");
  testing::v1::RefreshSessionRequest request;
  request.set_request_id(world_.NewId());
  request.set_refresh_token(signed_in.access.token.substr(0, 512));
  EXPECT_THAT(world_.Call<testing::v1::RefreshSessionResponse>(
                  *world_.identity, &testing::v1::IdentityService::Stub::RefreshSession, request, ""),
              dondoc::testing::HasReason(absl::StatusCode::kUnauthenticated, "SESSION_ENDED"));
}

}  // namespace
}  // namespace dondoc::identity
