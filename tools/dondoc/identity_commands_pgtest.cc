// Accounts on the command line, against a real organization service: from the first password to signing out.
#include "tools/dondoc/identity_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/authentication/key_files.h"
#include "common/status/status_matchers.h"
#include "common/tokens/pem.h"
#include "services/organization/identity/app/signing_keys.h"
#include "services/organization/identity/testing/identity_world.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The clock of the world stands still; the command line goes by the computer's, so the world's is set to it.
class IdentityCommandsTest : public ::testing::Test {
 protected:
  IdentityCommandsTest() {
    world_.world.clock.Set(SystemClock().Now());
    setenv("XDG_STATE_HOME", (directory_.path() / "state").c_str(), 1);
    setenv("DONDOC_ORGANIZATION", ("unix:" + (world_.directory.path() / "s").string()).c_str(), 1);
    const std::string key = (directory_.path() / "operator.key").string();
    std::ofstream(key) << tokens::WritePrivatePem(world_.operator_key);
    std::filesystem::permissions(key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    setenv("DONDOC_OPERATOR_KEY", key.c_str(), 1);
    EXPECT_OK(identity::TendSigningKeys(world_.context));
  }
  ~IdentityCommandsTest() override {
    for (const char* name : {"XDG_STATE_HOME", "DONDOC_ORGANIZATION", "DONDOC_OPERATOR_KEY"}) unsetenv(name);
  }

  // Standard output, and the error where there is one.
  std::string Run(std::vector<std::string> arguments) {
    std::ostringstream out;
    std::ostringstream err;
    CLI::App app;
    Session session(out, err);
    session.AddOptions(app);
    RegisterIdentity(app, session);
    RegisterUsers(app, session);
    RegisterKeys(app, session);
    std::reverse(arguments.begin(), arguments.end());
    try {
      app.parse(arguments);
    } catch (const CLI::ParseError& error) {
      return error.what();
    }
    return out.str() + err.str();
  }
  std::string File(const std::string& name, const std::string& content) {
    const std::string path = (directory_.path() / name).string();
    std::ofstream(path) << content << "\n";
    return path;
  }

  identity::testing::IdentityWorld world_;
  dondoc::testing::TempDir directory_;
  const std::string commune_ = world_.Unit("98101");
};

TEST_F(IdentityCommandsTest, FromTheFirstPasswordToSigningOut) {
  EXPECT_THAT(Run({"whoami"}), HasSubstr("(operator)"));
  const std::string first = File("first", "tạm thời 2025");
  const std::string own = File("own", "mây trắng trên núi");
  EXPECT_THAT(Run({"user", "add", "lan", "--name=Nguyễn Thị Lan", "--unit=" + commune_, "--password-file=" + first}),
              HasSubstr("must change the password"));
  EXPECT_THAT(Run({"user", "grant", "lan", "officer", "--unit=" + commune_}), HasSubstr("OFFICER"));
  EXPECT_THAT(Run({"sign-in", "lan", "--password-file=" + own}), HasSubstr("SIGN_IN_REFUSED"));
  EXPECT_THAT(Run({"sign-in", "lan", "--password-file=" + first}), HasSubstr("dondoc password"));
  EXPECT_THAT(Run({"whoami"}), Not(HasSubstr("OFFICER")));
  EXPECT_THAT(Run({"password", "--old-password-file=" + first, "--new-password-file=" + own}), HasSubstr("is changed"));
  EXPECT_THAT(Run({"whoami"}), HasSubstr("OFFICER"));
  EXPECT_THAT(Run({"user", "list"}), HasSubstr("NOT_PERMITTED")) << "a person is not the operator any more";
  EXPECT_THAT(Run({"sessions", "list"}), HasSubstr("ID"));
  EXPECT_THAT(Run({"sign-out"}), HasSubstr("lan is signed out"));
  EXPECT_THAT(Run({"whoami"}), HasSubstr("(operator)"));
  EXPECT_THAT(Run({"sign-in", "lan", "--password-file=" + own}), HasSubstr("signed in as Nguyễn Thị Lan"));
}

TEST_F(IdentityCommandsTest, WithACodeOneSignsInWhateverOthersDo) {
  world_.AddUser("lan", commune_);
  const std::string right = File("right", identity::testing::kPassword);
  const std::string wrong = File("wrong", "guess");
  for (int i = 0; i < 5; ++i)
    EXPECT_THAT(Run({"sign-in", "lan", "--password-file=" + wrong}), HasSubstr("SIGN_IN_REFUSED"));
  EXPECT_THAT(Run({"sign-in", "lan", "--password-file=" + right}), HasSubstr("--code"));
  EXPECT_THAT(Run({"sign-in-code"}), HasSubstr("NOT_A_PERSON"));
  const std::string said = Run({"user", "sign-in-code", "lan"});
  ASSERT_THAT(said, HasSubstr("dondoc sign-in lan --code "));
  const std::string code = said.substr(0, said.find(' '));
  EXPECT_THAT(Run({"sign-in", "lan", "--password-file=" + right, "--code=" + code}), HasSubstr("signed in as"));
  EXPECT_THAT(Run({"sign-in-code"}), AllOf(HasSubstr("good once, until"), HasSubstr("dondoc sign-in lan --code ")));
  EXPECT_THAT(Run({"--format=json", "sign-in-code"}), HasSubstr("\"code\""));
}

TEST_F(IdentityCommandsTest, ASessionThatWasEndedElsewhereIsSaidAndMakesNobodyTheOperator) {
  world_.AddUser("lan", commune_);
  const std::string file = File("p", identity::testing::kPassword);
  ASSERT_THAT(Run({"sign-in", "lan", "--password-file=" + file}), HasSubstr("signed in"));
  // Ended, and its access token as good as expired.
  EXPECT_EQ(world_.Ask("WITH e AS (UPDATE session SET ended_at = created_at, ended_why = 'REVOKED' RETURNING 1) SELECT "
                       "count(*) FROM e"),
            "1");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path() / "state")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    std::string json = text.str();
    const std::size_t at = json.find("\"accessToken\"");
    ASSERT_NE(at, std::string::npos);
    json.replace(at, 13, "\"formerToken\"");
    std::ofstream(entry.path()) << json;
  }
  EXPECT_THAT(Run({"whoami"}), HasSubstr("SESSION_ENDED"));
  EXPECT_THAT(Run({"whoami"}), HasSubstr("SESSION_ENDED"));
  EXPECT_THAT(Run({"sign-out"}), HasSubstr("signed out"));
  EXPECT_THAT(Run({"whoami"}), HasSubstr("(operator)"));
}

TEST_F(IdentityCommandsTest, APasswordThatIsNobodysIsNotSaid) {
  ASSERT_THAT(Run({"user", "add", "minh", "--name=Trần Minh", "--unit=" + commune_}), HasSubstr("the first password"));
  EXPECT_THAT(Run({"user", "add", "minh", "--name=Trần Minh", "--unit=" + commune_}),
              AllOf(HasSubstr("LOGIN_TAKEN"), Not(HasSubstr("password"))));
  EXPECT_THAT(Run({"user", "reset-password", "nobody"}), Not(HasSubstr("the first password")));
}

TEST_F(IdentityCommandsTest, AccountsSystemsAndKeysAreAdministered) {
  EXPECT_THAT(Run({"user", "add", "minh", "--name=Trần Minh", "--unit=" + commune_}), HasSubstr("the first password"));
  EXPECT_THAT(Run({"user", "grant", "minh", "leader", "--unit=" + commune_, "--from=2031-05-06"}), HasSubstr("LEADER"));
  EXPECT_THAT(Run({"user", "show", "minh"}), Not(HasSubstr("LEADER"))) << "today";
  EXPECT_THAT(Run({"user", "roles", "minh"}), HasSubstr("2031-05-06"));
  EXPECT_THAT(Run({"user", "roles", "--of=" + commune_}), HasSubstr("2031-05-06"));
  EXPECT_THAT(Run({"user", "roles"}), HasSubstr("MISSING_FIELD"));
  EXPECT_THAT(Run({"--request-id=01900000-0000-7000-8000-0000000000aa", "user", "add", "hoa", "--name=Hoa",
                   "--unit=" + commune_}),
              HasSubstr("MISSING_PASSWORD_FILE"));
  EXPECT_THAT(Run({"user", "disable", "minh"}), HasSubstr("disabled"));
  EXPECT_THAT(Run({"user", "enable", "minh"}), Not(HasSubstr("disabled")));
  EXPECT_THAT(Run({"user", "reset-password", "minh"}), HasSubstr("the first password"));
  EXPECT_THAT(Run({"user", "grant", "minh", "king", "--unit=" + commune_}), HasSubstr("BAD_ROLE"));
  EXPECT_THAT(Run({"user", "list", commune_}), HasSubstr("minh"));
  EXPECT_THAT(Run({"user", "list", "--of=" + commune_}), HasSubstr("minh"));
  EXPECT_THAT(Run({"user", "show", "nobody"}), HasSubstr("USER_NOT_FOUND"));
  const std::string key = File("hrm.pub", tokens::WritePublicPem(tokens::SigningKey::Generate().public_key()));
  EXPECT_THAT(Run({"client", "add", "hrm", "--name=Nhân sự", "--unit=" + commune_, "--role=officer",
                   "--scope=assignments.read", "--key=" + key}),
              HasSubstr("hrm  Nhân sự"));
  EXPECT_THAT(Run({"client", "list"}), HasSubstr("assignments.read"));
  EXPECT_THAT(Run({"client", "revoke", "hrm"}), HasSubstr("revoked"));
  std::string id = Run({"keys", "rotate"});
  id.pop_back();
  EXPECT_THAT(Run({"keys", "list"}), HasSubstr(id));
  EXPECT_THAT(Run({"keys", "remove", "--", id}), HasSubstr(id));
}

}  // namespace
}  // namespace dondoc::cli
