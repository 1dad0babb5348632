#include "tools/dondoc/system/supervisor.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tools/dondoc/system/signals.h"

namespace dondoc::cli {
namespace {

using dondoc::testing::TempDir;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(BackoffTest, DoublesUpToFiveSecondsAndBeginsAgainAfterALongLife) {
  Backoff backoff;
  std::vector<int> pauses;
  for (int i = 0; i < 8; ++i) pauses.push_back(static_cast<int>(backoff.AfterLifeOf(seconds(1)).count()));
  EXPECT_THAT(pauses, ElementsAre(100, 200, 400, 800, 1600, 3200, 5000, 5000));
  EXPECT_EQ(backoff.AfterLifeOf(seconds(10)), milliseconds(100));
  EXPECT_EQ(backoff.AfterLifeOf(milliseconds(9999)), milliseconds(200));
}

// Real children, and a time that moves only when the test says so.
class SupervisorTest : public ::testing::Test {
 protected:
  SupervisorTest()
      : signals_(*Signals::Open()), supervisor_([this](const std::string& line) { said_.push_back(line); }) {}

  Part Shell(const std::string& name, const std::string& script) const {
    Part part;
    part.name = name;
    part.spec.argv = {"sh", "-c", script};
    part.spec.directory = temp_.path();
    return part;
  }

  const PartStatus& StatusOf(const std::string& name) const { return supervisor_.StatusOf(name); }

  // Steps, without moving the time, until `name` is in `state`.
  void StepUntil(const std::string& name, PartState state) {
    while (StatusOf(name).state != state) {
      supervisor_.Step(now_);
      if (StatusOf(name).state != state) signals_.Wait(milliseconds(20));
    }
  }

  void Advance(Instant::duration by) {
    now_ += by;
    supervisor_.Step(now_);
  }

  void StopAll() {
    supervisor_.StopAll(
        seconds(30), [] { return false; }, [this](milliseconds time) { signals_.Wait(time); });
  }

  TempDir temp_;
  Signals signals_;
  Instant now_{};
  std::vector<std::string> said_;
  Supervisor supervisor_;
};

TEST_F(SupervisorTest, StartsAgainAfterAPauseAndSaysSo) {
  supervisor_.Add(Shell("worker", "exec sleep 1000"));
  StepUntil("worker", PartState::kRunning);
  EXPECT_TRUE(supervisor_.AllRunning());
  EXPECT_EQ(supervisor_.FirstFailure(), nullptr);
  const pid_t first = StatusOf("worker").pid;

  kill(first, SIGKILL);
  StepUntil("worker", PartState::kWaiting);
  EXPECT_EQ(StatusOf("worker").pid, 0);
  EXPECT_EQ(StatusOf("worker").last_end, "killed by signal 9 (Killed)");
  EXPECT_EQ(supervisor_.UntilNextStep(now_), milliseconds(100));
  EXPECT_EQ(*supervisor_.FirstFailure(), "worker");

  Advance(milliseconds(99));
  EXPECT_EQ(StatusOf("worker").state, PartState::kWaiting);
  Advance(milliseconds(1));
  StepUntil("worker", PartState::kRunning);
  EXPECT_NE(StatusOf("worker").pid, first);
  EXPECT_EQ(StatusOf("worker").restarts, 1);
  EXPECT_THAT(said_, ElementsAre("worker ended: killed by signal 9 (Killed); starting it again in 0.1 s",
                                 HasSubstr("worker is back (pid ")));
}

TEST_F(SupervisorTest, PausesLongerForOneThatKeepsEnding) {
  supervisor_.Add(Shell("worker", "exit 3"));
  std::vector<milliseconds> pauses;
  for (int i = 0; i < 4; ++i) {
    StepUntil("worker", PartState::kWaiting);
    pauses.push_back(supervisor_.UntilNextStep(now_));
    now_ += pauses.back();
    supervisor_.Step(now_);
  }
  // The first start is due at once.
  EXPECT_THAT(pauses, ElementsAre(milliseconds(0), milliseconds(100), milliseconds(200), milliseconds(400)));
  EXPECT_EQ(StatusOf("worker").restarts, 3);
  EXPECT_EQ(StatusOf("worker").last_end, "exit code 3");
}

TEST_F(SupervisorTest, BeginsAgainWithAShortPauseAfterALongLife) {
  supervisor_.Add(Shell("worker", "exec sleep 1000"));
  std::vector<milliseconds> pauses;
  for (const int life : {1, 1, 10}) {
    StepUntil("worker", PartState::kRunning);
    now_ += seconds(life);
    kill(StatusOf("worker").pid, SIGKILL);
    StepUntil("worker", PartState::kWaiting);
    pauses.push_back(supervisor_.UntilNextStep(now_));
    Advance(pauses.back());
  }
  EXPECT_THAT(pauses, ElementsAre(milliseconds(100), milliseconds(200), milliseconds(100)));
}

TEST_F(SupervisorTest, CountsAFailedStartAsAnEnd) {
  bool usable = false;
  Part part = Shell("worker", "exec sleep 1000");
  part.clean_up = [&usable] { return usable ? absl::OkStatus() : FailedPrecondition("BUSY", "the files are in use"); };
  supervisor_.Add(std::move(part));
  supervisor_.Step(now_);
  EXPECT_EQ(StatusOf("worker").state, PartState::kWaiting);
  EXPECT_THAT(said_, ElementsAre("worker cannot start: the files are in use; starting it again in 0.1 s"));
  usable = true;
  Advance(milliseconds(100));
  StepUntil("worker", PartState::kRunning);
}

TEST_F(SupervisorTest, IsStartingUntilItAnswers) {
  bool answers = false;
  Part part = Shell("worker", "exec sleep 1000");
  part.ready = [&answers] { return answers; };
  supervisor_.Add(std::move(part));
  supervisor_.Step(now_);
  EXPECT_EQ(StatusOf("worker").state, PartState::kStarting);
  EXPECT_FALSE(supervisor_.AllRunning());
  EXPECT_LT(supervisor_.UntilNextStep(now_), milliseconds(100));
  const int version = supervisor_.version();
  supervisor_.Step(now_);
  EXPECT_EQ(supervisor_.version(), version);
  answers = true;
  supervisor_.Step(now_);
  EXPECT_EQ(StatusOf("worker").state, PartState::kRunning);
  EXPECT_GT(supervisor_.version(), version);
}

TEST_F(SupervisorTest, StopsInReverseOrderAndCleanly) {
  // Each says when it may be stopped, and when it was.
  for (const std::string name : {"first", "second", "third"}) {
    Part part = Shell(
        name, "trap 'echo " + name + " >> ended; exit 0' TERM; touch up_" + name + "; while :; do sleep 0.01; done");
    part.ready = [up = temp_.path() / ("up_" + name)] { return std::filesystem::exists(up); };
    supervisor_.Add(std::move(part));
  }
  for (const std::string name : {"first", "second", "third"}) StepUntil(name, PartState::kRunning);
  StopAll();
  std::ifstream ended(temp_.path() / "ended");
  std::vector<std::string> order;
  for (std::string line; std::getline(ended, line);) order.push_back(line);
  EXPECT_THAT(order, ElementsAre("third", "second", "first"));
  EXPECT_EQ(StatusOf("first").state, PartState::kStopped);
  EXPECT_EQ(said_, std::vector<std::string>());
}

TEST_F(SupervisorTest, KillsOneThatDoesNotStop) {
  Part part = Shell("deaf", "trap '' TERM; touch up; while :; do sleep 0.01; done");
  part.ready = [up = temp_.path() / "up"] { return std::filesystem::exists(up); };
  supervisor_.Add(std::move(part));
  StepUntil("deaf", PartState::kRunning);
  const pid_t pid = StatusOf("deaf").pid;
  bool hurry = false;
  supervisor_.StopAll(
      seconds(30), [&hurry] { return std::exchange(hurry, true); }, [this](milliseconds time) { signals_.Wait(time); });
  EXPECT_NE(kill(pid, 0), 0);
  EXPECT_THAT(said_, ElementsAre("deaf did not stop by itself and was killed"));
}

}  // namespace
}  // namespace dondoc::cli
