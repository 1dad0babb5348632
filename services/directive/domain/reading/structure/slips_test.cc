#include <gtest/gtest.h>

#include <string>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

// The text as it is read: each word as it was meant.
std::string Meant(const std::string& line) {
  const TokenText text = Tokenize(line);
  std::string out;
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    const Token& token = text.tokens[i];
    out += i > 0 && token.space_before ? " " : "";
    out += token.spelled.empty() ? std::string(text.Raw(i)) : token.spelled;
  }
  return out;
}

TEST(MendSlips, TakesAPhraseThatIsNearlyRightForTheOneMeant) {
  const std::pair<const char*, const char*> cases[] = {
      {"1. Sờ Tài chỉnh bố trí kinh phí.", "1. Sở Tài chính bố trí kinh phí."},
      {"Giao Sớ Xảy dụng và Phóng Nội vụ mở kho.", "Giao Sở Xây dựng và Phòng Nội vụ mở kho."},
      {"Ủy bàn nhân dân các xã mở kho.", "Ủy ban nhân dân các xã mở kho."},
      {"- Cac Sở, ngành đọc sách.", "- Các Sở, ngành đọc sách."},
      {"1. Đê nghị Ban Dân vận Tỉnh ủy góp sách.", "1. Đề nghị Ban Dân vận Tỉnh ủy góp sách."},
      {"- Tham mun Ủy ban nhân dân tỉnh mở lớp.", "- Tham mưu Ủy ban nhân dân tỉnh mở lớp."},
      {"a) Chủ tri, phối hợp với Sở Y tế mở lớp.", "a) Chủ trì, phối hợp với Sở Y tế mở lớp."},
  };
  for (const auto& [line, meant] : cases) {
    EXPECT_EQ(Meant(line), meant);
  }
}

TEST(MendSlips, LeavesOtherWordsAlone) {
  for (const char* line : {
           "Số tài chính của xã.",
           "Ông Vũ Công Thương đọc sách.",
           "Sở Tài chính và Sở Xây dựng mở kho.",
           "- Cần đổi sách cũ.",
           "- Thăm quan thư viện.",
           "Hằng năm, hàng năm các trường, các trưởng phòng đọc sách.",
       }) {
    EXPECT_EQ(Meant(line), line);
  }
}

}  // namespace
}  // namespace dondoc::directive::reading
