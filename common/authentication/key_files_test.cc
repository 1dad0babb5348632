#include "common/authentication/key_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"

namespace dondoc::authentication {
namespace {

namespace fs = std::filesystem;
using testing::HasReason;

constexpr auto kFailedPrecondition = absl::StatusCode::kFailedPrecondition;

class KeyFilesTest : public ::testing::Test {
 protected:
  static mode_t ModeOf(const fs::path& file) {
    struct stat status {};
    EXPECT_EQ(::stat(file.c_str(), &status), 0);
    return status.st_mode & 07777;
  }

  testing::TempDir directory_;
  const fs::path private_ = directory_.path() / "service.key";
  const fs::path public_ = directory_.path() / "service.pub";
};

TEST_F(KeyFilesTest, KeepsAPrivateKeyForItsOwner) {
  ASSERT_OK(MakePrivateKey(private_));
  EXPECT_EQ(ModeOf(private_), 0600U);
  ASSERT_OK_AND_ASSIGN(const tokens::SigningKey key, ReadPrivateKey(private_));
  ASSERT_OK(MakePrivateKey(private_));
  ASSERT_OK_AND_ASSIGN(const tokens::SigningKey again, ReadPrivateKey(private_));
  EXPECT_EQ(again.id(), key.id());
  ASSERT_OK(WritePublicKeyOf(private_, public_));
  ASSERT_OK(WritePublicKeyOf(private_, public_));
  EXPECT_THAT(ReadPublicKey(public_), ::testing::Eq(absl::StatusOr<std::string>(key.public_key())));
  EXPECT_EQ(std::distance(fs::directory_iterator(directory_.path()), fs::directory_iterator()), 2);
}

TEST_F(KeyFilesTest, GivesAllWhoMakeItAtOnceTheSame) {
  std::vector<std::string> ids(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& id : ids) {
      threads.emplace_back([this, &id] {
        if (MakePrivateKey(private_).ok()) id = ReadPrivateKey(private_)->id();
      });
    }
  }
  EXPECT_NE(ids.front(), "");
  EXPECT_THAT(ids, ::testing::Each(ids.front()));
}

TEST_F(KeyFilesTest, RefusesAPrivateKeyThatOthersMayRead) {
  ASSERT_OK(MakePrivateKey(private_));
  for (const fs::perms perms : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
    fs::permissions(private_, fs::perms::owner_read | fs::perms::owner_write | perms);
    EXPECT_THAT(ReadPrivateKey(private_), HasReason(kFailedPrecondition, "KEY_FILE_EXPOSED"));
  }
}

TEST_F(KeyFilesTest, SaysWhichFileIsNotThereOrIsNoKey) {
  EXPECT_THAT(ReadPrivateKey(private_), HasReason(kFailedPrecondition, "KEY_FILE_MISSING"));
  EXPECT_THAT(ReadPrivateKey(directory_.path()), HasReason(kFailedPrecondition, "KEY_FILE_MISSING"));
  std::ofstream(private_) << "no key";
  fs::permissions(private_, fs::perms::owner_read);
  const absl::Status status = ReadPrivateKey(private_).status();
  EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "KEY_MALFORMED"));
  EXPECT_THAT(std::string(status.message()), ::testing::HasSubstr(private_.string()));
  EXPECT_THAT(MakePrivateKey(directory_.path() / "none" / "key"),
              HasReason(kFailedPrecondition, "KEY_FILE_NOT_WRITTEN"));
}

}  // namespace
}  // namespace dondoc::authentication
