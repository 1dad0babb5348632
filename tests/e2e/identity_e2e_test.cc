// People in a running system: an account, its own work and nobody else's, and keys that come and go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/e2e/scenario.h"
#include "tests/e2e/system.h"

namespace dondoc::e2e {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Of a system that never signs anything here.
constexpr char kPublicKey[] =
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAHW3Hl8F1mI0Ju093ZMh+tPZWu70E5ZeYOIOgW224zDI=\n"
    "-----END PUBLIC KEY-----\n";

std::string File(const System& system, const std::string& name, const std::string& line) {
  const std::string path = (system.directory() / name).string();
  std::ofstream(path) << line << "\n";
  return path;
}

// The names in docs/reference/access.md, where an RPC's row begins with it: | `SignIn` |.
std::vector<std::string> RpcsOfTheTable() {
  std::ifstream page("docs/reference/access.md");
  std::vector<std::string> names;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("| `")) names.push_back(line.substr(3, line.find('`', 3) - 3));
  }
  return names;
}

TEST(IdentityTest, APersonDoesTheWorkOfTheOwnUnitAndNothingElse) {
  const System system(std::vector<std::string>{});
  system.RunOk({"units", "import", "tests/samples/units.csv"});
  const std::string first = File(system, "first", "tạm thời 2025");
  const std::string own = File(system, "own", "mây trắng trên núi");
  system.RunOk({"user", "add", "lan", "--name=Nguyễn Thị Lan", "--unit=98101", "--password-file=" + first});
  system.RunOk({"user", "grant", "lan", "officer", "--unit=98101"});
  ExpectRefused(system.Run({"sign-in", "lan", "--password-file=" + own}), "UNAUTHENTICATED", "SIGN_IN_REFUSED");
  system.RunOk({"sign-in", "lan", "--password-file=" + first});
  system.RunOk({"password", "--old-password-file=" + first, "--new-password-file=" + own});
  EXPECT_THAT(system.RunOk({"whoami"}), HasSubstr("OFFICER"));
  system.WaitUntil("assignment to know the key that signed and the unit", [&] {
    return system.Run({"assignment", "list", "--unit=98101"}).code == 0;
  });
  ExpectRefused(system.Run({"units", "import", "tests/samples/units.csv"}), "PERMISSION_DENIED", "NOT_PERMITTED");
  ExpectRefused(system.Run({"keys", "rotate"}), "PERMISSION_DENIED", "NOT_PERMITTED");

  // Removed by the operator, from another place; the person notices nothing.
  const std::filesystem::path state = system.directory() / "state";
  const std::filesystem::path aside = system.directory() / "state.lan";
  std::filesystem::rename(state, aside);
  EXPECT_THAT(system.RunOk({"whoami"}), HasSubstr("(operator)"));
  const auto keys = system.Json({"keys", "list"});
  for (const auto& key : List(keys, "keys")) system.RunOk({"keys", "remove", Text(key, "id")});
  std::filesystem::remove_all(state);
  std::filesystem::rename(aside, state);
  system.WaitUntil("the session to get a token of the new key", [&] {
    return system.Run({"assignment", "list", "--unit=98101"}).code == 0;
  });
  EXPECT_THAT(system.RunOk({"whoami"}), HasSubstr("lan"));
  system.RunOk({"sign-out"});
  EXPECT_THAT(system.RunOk({"whoami"}), HasSubstr("(operator)"));

  // Whatever process serves it, it is explained: of a role, of an account, about an account.
  const std::vector<std::string> rpcs = RpcsOfTheTable();
  EXPECT_GT(rpcs.size(), 80U);
  for (const std::string& rpc : rpcs)
    EXPECT_THAT(system.RunOk({"access", "explain", "CLERK@98101", rpc}), HasSubstr(rpc + ": "));
  EXPECT_THAT(system.RunOk({"access", "explain", "lan", "ListAssignments"}), HasSubstr("allowed"));
  EXPECT_THAT(system.RunOk({"access", "explain", "ADMINISTRATOR@981", "DisableUser", "lan"}), HasSubstr(": allowed"));
  EXPECT_THAT(system.RunOk({"access", "explain", "ADMINISTRATOR@982", "DisableUser", "lan"}), HasSubstr(": denied"));
  EXPECT_THAT(system.RunOk({"access", "explain", "officer@98101", "IndicatorService.SubmitValues", "98101"}),
              HasSubstr(": allowed"));

  // Of who has no password of their own yet, who is disabled, and of a system.
  system.RunOk({"user", "add", "moi", "--name=Trần Văn Mới", "--unit=98101", "--password-file=" + first});
  system.RunOk({"user", "grant", "moi", "officer", "--unit=98101"});
  EXPECT_THAT(system.RunOk({"access", "explain", "moi", "GetCounts", "98101"}),
              AllOf(HasSubstr(": denied"), HasSubstr("has yet to choose a password")));
  system.RunOk({"user", "disable", "lan"});
  EXPECT_THAT(system.RunOk({"access", "explain", "lan", "GetCounts", "98101"}),
              AllOf(HasSubstr(": denied"), HasSubstr("disabled")));
  EXPECT_THAT(system.RunOk({"access", "explain", "lan", "SignIn"}), HasSubstr(": allowed"));
  ExpectRefused(system.Run({"access", "explain", "khong.co", "GetCounts"}), "NOT_FOUND", "USER_NOT_FOUND");
  const std::string key = (system.directory() / "he-thong.pub").string();
  std::ofstream(key) << kPublicKey;
  system.RunOk({"client", "add", "hrm", "--name=Phần mềm nhân sự", "--unit=98101", "--role=officer",
                "--scope=assignments.read", "--key=" + key});
  EXPECT_THAT(system.RunOk({"access", "explain", "hrm", "GetCounts", "98101"}), HasSubstr(": allowed"));
  EXPECT_THAT(system.RunOk({"access", "explain", "hrm", "GetCounts", "98102"}), HasSubstr(": denied"));
  EXPECT_THAT(system.RunOk({"access", "explain", "hrm", "AcceptAssignment"}),
              AllOf(HasSubstr(": denied"), HasSubstr("assignments.write")));
  system.RunOk({"client", "revoke", "hrm"});
  EXPECT_THAT(system.RunOk({"access", "explain", "hrm", "GetCounts", "98101"}),
              AllOf(HasSubstr(": denied"), HasSubstr("revoked")));
}

}  // namespace
}  // namespace dondoc::e2e
