#include "services/directive/domain/file_text.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

TEST(FileTextTest, TakesUtf8InAnyNormalForm) {
  EXPECT_EQ(FileText("K\u00ca HO\u1ea0CH").value(), "KÊ HOẠCH");
  EXPECT_EQ(FileText("\xEF\xBB\xBFKH").value(), "KH");
  EXPECT_EQ(FileText("e\u0302\u0301").value(), "\u1ebf");
}

TEST(FileTextTest, RefusesWhatIsNoText) {
  EXPECT_THAT(FileText(""), HasReason(kInvalid, "EMPTY_FILE"));
  EXPECT_THAT(FileText(" \r\n\t"), HasReason(kInvalid, "EMPTY_FILE"));
  EXPECT_THAT(FileText("\xEF\xBB\xBF"), HasReason(kInvalid, "EMPTY_FILE"));
  EXPECT_THAT(FileText(std::string(kMaxFileBytes + 1, 'a')), HasReason(kInvalid, "FILE_TOO_LARGE"));
  EXPECT_THAT(FileText(std::string_view("a\0b", 3)), HasReason(kInvalid, "NOT_TEXT"));
}

TEST(FileTextTest, SaysWhereItIsNotUtf8) {
  const auto text = FileText("KH\n\nso\xFF");
  ASSERT_THAT(text, HasReason(kInvalid, "NOT_UTF8"));
  const auto metadata = Metadata(text.status());
  EXPECT_EQ(metadata.at("byte"), "6");
  EXPECT_EQ(metadata.at("line"), "3");
  EXPECT_EQ(metadata.at("field"), "file");
}

}  // namespace
}  // namespace dondoc::directive
