#include "tools/dondoc/credentials.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "common/authentication/key_files.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "common/tokens/token.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;

class CredentialsTest : public ::testing::Test {
 protected:
  CredentialsTest() {
    fs::create_directories(paths_.keys());
    EXPECT_OK(authentication::MakePrivateKey(paths_.operator_key()));
  }
  ~CredentialsTest() override {
    unsetenv("DONDOC_OPERATOR_KEY");
    unsetenv("DONDOC_ORGANIZATION");
  }

  std::string SubjectOf(const std::string& token) const {
    const std::string key = authentication::ReadPrivateKey(paths_.operator_key())->public_key();
    const tokens::KeyRing keys({{std::string(tokens::kOperatorIssuer), key}});
    const auto claims = tokens::Verify(token, keys, {}, SystemClock().Now());
    return claims.ok() ? claims->subject : claims.status().ToString();
  }

  testing::TempDir directory_;
  const SystemPaths paths_{directory_.path() / "var"};
};

TEST_F(CredentialsTest, WhoMayReadTheKeyOfTheSystemIsItsOperator) {
  Credentials credentials(paths_.var().string());
  ASSERT_OK_AND_ASSIGN(const std::string token, credentials.Token());
  EXPECT_EQ(SubjectOf(token), "operator");
}

TEST_F(CredentialsTest, WithoutAKeyItIsNobody) {
  Credentials credentials((directory_.path() / "other").string());
  ASSERT_OK_AND_ASSIGN(const std::string token, credentials.Token());
  EXPECT_EQ(token, "");
}

TEST_F(CredentialsTest, ForASystemElsewhereTheKeyIsNamed) {
  setenv("DONDOC_ORGANIZATION", "cell.example.vn:7000", 1);
  EXPECT_EQ(Credentials("").Token().value(), "");
  setenv("DONDOC_OPERATOR_KEY", paths_.operator_key().c_str(), 1);
  EXPECT_EQ(SubjectOf(Credentials("").Token().value()), "operator");
}

TEST_F(CredentialsTest, AKeyThatOthersMayReadIsNotUsed) {
  fs::permissions(paths_.operator_key(), fs::perms::group_read, fs::perm_options::add);
  EXPECT_THAT(Credentials(paths_.var().string()).Token(),
              testing::HasReason(absl::StatusCode::kFailedPrecondition, "KEY_FILE_EXPOSED"));
}

}  // namespace
}  // namespace dondoc::cli
