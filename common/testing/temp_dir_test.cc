#include "common/testing/temp_dir.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "gtest/gtest.h"

namespace dondoc::testing {
namespace {

TEST(TempDirTest, GoesWithEverythingInIt) {
  std::filesystem::path path;
  {
    const TempDir directory;
    const TempDir another;
    path = directory.path();
    EXPECT_NE(path, another.path());
    std::filesystem::create_directory(path / "below");
    std::ofstream(path / "below" / "file") << "text";
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TempDirTest, ThatOfADeadTestIsRemovedByTheNext) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    const TempDir directory;
    const std::string path = directory.path().string();
    _exit(write(ends[1], path.data(), path.size()) > 0 ? 0 : 1);
  }
  close(ends[1]);
  std::string path(200, '\0');
  path.resize(static_cast<size_t>(read(ends[0], path.data(), path.size())));
  close(ends[0]);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_TRUE(std::filesystem::exists(path));
  const TempDir next;
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace dondoc::testing
