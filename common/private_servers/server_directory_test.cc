#include "common/private_servers/server_directory.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "common/process/process.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::private_servers {
namespace {

namespace fs = std::filesystem;
using dondoc::testing::HasReason;
using dondoc::testing::TempDir;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kSocket = "server.sock";

struct stat StatOf(const fs::path& path) {
  struct stat found = {};
  EXPECT_EQ(stat(path.c_str(), &found), 0) << path;
  return found;
}

TEST(SocketDirectoryTest, IsShortWhereThePathWouldBeTooLong) {
  const fs::path fits = "/" + std::string(107 - 2 - kSocket.size(), 'x');
  EXPECT_EQ(SocketDirectoryFor(fits, kSocket), fits);
  const fs::path too_long = fits.string() + "x";
  EXPECT_THAT(SocketDirectoryFor(too_long, kSocket).string(), StartsWith("/tmp/dondoc-"));
  EXPECT_EQ(SocketDirectoryFor(too_long, kSocket), SocketDirectoryFor(too_long, kSocket));
  EXPECT_NE(SocketDirectoryFor(too_long, kSocket), SocketDirectoryFor(too_long.string() + "x", kSocket));
}

TEST(ServerDirectoryTest, IsPrivateToTheUserOfTheServer) {
  const TempDir temp;
  ASSERT_OK_AND_ASSIGN(const ServerDirectory made, PrepareServerDirectory(temp.path() / "a" / "b", kSocket));
  EXPECT_EQ(made.directory, temp.path() / "a" / "b");
  EXPECT_EQ(made.socket_directory, temp.path() / "a" / "b" / "socket");
  EXPECT_EQ(made.notice, "");
  const uid_t owner = made.user ? made.user->uid : geteuid();
  EXPECT_NE(owner, 0U);
  EXPECT_EQ(StatOf(made.directory).st_uid, owner);
  EXPECT_EQ(StatOf(made.directory).st_mode & 0777U, 0700U);
  EXPECT_EQ(StatOf(made.socket_directory).st_uid, owner);

  ASSERT_OK_AND_ASSIGN(const ServerDirectory again, PrepareServerDirectory(temp.path() / "a" / "b", kSocket));
  EXPECT_EQ(again.directory, made.directory);
}

TEST(ServerDirectoryTest, KeepsItsOwner) {
  if (geteuid() != 0) GTEST_SKIP() << "needs root";
  const TempDir temp;
  const auto nobody = process::UserOf(65534);
  ASSERT_TRUE(nobody.has_value());
  ASSERT_OK(MakePrivateDirectory(temp.path() / "d", nobody));
  ASSERT_OK_AND_ASSIGN(const ServerDirectory made, PrepareServerDirectory(temp.path() / "d", kSocket));
  ASSERT_TRUE(made.user.has_value());
  EXPECT_EQ(made.user->name, "nobody");
}

TEST(ServerDirectoryTest, MovesWhereTheServerCannotReachIt) {
  if (geteuid() != 0) GTEST_SKIP() << "needs root";
  const TempDir temp;
  const fs::path closed = temp.path() / "closed";
  fs::create_directory(closed);
  fs::permissions(closed, fs::perms::owner_all);
  ASSERT_OK_AND_ASSIGN(const ServerDirectory made, PrepareServerDirectory(closed / "d", kSocket));
  EXPECT_THAT(made.directory.string(), StartsWith("/var/lib/dondoc/"));
  EXPECT_THAT(made.notice, HasSubstr("cannot reach"));
  EXPECT_THAT(made.notice, HasSubstr(made.directory.string()));
  fs::remove_all(made.directory);
}

TEST(ServerDirectoryTest, RefusesWhatIsNotItsOwn) {
  const TempDir temp;
  fs::create_symlink("/tmp", temp.path() / "link");
  EXPECT_THAT(MakePrivateDirectory(temp.path() / "link", std::nullopt),
              HasReason(absl::StatusCode::kFailedPrecondition, "DIRECTORY_NOT_USABLE"));
  EXPECT_THAT(PrepareServerDirectory("/proc/none/d", kSocket),
              HasReason(absl::StatusCode::kFailedPrecondition, "DIRECTORY_NOT_USABLE"));
}

TEST(ServerDirectoryTest, SeesWhoWorksInIt) {
  const TempDir temp;
  process::ProcessSpec spec;
  spec.argv = {"sleep", "1000"};
  spec.directory = temp.path();
  {
    ASSERT_OK_AND_ASSIGN(const process::Process process, process::Process::Spawn(spec));
    EXPECT_TRUE(ProgramRunsIn("sleep", temp.path()));
    EXPECT_FALSE(ProgramRunsIn("postgres", temp.path()));
    EXPECT_THAT(WaitUntilGone("sleep", temp.path(), std::chrono::milliseconds(1)),
                HasReason(absl::StatusCode::kFailedPrecondition, "ALREADY_RUNNING"));
  }
  EXPECT_OK(WaitUntilGone("sleep", temp.path(), std::chrono::seconds(30)));
}

}  // namespace
}  // namespace dondoc::private_servers
