// What a forger would try. Each token is what a verifier without the rule in question would take.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <functional>
#include <string>
#include <vector>

#include "common/status/status_matchers.h"
#include "common/tokens/base64.h"
#include "common/tokens/token.h"

namespace dondoc::tokens {
namespace {

using std::chrono::seconds;
using testing::HasReason;

constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;
const TimePoint kNow = *ParseTime("2026-11-21T08:00:00.000000Z");

class TokenAttackTest : public ::testing::Test {
 protected:
  static Claims GoodClaims() {
    return {.issuer = std::string(kOrganizationIssuer),
            .audience = std::string(kAudience),
            .subject = "user:00000000-0000-7000-8000-000000000001",
            .issued_at = kNow,
            .not_before = kNow,
            .expires_at = kNow + seconds(600),
            .units = {{.unit_id = "00000000-0000-7000-8000-000000000003", .roles = {"OFFICER"}}}};
  }

  // What Sign writes, with any header and any JSON.
  std::string Forge(const std::string& header, const std::string& claims, const SigningKey& key) const {
    const std::string text = ToBase64Url(header) + "." + ToBase64Url(claims);
    return text + "." + ToBase64Url(key.Sign(text));
  }
  std::string Forge(const std::string& header, const std::string& claims) const { return Forge(header, claims, key_); }
  std::string GoodHeader() const { return R"({"alg":"EdDSA","kid":")" + key_.id() + R"(","typ":"at+jwt"})"; }
  static std::string GoodJson() {
    return R"({"iss":"dondoc:organization","aud":"dondoc","sub":"user:1","iat":1795248000,"nbf":1795248000,"exp":1795248600})";
  }
  static std::string Replace(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  }

  void ExpectRefused(const std::string& token, const char* reason) const {
    EXPECT_THAT(Verify(token, keys_, {}, kNow), HasReason(kUnauthenticated, reason)) << token;
  }

  SigningKey key_ = SigningKey::Generate();
  KeyRing keys_{{{.issuer = std::string(kOrganizationIssuer), .bytes = key_.public_key()}}};
};

TEST_F(TokenAttackTest, TheForgeItselfMakesWhatIsTaken) {
  ASSERT_OK_AND_ASSIGN(const Claims claims, Verify(Forge(GoodHeader(), GoodJson()), keys_, {}, kNow));
  EXPECT_EQ(claims.subject, "user:1");
}

TEST_F(TokenAttackTest, AlgorithmNone) {
  for (const char* alg : {"none", "None", "NONE", "nOnE", ""}) {
    const std::string header = Replace(GoodHeader(), "EdDSA", alg);
    ExpectRefused(Forge(header, GoodJson()), "TOKEN_MALFORMED");
    ExpectRefused(ToBase64Url(header) + "." + ToBase64Url(GoodJson()) + ".", "TOKEN_MALFORMED");
  }
}

TEST_F(TokenAttackTest, NoSignature) {
  const std::string text = ToBase64Url(GoodHeader()) + "." + ToBase64Url(GoodJson());
  ExpectRefused(text + ".", "TOKEN_SIGNATURE_WRONG");
  ExpectRefused(text, "TOKEN_MALFORMED");
}

// The verifier's public key taken for the secret of a MAC.
TEST_F(TokenAttackTest, AlgorithmSwappedForAMacWithThePublicKey) {
  for (const char* alg : {"HS256", "EdDSA"}) {
    const std::string text = ToBase64Url(Replace(GoodHeader(), "EdDSA", alg)) + "." + ToBase64Url(GoodJson());
    std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(mac.data()),
                           reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                           reinterpret_cast<const unsigned char*>(key_.public_key().data()));
    ExpectRefused(text + "." + ToBase64Url(mac),
                  std::string_view(alg) == "EdDSA" ? "TOKEN_SIGNATURE_WRONG" : "TOKEN_MALFORMED");
  }
}

TEST_F(TokenAttackTest, OtherAlgorithms) {
  for (const char* alg : {"Ed25519", "eddsa", "ES256", "RS256", "PS256", "HS512", "EdDSA "})
    ExpectRefused(Forge(Replace(GoodHeader(), "EdDSA", alg), GoodJson()), "TOKEN_MALFORMED");
}

TEST_F(TokenAttackTest, UnknownAndPathLikeKeyIds) {
  const SigningKey own = SigningKey::Generate();
  const std::string id = key_.id();
  for (const std::string& kid :
       std::vector<std::string>{own.id(), std::string(), id.substr(1), id + " ", id + "%00", "../../dev/null",
                                "/proc/self/environ", "' OR '1'='1", "https://example.org/keys", "*"}) {
    ExpectRefused(Forge(Replace(GoodHeader(), id, kid), GoodJson(), own), "TOKEN_KEY_UNKNOWN");
    ExpectRefused(Forge(Replace(GoodHeader(), id, kid), GoodJson()), "TOKEN_KEY_UNKNOWN");
  }
  ExpectRefused(Forge(Replace(GoodHeader(), id, id + "\\u0000"), GoodJson()), "TOKEN_KEY_UNKNOWN");
}

TEST_F(TokenAttackTest, AKeyBroughtAlong) {
  const SigningKey own = SigningKey::Generate();
  const std::string jwk = R"("jwk":{"kty":"OKP","crv":"Ed25519","x":")" + ToBase64Url(own.public_key()) + R"("})";
  for (const std::string& member :
       {jwk, std::string(R"("jku":"https://example.org/keys")"), std::string(R"("x5u":"file:///")"),
        std::string(R"("x5c":[])"), std::string(R"("crit":["b64"],"b64":false)"), std::string(R"("zip":"DEF")")}) {
    ExpectRefused(Forge(Replace(GoodHeader(), "{", "{" + member + ","), GoodJson(), own), "TOKEN_MALFORMED");
    ExpectRefused(Forge(Replace(GoodHeader(), "{", "{" + member + ","), GoodJson()), "TOKEN_MALFORMED");
  }
}

TEST_F(TokenAttackTest, ExpiredAndNotYetValid) {
  const auto with = [&](const char* from, const char* to) {
    return Forge(GoodHeader(), Replace(GoodJson(), from, to));
  };
  ExpectRefused(with(R"("exp":1795248600)", R"("exp":1795247990)"), "TOKEN_EXPIRED");
  ExpectRefused(with(R"("nbf":1795248000)", R"("nbf":1795248011)"), "TOKEN_NOT_YET_VALID");
  ExpectRefused(with(R"("iat":1795248000)", R"("iat":1795248011)"), "TOKEN_NOT_YET_VALID");
  ExpectRefused(with(R"("exp":1795248600)", R"("exp":1795251601)"), "TOKEN_NOT_FOR_US");
  ExpectRefused(with(R"("iat":1795248000)", R"("iat":0)"), "TOKEN_NOT_FOR_US");
}

TEST_F(TokenAttackTest, OtherAudienceAndOtherIssuer) {
  for (const char* aud : {"", "Dondoc", "dondoc ", "dondoc2", "https://dondoc"})
    ExpectRefused(Forge(GoodHeader(), Replace(GoodJson(), R"("aud":"dondoc")", std::string(R"("aud":")") + aud + "\"")),
                  "TOKEN_NOT_FOR_US");
  for (const char* iss : {"", "dondoc:services", "dondoc:operator", "dondoc:organization/"})
    ExpectRefused(Forge(GoodHeader(), Replace(GoodJson(), "dondoc:organization", iss)), "TOKEN_NOT_FOR_US");
}

// Each key speaks for one issuer, so that who may sign for users cannot sign for the operator.
TEST_F(TokenAttackTest, AKeyThatSpeaksForAnotherIssuer) {
  const SigningKey services = SigningKey::Generate();
  keys_.Add({.issuer = std::string(kServicesIssuer), .bytes = services.public_key()});
  Claims claims = GoodClaims();
  ASSERT_OK_AND_ASSIGN(const std::string as_organization, Sign(claims, Kind::kAccess, services));
  ExpectRefused(as_organization, "TOKEN_NOT_FOR_US");
  claims.issuer = kServicesIssuer;
  ASSERT_OK_AND_ASSIGN(const std::string as_services, Sign(claims, Kind::kAccess, key_));
  ExpectRefused(as_services, "TOKEN_NOT_FOR_US");
}

TEST_F(TokenAttackTest, OtherTypes) {
  ASSERT_OK_AND_ASSIGN(const std::string assertion, Sign(GoodClaims(), Kind::kAssertion, key_));
  ExpectRefused(assertion, "TOKEN_MALFORMED");
  ASSERT_OK_AND_ASSIGN(const std::string access, Sign(GoodClaims(), Kind::kAccess, key_));
  EXPECT_THAT(Verify(access, keys_, {.kind = Kind::kAssertion}, kNow), HasReason(kUnauthenticated, "TOKEN_MALFORMED"));
  for (const char* typ : {"JWT", "AT+JWT", "application/at+jwt", "", "dpop+jwt"})
    ExpectRefused(Forge(Replace(GoodHeader(), "at+jwt", typ), GoodJson()), "TOKEN_MALFORMED");
  ExpectRefused(Forge(Replace(GoodHeader(), R"(,"typ":"at+jwt")", ""), GoodJson()), "TOKEN_MALFORMED");
}

TEST_F(TokenAttackTest, SignedWithAKeyThatWasRemoved) {
  ASSERT_OK_AND_ASSIGN(const std::string token, Sign(GoodClaims(), Kind::kAccess, key_));
  EXPECT_OK(Verify(token, keys_, {}, kNow));
  keys_ = KeyRing();
  ExpectRefused(token, "TOKEN_KEY_UNKNOWN");
}

TEST_F(TokenAttackTest, ClaimsOfOneTokenUnderTheSignatureOfAnother) {
  Claims other = GoodClaims();
  other.subject = "user:00000000-0000-7000-8000-000000000009";
  ASSERT_OK_AND_ASSIGN(const std::string mine, Sign(GoodClaims(), Kind::kAccess, key_));
  ASSERT_OK_AND_ASSIGN(const std::string theirs, Sign(other, Kind::kAccess, key_));
  ExpectRefused(theirs.substr(0, theirs.rfind('.')) + mine.substr(mine.rfind('.')), "TOKEN_SIGNATURE_WRONG");
}

TEST_F(TokenAttackTest, TextsThatDecodeToTheSameBytes) {
  ASSERT_OK_AND_ASSIGN(const std::string token, Sign(GoodClaims(), Kind::kAccess, key_));
  // 64 bytes of signature leave four bits of the last character unused.
  std::string loose = token;
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  loose.back() = alphabet[alphabet.find(loose.back()) + 1];
  for (const std::string& text : {loose, token + "=", token + "==", token + "\n", " " + token, token + " ", token + ".",
                                  token + '\0', "Bearer " + token})
    ExpectRefused(text, "TOKEN_MALFORMED");
  // The standard alphabet for the one of URLs.
  std::string plain = token;
  for (char& c : plain) c = c == '-' ? '+' : c == '_' ? '/' : c;
  EXPECT_EQ(Verify(plain, keys_, {}, kNow).ok(), plain == token);
}

TEST_F(TokenAttackTest, MembersThatComeTwice) {
  ExpectRefused(Forge(Replace(GoodHeader(), "{", R"({"alg":"none",)"), GoodJson()), "TOKEN_MALFORMED");
  ExpectRefused(Forge(Replace(GoodHeader(), "}", R"(,"kid":"other"})"), GoodJson()), "TOKEN_MALFORMED");
  ExpectRefused(Forge(GoodHeader(), Replace(GoodJson(), "{", R"({"sub":"operator",)")), "TOKEN_MALFORMED");
  ExpectRefused(Forge(GoodHeader(), Replace(GoodJson(), "{", R"({"s\u0075b":"operator",)")), "TOKEN_MALFORMED");
  ExpectRefused(Forge(GoodHeader(), Replace(GoodJson(), "{", R"({"units":[{"unit":"a","roles":[],"unit":"b"}],)")),
                "TOKEN_MALFORMED");
}

TEST_F(TokenAttackTest, TooLong) {
  const std::string padding(kMaxTokenBytes, 'x');
  ExpectRefused(Forge(GoodHeader(), Replace(GoodJson(), "{", R"({"pad":")" + padding + R"(",)")), "TOKEN_TOO_LONG");
  ExpectRefused(std::string(10'000'000, '.'), "TOKEN_TOO_LONG");
}

TEST_F(TokenAttackTest, WrongTypesAndMissingClaims) {
  const std::vector<std::pair<std::string, std::string>> changes = {
      {R"("iss":"dondoc:organization")", R"("iss":["dondoc:organization"])"},
      {R"("aud":"dondoc")", R"("aud":["dondoc"])"},
      {R"("aud":"dondoc")", R"("aud":null)"},
      {R"("sub":"user:1")", R"("sub":1)"},
      {R"("sub":"user:1",)", ""},
      {R"("aud":"dondoc",)", ""},
      {R"("iss":"dondoc:organization",)", ""},
      {R"(,"exp":1795248600)", ""},
      {R"("iat":1795248000,)", ""},
      {R"("exp":1795248600)", R"("exp":"1795248600")"},
      {R"("exp":1795248600)", R"("exp":1795248600.5)"},
      {R"("exp":1795248600)", R"("exp":1.7952486e9)"},
      {R"("exp":1795248600)", R"("exp":-1)"},
      {R"("exp":1795248600)", R"("exp":true)"},
      {R"("exp":1795248600)", R"("exp":253402300800)"},
      {R"("exp":1795248600)", R"("exp":18446744073709551615)"},
      {R"("exp":1795248600)", R"("exp":1e400)"},
      {R"("nbf":1795248000)", R"("nbf":null)"},
      {R"({"iss")", R"({"units":{},"iss")"},
      {R"({"iss")", R"({"units":["a"],"iss")"},
      {R"({"iss")", R"({"units":[{"unit":"a"}],"iss")"},
      {R"({"iss")", R"({"units":[{"unit":"a","roles":"LEADER"}],"iss")"},
      {R"({"iss")", R"({"units":[{"unit":"a","roles":[1]}],"iss")"},
      {R"({"iss")", R"({"units":[{"unit":1,"roles":[]}],"iss")"},
      {R"({"iss")", R"({"scope":["a"],"iss")"},
      {R"({"iss")", R"({"name":{},"iss")"},
      {R"({"iss")", R"({"name":"\ud800","iss")"},
      {R"({"iss")", "{\"name\":\"\xff\",\"iss\""},
      {R"({"iss")", R"({'iss')"},
      {"}", "},"},
      {"}", ""},
      {"}", "}{}"},
      {"{", "[{"},
  };
  for (const auto& [from, to] : changes)
    ExpectRefused(Forge(GoodHeader(), Replace(GoodJson(), from, to)), "TOKEN_MALFORMED");
  for (const std::string json : {"", "null", "[]", "\"\"", "1", "{", "{}"})
    ExpectRefused(Forge(GoodHeader(), json), "TOKEN_MALFORMED");
  for (const std::string json : {"", "null", "[]", "{}", R"({"alg":["EdDSA"],"kid":"a","typ":"at+jwt"})",
                                 R"({"alg":"EdDSA","kid":1,"typ":"at+jwt"})"})
    ExpectRefused(Forge(json, GoodJson()), "TOKEN_MALFORMED");
  ExpectRefused(Forge(GoodHeader(), std::string(2000, '[')), "TOKEN_MALFORMED");
}

TEST_F(TokenAttackTest, WrongNumbersOfParts) {
  ASSERT_OK_AND_ASSIGN(const std::string token, Sign(GoodClaims(), Kind::kAccess, key_));
  for (const std::string& text :
       {std::string(), std::string("."), std::string(".."), std::string("..."), std::string("...."),
        token + "." + token, token.substr(0, token.rfind('.')), "." + token})
    ExpectRefused(text, "TOKEN_MALFORMED");
}

// The property behind all of the above: nothing but the text that was signed is taken.
TEST_F(TokenAttackTest, AnyOneByteThatDiffersIsRefused) {
  ASSERT_OK_AND_ASSIGN(const std::string token, Sign(GoodClaims(), Kind::kAccess, key_));
  ASSERT_OK(Verify(token, keys_, {}, kNow));
  for (std::size_t at = 0; at < token.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string other = token;
      other[at] = static_cast<char>(other[at] ^ (1 << bit));
      EXPECT_EQ(Verify(other, keys_, {}, kNow).status().code(), kUnauthenticated) << at << "," << bit;
    }
    std::string shorter = token;
    shorter.erase(at, 1);
    EXPECT_EQ(Verify(shorter, keys_, {}, kNow).status().code(), kUnauthenticated) << at;
    std::string longer = token;
    longer.insert(at, 1, 'A');
    EXPECT_EQ(Verify(longer, keys_, {}, kNow).status().code(), kUnauthenticated) << at;
  }
}

}  // namespace
}  // namespace dondoc::tokens
