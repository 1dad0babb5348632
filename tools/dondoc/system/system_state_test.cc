#include "tools/dondoc/system/system_state.h"

#include <fstream>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::cli {
namespace {

using dondoc::testing::HasReason;
using dondoc::testing::TempDir;
using ::testing::HasSubstr;

v1::SystemState Sample() {
  v1::SystemState state;
  state.set_pid(41);
  state.set_var("/srv/var");
  state.set_levels("all");
  state.set_up(true);
  v1::PartState& part = *state.add_parts();
  part.set_name("assignment");
  part.set_state(v1::PartState::RUNNING);
  part.set_pid(42);
  part.mutable_started_at()->set_seconds(1000);
  part.set_restarts(2);
  part.set_health("serving");
  part.set_last_end("exit code 3");
  return state;
}

TEST(SystemStateTest, IsReadAsItWasWritten) {
  const TempDir temp;
  const auto file = temp.path() / "state.json";
  EXPECT_THAT(ReadState(file), HasReason(absl::StatusCode::kUnavailable, "STATE_NOT_READABLE"));
  ASSERT_OK(WriteState(Sample(), file));
  ASSERT_OK_AND_ASSIGN(const v1::SystemState read, ReadState(file));
  EXPECT_EQ(read.SerializeAsString(), Sample().SerializeAsString());
  std::ofstream(file) << "{";
  EXPECT_THAT(ReadState(file), HasReason(absl::StatusCode::kUnavailable, "STATE_NOT_READABLE"));
  EXPECT_THAT(WriteState(Sample(), temp.path() / "none" / "state.json"),
              testing::StatusIs(absl::StatusCode::kInternal));
}

TEST(SystemStateTest, HasALineForEachPart) {
  const std::string table = StateTable(Sample(), TimePoint(std::chrono::seconds(1000 + 3 * 60 + 4)));
  EXPECT_THAT(table, HasSubstr("dondoc (pid 41) in /srv/var, levels all\n"));
  EXPECT_THAT(table, HasSubstr("assignment          42  running   3 min 4 s           2  serving"));
  EXPECT_THAT(table, HasSubstr("last end: exit code 3"));
}

TEST(SystemStateTest, UptimesAreShort) {
  EXPECT_EQ(FormatUptime(std::chrono::seconds(-1)), "0 s");
  EXPECT_EQ(FormatUptime(std::chrono::seconds(59)), "59 s");
  EXPECT_EQ(FormatUptime(std::chrono::minutes(61)), "1 h 1 min");
  EXPECT_EQ(FormatUptime(std::chrono::hours(51)), "2 d 3 h");
}

}  // namespace
}  // namespace dondoc::cli
