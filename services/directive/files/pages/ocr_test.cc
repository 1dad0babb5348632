#include "services/directive/files/pages/ocr.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <latch>
#include <thread>
#include <utility>

#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;

TEST(OcrNoteTest, NamesThePages) {
  EXPECT_EQ(OcrNote({3}, 9), "page 3 of 9 was read by OCR");
  EXPECT_EQ(OcrNote({1, 2, 3, 5, 7, 8}, 9), "pages 1-3, 5, 7-8 of 9 were read by OCR");
}

absl::StatusOr<PageImage> Dot(int /*page*/) {
  DONDOC_ASSIGN_OR_RETURN(process::MemoryFile picture, process::MemoryFile::Create("P5 1 1 255\nx"));
  return PageImage{std::move(picture), 0};
}

const process::Patience kLong = process::Patience::For(std::chrono::minutes(5));

TEST(RecognisePagesTest, AnswersInTime) {
  EXPECT_THAT(RecognisePages(1, Dot, {}, process::Patience::For(std::chrono::milliseconds(0))),
              HasReason(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
  EXPECT_THAT(RecognisePages(1, Dot, {}, process::Patience::For(std::chrono::seconds(9), [] { return true; })),
              HasReason(absl::StatusCode::kCancelled, "CANCELLED"));
}

TEST(RecognisePagesTest, WorksAtSeveralPagesAtOnce) {
  // Three pages meet in here before any of them goes on: with fewer at once this would not end.
  std::latch together(3);
  const auto image = [&](int page) {
    together.arrive_and_wait();
    return Dot(page);
  };
  EXPECT_OK(RecognisePages(3, image, {.ocr_at_once = 3}, kLong));
}

TEST(RecognisePagesTest, TheFirstErrorEndsTheRest) {
  std::atomic<int> made = 0;
  const auto image = [&](int page) -> absl::StatusOr<PageImage> {
    ++made;
    if (page == 1) return absl::DataLossError("torn");
    return Dot(page);
  };
  EXPECT_EQ(RecognisePages(50, image, {.ocr_at_once = 1}, kLong).status().message(), "torn");
  EXPECT_EQ(made, 2);
}

TEST(RecognisePagesTest, RefusesFilesWhileItHasTooManyInHand) {
  const Limits limits{.ocr_at_once = 1, .ocr_waiting = 1};
  std::latch begun(1);
  std::latch go(1);
  const auto image = [&](int page) {
    begun.count_down();
    go.wait();
    return Dot(page);
  };
  // One works; one waits for its turn, and is gone only when the first has ended.
  std::jthread first([&] { EXPECT_OK(RecognisePages(1, image, limits, kLong)); });
  begun.wait();
  std::latch asked(1);
  const auto patience = process::Patience::For(std::chrono::minutes(5), [&, once = false]() mutable {
    if (!std::exchange(once, true)) asked.count_down();
    return false;
  });
  std::jthread second([&] { EXPECT_OK(RecognisePages(1, Dot, limits, patience)); });
  asked.wait();
  EXPECT_THAT(RecognisePages(1, Dot, limits, kLong), HasReason(absl::StatusCode::kResourceExhausted, "OCR_BUSY"));
  go.count_down();
  first.join();
  second.join();
  EXPECT_OK(RecognisePages(1, Dot, limits, kLong));
}

TEST(RecognisePagesTest, SaysWhatToInstall) {
  const auto recognise = [](const std::filesystem::path& programs) {
    const char* path = getenv("PATH");
    setenv("PATH", programs.c_str(), 1);
    auto read = RecognisePages(1, Dot, {}, kLong);
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
