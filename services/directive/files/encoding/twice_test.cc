#include "services/directive/files/encoding/twice.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"
#include "services/directive/files/encoding/text_bytes.h"

namespace dondoc::directive::files {
namespace {

constexpr char kText[] =
    "Kế hoạch phát triển thư viện xã trên địa bàn huyện An Lộc Sơn: “mở thêm” điểm đọc – bổ sung sách, ghi sổ mượn "
    "trả, "
    "vận động nhân dân góp sách; báo cáo kết quả về Ủy ban nhân dân huyện trước ngày 15 tháng 12 hằng năm.\n";

// Each byte as a character of its own: as Latin-1 has it, or some of them as Windows has them.
std::string Twice(std::string_view text, bool windows) {
  std::string twice;
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    const bool quote = windows && code == 0x91;
    const bool euro = windows && code == 0x80;
    AppendUtf8(quote ? 0x2018 : euro ? 0x20AC : code, &twice);
  }
  return twice;
}

TEST(DecodeTwiceTest, MendsWhatIsVietnameseThen) {
  for (const bool windows : {false, true}) {
    const std::string twice = Twice(kText, windows);
    EXPECT_EQ(DecodeTwice(twice), kText);
    const auto decoded = DecodeText(twice);
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(decoded->text, kText);
    EXPECT_EQ(decoded->encoding, "UTF-8, encoded twice");
  }
  EXPECT_EQ(DecodeTwice(Twice(kText, true) + "5 °C"), std::string(kText) + "5 °C") << "what is right stays";
}

TEST(DecodeTwiceTest, LeavesOtherTextAlone) {
  EXPECT_EQ(DecodeTwice("Zürich, Köln – 5 °C"), std::nullopt);
  EXPECT_EQ(DecodeText(kText)->encoding, "");
  EXPECT_EQ(DecodeTwice(""), std::nullopt);
}

}  // namespace
}  // namespace dondoc::directive::files
