#include "tools/dondoc/system/running_system.h"

#include <filesystem>
#include <sstream>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/dondoc/system/run_lock.h"
#include "tools/dondoc/system/service_health.h"
#include "tools/dondoc/system/system_parts.h"
#include "tools/dondoc/system/up.h"

namespace dondoc::cli {
namespace {

using dondoc::testing::HasReason;
using dondoc::testing::TempDir;
using ::testing::HasSubstr;

TEST(RunningSystemTest, CommandsSayThatNoneRuns) {
  const TempDir temp;
  std::ostringstream out;
  const absl::Status down = RunDown(temp.path().string(), std::chrono::seconds(1), out);
  EXPECT_THAT(down, HasReason(absl::StatusCode::kFailedPrecondition, "NOT_RUNNING"));
  EXPECT_THAT(std::string(down.message()), HasSubstr("no system is running in " + temp.path().string()));
  EXPECT_THAT(RunStatus(temp.path().string(), /*json=*/false, out),
              HasReason(absl::StatusCode::kFailedPrecondition, "NOT_RUNNING"));
  EXPECT_EQ(out.str(), "");
}

TEST(RunningSystemTest, UpNamesTheProgramsThatAreMissing) {
  const TempDir temp;
  std::ostringstream out;
  // The tests' own directory has no services.
  const absl::Status up = RunUp((temp.path() / "var").string(), {}, out);
  EXPECT_THAT(up, HasReason(absl::StatusCode::kFailedPrecondition, "PROGRAMS_MISSING"));
  EXPECT_THAT(std::string(up.message()), HasSubstr("dondoc-organization, dondoc-directive"));
  EXPECT_THAT(std::string(up.message()), HasSubstr("make build"));
  EXPECT_FALSE(std::filesystem::exists(temp.path() / "var"));
}

TEST(RunningSystemTest, RunsOnceInItsDirectory) {
  const TempDir temp;
  const SystemPaths paths(temp.path() / "var");
  std::filesystem::create_directories(paths.run());
  {
    ASSERT_OK_AND_ASSIGN(const RunLock lock, RunLock::Take(paths));
    EXPECT_EQ(RunningPid(paths), getpid());
    const auto second = RunLock::Take(paths);
    EXPECT_THAT(second, HasReason(absl::StatusCode::kFailedPrecondition, "ALREADY_RUNNING"));
    EXPECT_THAT(std::string(second.status().message()), HasSubstr("pid " + std::to_string(getpid())));
  }
  EXPECT_OK(RunLock::Take(paths));
}

TEST(RunningSystemTest, NothingAnswersAtAnEmptyAddress) {
  const TempDir temp;
  EXPECT_EQ(CheckService("unix:" + (temp.path() / "none.sock").string(), std::chrono::seconds(10)), Health::kNoAnswer);
  EXPECT_FALSE(AcceptsConnections(temp.path() / "none.sock"));
  EXPECT_FALSE(AcceptsConnections(std::string(200, 'x')));
}

}  // namespace
}  // namespace dondoc::cli
