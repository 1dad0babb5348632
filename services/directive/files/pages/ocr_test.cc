#include "services/directive/files/pages/ocr.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;

TEST(OcrNoteTest, NamesThePages) {
  EXPECT_EQ(OcrNote({3}, 9), "page 3 of 9 was read by OCR");
  EXPECT_EQ(OcrNote({1, 2, 3, 5, 7, 8}, 9), "pages 1-3, 5, 7-8 of 9 were read by OCR");
}

TEST(RecognisePageTest, AnswersInTime) {
  ASSERT_OK_AND_ASSIGN(const process::MemoryFile picture, process::MemoryFile::Create("P5 1 1 255\nx"));
  EXPECT_THAT(RecognisePage(picture, 0, {}, process::Patience::For(std::chrono::milliseconds(0))),
              HasReason(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  EXPECT_THAT(RecognisePage(picture, 0, {}, process::Patience::For(std::chrono::seconds(9), [] { return true; })),
              HasReason(absl::StatusCode::kCancelled, "CANCELLED"));
}

TEST(RecognisePageTest, SaysWhatToInstall) {
  ASSERT_OK_AND_ASSIGN(const process::MemoryFile picture, process::MemoryFile::Create("P5 1 1 255\nx"));
  const auto recognise = [&picture](const std::filesystem::path& programs) {
    const char* path = getenv("PATH");
    setenv("PATH", programs.c_str(), 1);
    auto read = RecognisePage(picture, 0, {}, process::Patience::For(std::chrono::seconds(30)));
    setenv("PATH", path, 1);
    return read;
  };
  constexpr auto kCode = absl::StatusCode::kFailedPrecondition;
  EXPECT_THAT(recognise("/nonexistent"), HasReason(kCode, "OCR_NOT_INSTALLED"));

  // The tesseract that is installed here, sent to look for its data where there is none.
  const dondoc::testing::TempDir directory;
  std::filesystem::permissions(directory.path(), std::filesystem::perms{0755});
  const std::filesystem::path program = directory.path() / "tesseract";
  std::ofstream(program) << "#!/bin/sh\nTESSDATA_PREFIX=/nonexistent exec /usr/bin/tesseract \"$@\"\n";
  std::filesystem::permissions(program, std::filesystem::perms{0755});
  const auto read = recognise(directory.path());
  EXPECT_THAT(read, HasReason(kCode, "OCR_NOT_INSTALLED"));
  EXPECT_THAT(read.status().message(), ::testing::HasSubstr("data for Vietnamese"));
}

}  // namespace
}  // namespace dondoc::directive::files
