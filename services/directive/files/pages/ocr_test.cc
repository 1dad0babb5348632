#include "services/directive/files/pages/ocr.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

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

}  // namespace
}  // namespace dondoc::directive::files
