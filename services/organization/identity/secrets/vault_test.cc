#include "services/organization/identity/secrets/vault.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::identity {
namespace {

using testing::HasReason;

constexpr auto kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

class VaultTest : public ::testing::Test {
 protected:
  const tokens::SigningKey key_ = tokens::SigningKey::Generate();
  const Vault vault_{key_};
};

TEST_F(VaultTest, OpensWhatItSealedUnderTheSameName) {
  const std::string sealed = vault_.Seal("secret", "key 1");
  EXPECT_EQ(sealed.find("secret"), std::string::npos);
  EXPECT_NE(sealed, vault_.Seal("secret", "key 1"));
  EXPECT_EQ(Vault(key_).Open(sealed, "key 1").value(), "secret");
  EXPECT_THAT(vault_.Open(sealed, "key 2"), HasReason(kFailedPrecondition, "SEAL_BROKEN"));
  EXPECT_THAT(Vault(tokens::SigningKey::Generate()).Open(sealed, "key 1"),
              HasReason(kFailedPrecondition, "SEAL_BROKEN"));
}

TEST_F(VaultTest, DoesNotOpenWhatWasChanged) {
  const std::string sealed = vault_.Seal("secret", "key");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string other = sealed;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_THAT(vault_.Open(other, "key"), HasReason(kFailedPrecondition, "SEAL_BROKEN")) << i;
    EXPECT_FALSE(vault_.Open(sealed.substr(0, i), "key").ok()) << i;
  }
}

TEST_F(VaultTest, ASuccessorIsTheSameForTheSameRequestAndForNoOther) {
  const std::string token = RandomToken();
  const std::string successor = vault_.Successor(token, "r1");
  EXPECT_EQ(successor.size(), 43U);
  EXPECT_EQ(vault_.Successor(token, "r1"), successor);
  EXPECT_NE(vault_.Successor(token, "r2"), successor);
  EXPECT_NE(vault_.Successor(RandomToken(), "r1"), successor);
  EXPECT_NE(vault_.Successor(token + "r", "1"), successor);
  EXPECT_NE(Vault(tokens::SigningKey::Generate()).Successor(token, "r1"), successor);
}

TEST_F(VaultTest, TokensAreRandomAndTheirHashesTellNothing) {
  const std::string token = RandomToken();
  EXPECT_EQ(token.size(), 43U);
  EXPECT_NE(token, RandomToken());
  EXPECT_EQ(HashOf(token).size(), 32U);
  EXPECT_EQ(HashOf(token), HashOf(token));
  EXPECT_NE(HashOf(token), HashOf(RandomToken()));
}

TEST_F(VaultTest, ASecretIsTheSameForTheSameRequestAndForNoOther) {
  const std::string secret = vault_.SecretFor("u1", "r1");
  EXPECT_EQ(secret.size(), 32U);
  EXPECT_EQ(Vault(key_).SecretFor("u1", "r1"), secret);
  EXPECT_NE(vault_.SecretFor("u1", "r2"), secret);
  EXPECT_NE(vault_.SecretFor("u1r", "1"), secret);
  EXPECT_NE(Vault(tokens::SigningKey::Generate()).SecretFor("u1", "r1"), secret);
}

}  // namespace
}  // namespace dondoc::identity
