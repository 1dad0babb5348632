#include "services/directive/files/encoding/capitals.h"

#include <gtest/gtest.h>

namespace dondoc::directive::files {
namespace {

TEST(RaiseTonedTest, RaisesInWordsOfCapitalsOnly) {
  const struct {
    const char* text;
    const char* raised;
  } cases[] = {
      {"ủY BAN NHÂN DÂN TỉNH BÌNH GIANG", "ỦY BAN NHÂN DÂN TỈNH BÌNH GIANG"},
      {"UỷY", "UỷY"},
      {"Kế HOạCH Mở Tủ SáCH", "KẾ HOẠCH MỞ TỦ SÁCH"},
      {"CHỉ THị", "CHỈ THỊ"},
      {"Số: 31/KH-UBND", "Số: 31/KH-UBND"},
      {"Sở Y tế, Sở GDĐT và Từ Thị Lý", "Sở Y tế, Sở GDĐT và Từ Thị Lý"},
      {"Ủy ban nhân dân ở An Lộc", "Ủy ban nhân dân ở An Lộc"},
      {"TỉNH\nSố", "TỈNH\nSố"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(RaiseToned(c.text), c.raised);
}

}  // namespace
}  // namespace dondoc::directive::files
