#include "common/audit/checkpoint.h"

#include <sys/stat.h>

#include <fstream>

#include "common/audit/append_file.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "common/tokens/pem.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::audit {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;

Checkpoint Signed(const tokens::SigningKey& key) {
  Checkpoint checkpoint{.service = "assignment",
                        .cell = "main",
                        .number = 42,
                        .hash = Blake2b("x"),
                        .made_at = TimePoint(std::chrono::microseconds(1'765'000'000'000'001))};
  Sign(checkpoint, key);
  return checkpoint;
}

TEST(CheckpointTest, ALineSaysItAllAndIsSignedAsAWhole) {
  const auto key = tokens::SigningKey::Generate();
  const std::string line = ToLine(Signed(key));
  PublicKeys keys;
  keys.Add(key.public_key());
  ASSERT_TRUE(ParseCheckpoint(line));
  EXPECT_EQ(*ParseCheckpoint(line), Signed(key));
  EXPECT_TRUE(keys.Verifies(*ParseCheckpoint(line)));
  // No letter of it can be another one.
  for (std::size_t i = 0; i < line.size(); ++i) {
    std::string other = line;
    other[i] = other[i] == '1' ? '2' : '1';
    const auto parsed = ParseCheckpoint(other);
    EXPECT_FALSE(parsed && keys.Verifies(*parsed)) << other;
  }
  EXPECT_FALSE(ParseCheckpoint(line.substr(0, line.size() - 2)) &&
               keys.Verifies(*ParseCheckpoint(line.substr(0, line.size() - 2))));
  EXPECT_FALSE(ParseCheckpoint(line + " x"));
  EXPECT_FALSE(ParseCheckpoint(""));
}

TEST(CheckpointTest, OnlyKnownKeysAreBelieved) {
  const auto key = tokens::SigningKey::Generate();
  const auto other = tokens::SigningKey::Generate();
  PublicKeys keys;
  ASSERT_OK(keys.AddPem(tokens::WritePublicPem(other.public_key())));
  EXPECT_FALSE(keys.Verifies(Signed(key)));
  EXPECT_FALSE(keys.Knows(key.id()));
  // Keys that follow one another stand in one file.
  ASSERT_OK(keys.AddPem(tokens::WritePublicPem(other.public_key()) + tokens::WritePublicPem(key.public_key())));
  EXPECT_TRUE(keys.Verifies(Signed(key)));
  EXPECT_THAT(keys.AddPem("x"), HasReason(absl::StatusCode::kInvalidArgument, "KEY_MALFORMED"));
}

TEST(CheckpointTest, PublicKeysComeFromAFile) {
  const testing::TempDir directory;
  const auto key = tokens::SigningKey::Generate();
  const std::string file = (directory.path() / "audit.pub").string();
  std::ofstream(file) << tokens::WritePublicPem(key.public_key());
  ASSERT_OK_AND_ASSIGN(const PublicKeys keys, LoadPublicKeys(file));
  EXPECT_TRUE(keys.Verifies(Signed(key)));
  std::ofstream(file) << "x";
  EXPECT_THAT(LoadPublicKeys(file), HasReason(absl::StatusCode::kFailedPrecondition, "AUDIT_KEY_NOT_USABLE"));
  EXPECT_THAT(LoadPublicKeys(file + "2"), HasReason(absl::StatusCode::kFailedPrecondition, "AUDIT_KEY_NOT_USABLE"));
}

TEST(AppendFileTest, ALineThatACrashCutShortStaysALineOfItsOwn) {
  const testing::TempDir directory;
  const std::string file = (directory.path() / "checkpoints").string();
  EXPECT_THAT(ReadLines(file).value(), ElementsAre());
  ASSERT_OK(AppendDurably(file, "one"));
  std::ofstream(file, std::ios::app) << "tw";
  ASSERT_OK(AppendDurably(file, "three"));
  EXPECT_THAT(ReadLines(file).value(), ElementsAre("one", "tw", "three"));
  struct stat status {};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_THAT(AppendDurably((directory.path() / "none" / "x").string(), "y"),
              HasReason(absl::StatusCode::kUnavailable, "AUDIT_FILE_NOT_WRITTEN"));
}

}  // namespace
}  // namespace dondoc::audit
