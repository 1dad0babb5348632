#include "tools/dondoc/system_paths.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;
using dondoc::testing::HasReason;
using dondoc::testing::TempDir;
using ::testing::ElementsAre;
using ::testing::StartsWith;

class SystemPathsTest : public ::testing::Test {
 protected:
  SystemPathsTest() : before_(fs::current_path()) {
    unsetenv("DONDOC_VAR");
    unsetenv("DONDOC_ASSIGNMENT");
  }
  ~SystemPathsTest() override {
    fs::current_path(before_);
    unsetenv("DONDOC_VAR");
    unsetenv("DONDOC_ASSIGNMENT");
    if (lock_ >= 0) close(lock_);
  }

  // What `dondoc up` does in `paths`, as far as the others can see it.
  void Run(const SystemPaths& paths) {
    fs::create_directories(paths.run());
    std::ofstream(paths.lock_file()) << "4321\n";
    lock_ = open(paths.lock_file().c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_EQ(flock(lock_, LOCK_EX | LOCK_NB), 0);
  }

  TempDir temp_;
  fs::path before_;
  int lock_ = -1;
};

TEST_F(SystemPathsTest, IsFoundByOptionThenEnvironmentThenUpwards) {
  fs::create_directories(temp_.path() / "a/b");
  fs::current_path(temp_.path() / "a/b");
  EXPECT_EQ(FindSystem("").var(), temp_.path() / "a/b/var");
  fs::create_directories(temp_.path() / "var/run");
  std::ofstream(temp_.path() / "var/run/dondoc.lock") << "";
  EXPECT_EQ(FindSystem("").var(), temp_.path() / "var");
  setenv("DONDOC_VAR", "/elsewhere/var", 1);
  EXPECT_EQ(FindSystem("").var(), "/elsewhere/var");
  EXPECT_EQ(FindSystem("given").var(), temp_.path() / "a/b/given");
}

TEST_F(SystemPathsTest, SaysWhetherItRuns) {
  const SystemPaths paths(temp_.path() / "var");
  EXPECT_EQ(RunningPid(paths), 0);
  EXPECT_THAT(FindRunning(paths.var().string()), HasReason(absl::StatusCode::kFailedPrecondition, "NOT_RUNNING"));
  Run(paths);
  EXPECT_EQ(RunningPid(paths), 4321);
  EXPECT_OK(FindRunning(paths.var().string()));
  close(std::exchange(lock_, -1));
  EXPECT_EQ(RunningPid(paths), 0);
}

TEST_F(SystemPathsTest, GivesTheAddressOfAService) {
  const SystemPaths paths(temp_.path() / "var");
  Run(paths);
  const std::string own = "unix:" + (paths.run() / "assignment.sock").string();
  EXPECT_THAT(*FindServiceAddresses(paths.var().string(), "assignment"), ElementsAre(own));
  setenv("DONDOC_ASSIGNMENT", "upper.example.vn:7000,commune.example.vn:7000", 1);
  EXPECT_THAT(*FindServiceAddresses("", "assignment"), ElementsAre("upper.example.vn:7000", "commune.example.vn:7000"))
      << "one for each cell";
  EXPECT_THAT(*FindServiceAddresses(paths.var().string(), "assignment"), ElementsAre(own)) << "--var goes before";
}

TEST_F(SystemPathsTest, SocketsStayShort) {
  const SystemPaths deep(temp_.path() / std::string(120, 'x') / "var");
  EXPECT_THAT(deep.ServiceAddress("notification"), StartsWith("unix:/tmp/dondoc-"));
  EXPECT_EQ(deep.lock_file(), deep.var() / "run/dondoc.lock");
}

}  // namespace
}  // namespace dondoc::cli
