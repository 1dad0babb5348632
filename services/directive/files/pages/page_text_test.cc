#include "services/directive/files/pages/page_text.h"

#include <gtest/gtest.h>

namespace dondoc::directive::files {
namespace {

TEST(HasTextTest, CountsLetters) {
  EXPECT_FALSE(HasText(""));
  EXPECT_FALSE(HasText("\n  - 12 -\n 2024 \n"));
  EXPECT_TRUE(HasText("Ủy ban nhân dân huyện An Lộc Sơn, tỉnh Bình Giang"));
  EXPECT_EQ(LettersOf("Số 12, đĩa"), 5);
}

TEST(JoinPagesTest, DropsPageNumbersAndGoesOnAcrossTheBorder) {
  EXPECT_EQ(JoinPages({"Phòng Văn hóa và Thông tin tham mưu\n\n   1\n\n", "\n      2\n\n  kế hoạch mới.\n", "",
                       "- 3 -\nĐoạn khác\n\nTrang 3/9\n"}),
            "Phòng Văn hóa và Thông tin tham mưu\n  kế hoạch mới.\n\nĐoạn khác\n");
  EXPECT_EQ(JoinPages({"Năm\n2025", "x"}), "Năm\nx\n") << "looks like the number of a page";
}

TEST(JoinPagesTest, TakesPagesWithoutAnything) {
  EXPECT_EQ(JoinPages({}), "");
  EXPECT_EQ(JoinPages({"", " \n\n", "3"}), "");
}

TEST(JoinPagesTest, TellsParagraphsByTheirFirstLine) {
  const std::string first = "     Phòng Tài chính - Kế hoạch huyện\n";
  const std::string second =
      "     Cân đối kinh phí của cả huyện cho năm nay,\nkể cả các xã, kể cả thị trấn, kể cả các thôn, xóm.\n"
      "                              KẾ HOẠCH\n";
  EXPECT_EQ(JoinPages({first + second}), first + "\n" + second);
}

}  // namespace
}  // namespace dondoc::directive::files
