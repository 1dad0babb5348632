#include "tools/dondoc/credentials.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include "common/authentication/key_files.h"
#include "common/status/status.h"
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
    setenv("XDG_STATE_HOME", (directory_.path() / "state").c_str(), 1);
    fs::create_directories(paths_.keys());
    EXPECT_OK(authentication::MakePrivateKey(paths_.operator_key()));
  }
  ~CredentialsTest() override {
    unsetenv("DONDOC_OPERATOR_KEY");
    unsetenv("DONDOC_ORGANIZATION");
    unsetenv("XDG_STATE_HOME");
  }

  Credentials Of(const std::string& var) {
    return {var, []() -> absl::StatusOr<std::shared_ptr<grpc::Channel>> { return Unavailable("AWAY", "away"); }, ids_};
  }

  std::string SubjectOf(const std::string& token) const {
    const std::string key = authentication::ReadPrivateKey(paths_.operator_key())->public_key();
    const tokens::KeyRing keys({{std::string(tokens::kOperatorIssuer), key}});
    const auto claims = tokens::Verify(token, keys, {}, SystemClock().Now());
    return claims.ok() ? claims->subject : claims.status().ToString();
  }

  testing::TempDir directory_;
  FakeIdGenerator ids_;
  const SystemPaths paths_{directory_.path() / "var"};
};

TEST_F(CredentialsTest, WhoMayReadTheKeyOfTheSystemIsItsOperator) {
  Credentials credentials = Of(paths_.var().string());
  ASSERT_OK_AND_ASSIGN(const std::string token, credentials.Token());
  EXPECT_EQ(SubjectOf(token), "operator");
}

TEST_F(CredentialsTest, WithoutAKeyItIsNobody) {
  Credentials credentials = Of((directory_.path() / "other").string());
  ASSERT_OK_AND_ASSIGN(const std::string token, credentials.Token());
  EXPECT_EQ(token, "");
}

TEST_F(CredentialsTest, ForASystemElsewhereTheKeyIsNamed) {
  setenv("DONDOC_ORGANIZATION", "cell.example.vn:7000", 1);
  EXPECT_EQ(Of("").Token().value(), "");
  setenv("DONDOC_OPERATOR_KEY", paths_.operator_key().c_str(), 1);
  EXPECT_EQ(SubjectOf(Of("").Token().value()), "operator");
}

TEST_F(CredentialsTest, AKeyThatOthersMayReadIsNotUsed) {
  fs::permissions(paths_.operator_key(), fs::perms::group_read, fs::perm_options::add);
  EXPECT_THAT(Of(paths_.var().string()).Token(),
              testing::HasReason(absl::StatusCode::kFailedPrecondition, "KEY_FILE_EXPOSED"));
}

TEST_F(CredentialsTest, ASessionGoesBeforeTheOperatorsKeyAndIsRefreshedInTime) {
  Credentials credentials = Of(paths_.var().string());
  ASSERT_OK_AND_ASSIGN(const SessionFile::Lock lock, credentials.file().Take());
  const std::int64_t now = std::chrono::floor<std::chrono::seconds>(SystemClock().Now().time_since_epoch()).count();
  v1::StoredSession session;
  session.set_access_token("lan's");
  session.set_refresh_token("refresh");
  session.set_access_issued_at(now - 10);
  session.set_access_expires_at(now + 600);
  ASSERT_OK(credentials.file().Write(session));
  EXPECT_EQ(credentials.Token().value(), "lan's");
  struct stat status {};
  ASSERT_EQ(::stat(credentials.file().path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(CredentialsTest, WhoseSessionCannotBeRefreshedIsNotTheOperator) {
  Credentials credentials = Of(paths_.var().string());
  {
    ASSERT_OK_AND_ASSIGN(const SessionFile::Lock lock, credentials.file().Take());
    v1::StoredSession session;
    session.set_refresh_token("refresh");
    ASSERT_OK(credentials.file().Write(session));
  }
  EXPECT_THAT(credentials.Token(), testing::HasReason(absl::StatusCode::kUnavailable, "AWAY"));
  EXPECT_NE(credentials.file().Read()->refresh_request_id(), "") << "kept, so that the same is asked again";
}

TEST_F(CredentialsTest, ASessionThatOthersMayReadIsNotUsed) {
  Credentials credentials = Of(paths_.var().string());
  ASSERT_OK_AND_ASSIGN(const SessionFile::Lock lock, credentials.file().Take());
  ASSERT_OK(credentials.file().Write({}));
  fs::permissions(credentials.file().path(), fs::perms::others_read, fs::perm_options::add);
  EXPECT_THAT(credentials.Token(), testing::HasReason(absl::StatusCode::kFailedPrecondition, "SESSION_FILE_EXPOSED"));
}

}  // namespace
}  // namespace dondoc::cli
