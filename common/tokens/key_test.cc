#include "common/tokens/key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "common/tokens/base64.h"
#include "common/tokens/pem.h"

namespace dondoc::tokens {
namespace {

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return bytes;
}

// RFC 8032, section 7.1, test 2; the thumbprint is that of RFC 8037, appendix A.3, for test 1's key.
constexpr char kSeed[] = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr char kPublic[] = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr char kSignature[] =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
    "b00d291612bb0c00";

TEST(SigningKeyTest, SignsAsTheStandardSays) {
  ASSERT_OK_AND_ASSIGN(const SigningKey key, SigningKey::FromSeed(FromHex(kSeed)));
  EXPECT_EQ(key.public_key(), FromHex(kPublic));
  EXPECT_EQ(key.Sign("\x72"), FromHex(kSignature));
  EXPECT_TRUE(IsSignatureOf("\x72", FromHex(kSignature), FromHex(kPublic)));
}

TEST(SigningKeyTest, HasTheThumbprintOfTheStandardAsId) {
  EXPECT_EQ(KeyId(FromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")),
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST(SigningKeyTest, RefusesASignatureInAnotherFormThanTheCanonicalOne) {
  // The same S plus the order of the group: the equation holds, but it is not the form that was signed.
  const std::string order = FromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  std::string signature = FromHex(kSignature);
  int carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += static_cast<unsigned char>(signature[32 + i]) + static_cast<unsigned char>(order[i]);
    signature[32 + i] = static_cast<char>(carry & 0xff);
    carry >>= 8;
  }
  EXPECT_FALSE(IsSignatureOf("\x72", signature, FromHex(kPublic)));
}

TEST(SigningKeyTest, RefusesAKeyUnderWhichAnythingWouldBeSigned) {
  // The neutral point: with R the neutral point and S zero, the equation holds for every message.
  std::string neutral(32, '\0');
  neutral[0] = 1;
  const std::string signature = neutral + std::string(32, '\0');
  EXPECT_FALSE(IsSignatureOf("anything", signature, neutral));
}

TEST(SigningKeyTest, RefusesWrongLengths) {
  EXPECT_THAT(SigningKey::FromSeed("short"), testing::HasReason(absl::StatusCode::kInvalidArgument, "KEY_MALFORMED"));
  EXPECT_FALSE(IsSignatureOf("\x72", FromHex(kSignature).substr(1), FromHex(kPublic)));
  EXPECT_FALSE(IsSignatureOf("\x72", FromHex(kSignature), FromHex(kPublic).substr(1)));
}

TEST(SigningKeyTest, IsAnotherOneEachTime) { EXPECT_NE(SigningKey::Generate().id(), SigningKey::Generate().id()); }

TEST(SigningKeyTest, LeavesNothingBehindWhenItIsMoved) {
  SigningKey from = SigningKey::Generate();
  const std::string seed(from.seed());
  const SigningKey to = std::move(from);
  EXPECT_EQ(to.seed(), seed);
  EXPECT_EQ(from.seed(), std::string(kSeedBytes, '\0'));  // NOLINT(bugprone-use-after-move): that is what is tested
}

// What `openssl pkey` prints for the key above.
constexpr char kPrivatePem[] =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
    "-----END PRIVATE KEY-----\n";
constexpr char kPublicPem[] =
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n"
    "-----END PUBLIC KEY-----\n";

TEST(PemTest, IsWhatOpensslReadsAndWrites) {
  ASSERT_OK_AND_ASSIGN(const SigningKey key, ReadPrivatePem(kPrivatePem));
  EXPECT_EQ(key.public_key(), FromHex(kPublic));
  EXPECT_EQ(WritePrivatePem(key), kPrivatePem);
  EXPECT_EQ(WritePublicPem(key.public_key()), kPublicPem);
  EXPECT_THAT(ReadPublicPem(kPublicPem), ::testing::Eq(absl::StatusOr<std::string>(FromHex(kPublic))));
}

TEST(PemTest, RefusesWhatIsNoKeyAndDoesNotRepeatIt) {
  const std::string secret = "MC4CAQAwBQYDK2VwBCIEIEzNCJso";
  for (const std::string& text :
       {std::string(), secret, std::string(kPublicPem), "-----BEGIN PRIVATE KEY-----\n" + secret,
        "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n"}) {
    const absl::Status status = ReadPrivatePem(text).status();
    EXPECT_THAT(status, testing::HasReason(absl::StatusCode::kInvalidArgument, "KEY_MALFORMED"));
    EXPECT_THAT(std::string(status.message()), ::testing::Not(::testing::HasSubstr(secret)));
  }
  EXPECT_THAT(ReadPublicPem(kPrivatePem), testing::HasReason(absl::StatusCode::kInvalidArgument, "KEY_MALFORMED"));
}

TEST(Base64Test, TakesOneTextForOneSequenceOfBytes) {
  EXPECT_EQ(FromBase64Url("_-A"), std::string("\xff\xe0"));
  for (const char* text : {"_-B", "_-A=", "/+A", "_-A\n", " _-A", "_-A.", "_", "\xdf-A",
                           "_\xad"
                           "A"})
    EXPECT_EQ(FromBase64Url(text), std::nullopt) << text;
  for (int c = 128; c < 256; ++c)
    EXPECT_EQ(FromBase64Url(std::string("AAA") + static_cast<char>(c)), std::nullopt) << c;
}

}  // namespace
}  // namespace dondoc::tokens
