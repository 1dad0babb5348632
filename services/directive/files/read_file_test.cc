#include "services/directive/files/read_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

absl::StatusOr<FileText> Read(std::string_view bytes, const Limits& limits = {}) {
  return ReadFile(bytes, process::Patience::For(std::chrono::seconds(60)), limits);
}

TEST(ReadFileTest, ReadsText) {
  const auto file = Read("KẾ HOẠCH\r\n");
  ASSERT_OK(file);
  EXPECT_EQ(file->text, "KẾ HOẠCH\r\n");
  EXPECT_EQ(file->form, FileForm::kText);
  EXPECT_EQ(file->pages, 0);
  EXPECT_THAT(file->notes, ::testing::IsEmpty());
}

TEST(ReadFileTest, SaysWhichEncodingItFound) {
  const auto whole = Read(std::string_view("\xFF\xFEK\0H\0", 6));
  ASSERT_OK(whole);
  EXPECT_THAT(whole->notes, ::testing::ElementsAre("the text was in the encoding UTF-16"));
}

TEST(ReadFileTest, RefusesWhatHasNoTextOrTooMuch) {
  EXPECT_THAT(Read(""), HasReason(kInvalid, "EMPTY_FILE"));
  EXPECT_THAT(Read(" \r\n\t"), HasReason(kInvalid, "EMPTY_FILE"));
  EXPECT_THAT(Read("\xEF\xBB\xBF"), HasReason(kInvalid, "EMPTY_FILE"));
  EXPECT_THAT(Read("abcd", {.text_bytes = 3}), HasReason(kInvalid, "FILE_TOO_LARGE"));
  EXPECT_THAT(Read("%PDF-1.4", {.document_bytes = 3}), HasReason(kInvalid, "FILE_TOO_LARGE"));
}

}  // namespace
}  // namespace dondoc::directive::files
