#include "common/process/process.h"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::process {
namespace {

using dondoc::testing::HasReason;
using dondoc::testing::TempDir;
using ::testing::HasSubstr;

constexpr auto kLong = std::chrono::seconds(30);

std::string Read(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

ProcessSpec Shell(const std::string& script, const std::filesystem::path& log = {}) {
  ProcessSpec spec;
  spec.argv = {"sh", "-c", script};
  spec.log = log;
  return spec;
}

TEST(ProcessTest, GivesTheExitCode) {
  ASSERT_OK_AND_ASSIGN(Process process, Process::Spawn(Shell("exit 3")));
  const auto ended = process.Wait(kLong);
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(ended->code, 3);
  EXPECT_EQ(ended->signal, 0);
  EXPECT_EQ(ended->Describe(), "exit code 3");
  EXPECT_FALSE(ended->ok());
}

TEST(ProcessTest, GivesTheSignalThatEndedIt) {
  ASSERT_OK_AND_ASSIGN(Process process, Process::Spawn(Shell("exec sleep 1000")));
  EXPECT_FALSE(process.Poll().has_value());
  EXPECT_FALSE(process.Wait(std::chrono::milliseconds(1)).has_value());
  process.Signal(SIGKILL);
  const auto ended = process.Wait(kLong);
  ASSERT_TRUE(ended.has_value());
  EXPECT_EQ(ended->signal, SIGKILL);
  EXPECT_EQ(ended->Describe(), "killed by signal 9 (Killed)");
}

TEST(ProcessTest, AppendsOutputAndErrorsToTheLog) {
  const TempDir directory;
  const auto log = directory.path() / "log";
  ASSERT_OK(RunToEnd(Shell("echo out; echo err >&2", log), kLong));
  ASSERT_OK(RunToEnd(Shell("echo again", log), kLong));
  EXPECT_EQ(Read(log), "out\nerr\nagain\n");
  EXPECT_EQ(LastLines(log, 2), "err\nagain");
  EXPECT_EQ(LastLines(log, 20), "out\nerr\nagain");
  EXPECT_EQ(LastLines(directory.path() / "none", 2), "");
}

TEST(ProcessTest, ChangesTheEnvironmentAndTheDirectory) {
  const TempDir directory;
  const auto log = directory.path() / "log";
  setenv("DONDOC_TEST_INHERITED", "kept", 1);
  setenv("DONDOC_TEST_REMOVED", "there", 1);
  ProcessSpec spec = Shell("echo $DONDOC_TEST_INHERITED,$DONDOC_TEST_REMOVED,$DONDOC_TEST_ADDED; pwd", log);
  spec.environment = {{"DONDOC_TEST_REMOVED", ""}, {"DONDOC_TEST_ADDED", "new"}};
  spec.directory = "/usr";
  ASSERT_OK(RunToEnd(spec, kLong));
  EXPECT_EQ(Read(log), "kept,,new\n/usr\n");
}

TEST(ProcessTest, RunsAsAnotherUserWhereStartedByRoot) {
  if (geteuid() != 0) GTEST_SKIP() << "needs root";
  const TempDir directory;
  const auto log = directory.path() / "log";
  ProcessSpec spec = Shell("id -u; id -g", log);
  ASSERT_OK_AND_ASSIGN(spec.user, UnprivilegedUser());
  ASSERT_TRUE(spec.user.has_value());
  ASSERT_OK(RunToEnd(spec, kLong));
  EXPECT_EQ(Read(log), std::to_string(spec.user->uid) + "\n" + std::to_string(spec.user->gid) + "\n");
}

TEST(ProcessTest, SaysWhyACommandFailed) {
  const TempDir directory;
  const absl::Status failed = RunToEnd(Shell("echo the reason; exit 4", directory.path() / "log"), kLong);
  EXPECT_THAT(failed, HasReason(absl::StatusCode::kInternal, "COMMAND_FAILED"));
  EXPECT_THAT(std::string(failed.message()), HasSubstr("exit code 4"));
  EXPECT_THAT(std::string(failed.message()), HasSubstr("the reason"));
  EXPECT_THAT(RunToEnd(Shell("exec sleep 1000"), std::chrono::milliseconds(1)),
              HasReason(absl::StatusCode::kDeadlineExceeded, "COMMAND_TIMEOUT"));
}

TEST(ProcessTest, NamesAProgramThatIsMissing) {
  ProcessSpec spec;
  spec.argv = {"no-such-program-of-ours"};
  EXPECT_THAT(Process::Spawn(spec), HasReason(absl::StatusCode::kFailedPrecondition, "PROGRAM_NOT_FOUND"));
  spec.argv = {"/no/such/program"};
  EXPECT_THAT(Process::Spawn(spec), HasReason(absl::StatusCode::kFailedPrecondition, "PROGRAM_NOT_FOUND"));
}

TEST(ProcessTest, ReportsWhatFailsInTheChild) {
  ProcessSpec spec = Shell("true");
  spec.directory = "/no/such/directory";
  const auto process = Process::Spawn(spec);
  ASSERT_FALSE(process.ok());
  EXPECT_THAT(std::string(process.status().message()), HasSubstr("chdir: No such file"));
}

TEST(ProcessTest, LeavesNobodyBehind) {
  pid_t pid = 0;
  {
    ASSERT_OK_AND_ASSIGN(Process process, Process::Spawn(Shell("exec sleep 1000")));
    pid = process.pid();
    Process moved = std::move(process);
    EXPECT_EQ(kill(pid, 0), 0);
  }
  EXPECT_NE(kill(pid, 0), 0);
}

}  // namespace
}  // namespace dondoc::process
