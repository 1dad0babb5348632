#include "services/directive/files/encoding/text_bytes.h"

#include <gtest/gtest.h>

#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "common/text/utf8.h"
#include "services/directive/files/encoding/legacy.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr char kText[] =
    "Kế hoạch phát triển thư viện xã trên địa bàn huyện An Lộc Sơn: mở thêm điểm đọc, bổ sung sách, ghi sổ mượn trả, "
    "vận động nhân dân góp sách; báo cáo kết quả về Ủy ban nhân dân huyện trước ngày 15 tháng 12 hằng năm.\n";

std::string Utf16(std::string_view text, bool little) {
  std::string bytes;
  for (size_t at = 0; at < text.size();) {
    const char32_t unit = DecodeUtf8(text, &at);
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    bytes += little ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

TEST(DecodeTextTest, TakesUtf8InAnyNormalForm) {
  EXPECT_EQ(DecodeText("K\u00ca HO\u1ea0CH")->text, "KÊ HOẠCH");
  EXPECT_EQ(DecodeText("\xEF\xBB\xBFKH")->text, "KH");
  EXPECT_EQ(DecodeText("e\u0302\u0301")->text, "\u1ebf");
  EXPECT_EQ(DecodeText(kText)->encoding, "");
}

TEST(DecodeTextTest, TakesUtf16WithAndWithoutItsMark) {
  for (const bool little : {true, false}) {
    const std::string bytes = Utf16(kText, little);
    for (const std::string& each : {bytes, Utf16("\uFEFF", little) + bytes}) {
      const auto decoded = DecodeText(each);
      ASSERT_OK(decoded);
      EXPECT_EQ(decoded->text, kText);
      EXPECT_EQ(decoded->encoding, "UTF-16");
    }
  }
  EXPECT_EQ(DecodeText(std::string_view("\xFF\xFE\x3D\xD8\x00\xDE", 6))->text, "\U0001F600") << "a pair of surrogates";
  EXPECT_THAT(DecodeText("\xFF\xFE\x3D\xD8 \x01"), HasReason(kInvalid, "NOT_UTF8")) << "half a pair";
}

TEST(DecodeTextTest, TakesTheOldEncodings) {
  for (const Legacy encoding : {Legacy::kTcvn3, Legacy::kVni, Legacy::kViscii}) {
    const auto decoded = DecodeText(Encode(kText, encoding));
    ASSERT_OK(decoded);
    EXPECT_EQ(ToLower(decoded->text), ToLower(kText));
    EXPECT_EQ(decoded->encoding, Name(encoding));
  }
}

TEST(DecodeTextTest, SaysWhereItIsNotUtf8) {
  const auto text = DecodeText("KH\n\nso\xFF");
  ASSERT_THAT(text, HasReason(kInvalid, "NOT_UTF8"));
  auto metadata = Metadata(text.status());
  EXPECT_EQ(metadata["byte"], "6");
  EXPECT_EQ(metadata["line"], "3");
  EXPECT_EQ(metadata["field"], "file");
  EXPECT_THAT(DecodeText(std::string_view("a\0b", 3)), HasReason(kInvalid, "NOT_TEXT"));
}

TEST(RepairTextTest, LeavesGoodTextAndFewCharactersAlone) {
  EXPECT_EQ(RepairText(kText).text, kText);
  EXPECT_EQ(RepairText("Zürich, Köln – 5 °C").text, "Zürich, Köln – 5 °C");
  EXPECT_EQ(RepairText("").text, "");
}

}  // namespace
}  // namespace dondoc::directive::files
