#include "common/process/run_bounded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "common/process/run_user.h"
#include "common/status/status_matchers.h"

namespace dondoc::process {
namespace {

using dondoc::testing::HasReason;
using ::testing::HasSubstr;
using ::testing::Not;

const Patience kLong = Patience::For(std::chrono::seconds(60));

BoundedCommand Shell(const std::string& script) { return {.argv = {"sh", "-c", script}}; }

// True while a process of the session that `mark` is in the command line of is there.
bool IsRunning(const std::string& mark) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", error)) {
    std::ifstream in(entry.path() / "cmdline", std::ios::binary);
    const std::string line((std::istreambuf_iterator<char>(in)), {});
    if (line.find(mark) != std::string::npos) return true;
  }
  return false;
}

TEST(RunBoundedTest, GivesWhatTheProgramSays) {
  ASSERT_OK_AND_ASSIGN(const MemoryFile input, MemoryFile::Create("Kế hoạch"));
  BoundedCommand command = Shell("cat; echo lỗi >&2; exit 3");
  command.input = &input;
  for (int i = 0; i < 2; ++i) {  // the input begins at its start each time
    ASSERT_OK_AND_ASSIGN(const Finished run, RunBounded(command, kLong));
    EXPECT_EQ(run.output, "Kế hoạch");
    EXPECT_EQ(run.errors, "lỗi\n");
    EXPECT_EQ(run.ended.code, 3);
    EXPECT_FALSE(run.ExceededLimit());
  }
}

TEST(RunBoundedTest, GivesNothingAway) {
  setenv("DONDOC_SECRET", "secret", 1);
  ASSERT_OK_AND_ASSIGN(const Finished run, RunBounded(Shell("env; id -u; pwd; cat"), kLong));
  EXPECT_THAT(run.output, Not(HasSubstr("secret")));
  EXPECT_THAT(run.output, HasSubstr("\n/\n"));
  ASSERT_OK_AND_ASSIGN(const auto user, UnprivilegedUser());
  EXPECT_THAT(run.output, HasSubstr("\n" + std::to_string(user ? user->uid : geteuid()) + "\n"));
}

TEST(RunBoundedTest, HoldsTheLimits) {
  BoundedCommand busy = Shell("while :; do :; done");
  busy.limits.processor_time = std::chrono::seconds(1);
  ASSERT_OK_AND_ASSIGN(Finished run, RunBounded(busy, kLong));
  EXPECT_TRUE(run.ExceededLimit()) << run.ended.Describe();
  BoundedCommand talks = Shell("exec yes");
  talks.limits.file_bytes = 1000;
  ASSERT_OK_AND_ASSIGN(run, RunBounded(talks, kLong));
  EXPECT_TRUE(run.ExceededLimit()) << run.ended.Describe();
  EXPECT_EQ(run.output.size(), 1000U);
  BoundedCommand eats = Shell("x=aaaaaaaaaaaaaaaa; while :; do x=$x$x; done");
  eats.limits.memory_bytes = std::uint64_t{64} << 20U;
  ASSERT_OK_AND_ASSIGN(run, RunBounded(eats, kLong));
  EXPECT_FALSE(run.ended.ok());
}

TEST(RunBoundedTest, KillsWhatNobodyWaitsFor) {
  const std::string mark = "dondoc-run-bounded-" + std::to_string(getpid());
  const BoundedCommand sleeps = Shell(": " + mark + "; sh -c ': " + mark + "; sleep 1000' & wait");
  EXPECT_THAT(RunBounded(sleeps, Patience::For(std::chrono::milliseconds(200))),
              HasReason(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  std::atomic<int> asked = 0;
  const Patience gone = Patience::For(std::chrono::seconds(60), [&] { return ++asked > 2; });
  EXPECT_THAT(RunBounded(sleeps, gone), HasReason(absl::StatusCode::kCancelled, "CANCELLED"));
  // What the shell has started is killed with it, and reaped by init in its own time.
  for (const Patience wait = Patience::For(std::chrono::seconds(20)); IsRunning(mark) && wait.left().count() > 0;) {
  }
  EXPECT_FALSE(IsRunning(mark));
  EXPECT_THAT(RunBounded(sleeps, Patience::For(std::chrono::milliseconds(0))),
              HasReason(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

TEST(RunBoundedTest, NamesAProgramThatIsMissing) {
  EXPECT_THAT(RunBounded({.argv = {"no-such-program-of-ours"}}, kLong),
              HasReason(absl::StatusCode::kFailedPrecondition, "PROGRAM_NOT_FOUND"));
}

}  // namespace
}  // namespace dondoc::process
