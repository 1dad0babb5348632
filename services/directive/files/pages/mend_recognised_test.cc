#include "services/directive/files/pages/mend_recognised.h"

#include <gtest/gtest.h>

#include <string>

namespace dondoc::directive::files {
namespace {

TEST(MendRecognisedTest, MendsWhatCanMeanOneThing) {
  const std::pair<const char*, const char*> cases[] = {
      {"= Thường trực Huyện ủy (b/€);", "- Thường trực Huyện ủy (b/c);"},
      {"  ~ Như trên (†/h);", "  - Như trên (t/h);"},
      {"- Sở Nội vụ (th);", "- Sở Nội vụ (t/h);"},
      {"- Văn phòng (TH);", "- Văn phòng (TH);"},
      {"- Sở Nội vụ (p/h);", "- Sở Nội vụ (p/h);"},
      {"† Trồng cây ven đường", "+ Trồng cây ven đường"},
      {"ø) Chủ trì việc này", "g) Chủ trì việc này"},
      {"¡) Hướng dẫn các xã", "i) Hướng dẫn các xã"},
      {"Số: 12/QÐ-UBND và 13/QĐÐ-UBND", "Số: 12/QĐ-UBND và 13/QĐ-UBND"},
      {"Đạt 1 00% số xã, I00 % thôn, 1O0% hộ", "Đạt 100% số xã, 100 % thôn, 100% hộ"},
      {"năm 2 00%, A100%, 500%", "năm 2 00%, A100%, 500%"},
      {"- SỞ Y tế, BỘ Nội vụ, các CƠ quan và các SỞ, ngành", "- Sở Y tế, Bộ Nội vụ, các Cơ quan và các Sở, ngành"},
      {"mức đỘ 3 Ở cơ sỞ. Ở cấp xã, đơn VỊ", "mức độ 3 ở cơ sở. Ở cấp xã, đơn Vị"},
      {"TỔ CHỨC THỤỰC HIỆN, VIỆỆN, THÔỒNG BÁO", "TỔ CHỨC THỰC HIỆN, VIỆN, THÔNG BÁO"},
      {"LƯU TRỮ, khuỷu, cứu hộ, rượu, tươi", "LƯU TRỮ, khuỷu, cứu hộ, rượu, tươi"},
      {"SỞ Y TẾ TỈNH BÌNH GIANG", "SỞ Y TẾ TỈNH BÌNH GIANG"},
      {"ĐỀ ÁN", "ĐỀ ÁN"},
      {"Sở Ytế chủ trì", "Sở Y tế chủ trì"},
  };
  for (const auto& [recognised, printed] : cases) EXPECT_EQ(MendRecognised(recognised), printed);
}

TEST(MendRecognisedTest, LeavesLinesOfSpecksOut) {
  EXPECT_EQ(MendRecognised("trong thực\n\n`   2,   Z5   v   2   .^?  `   .  ^\nhiện việc này\n~   “\n^\n"),
            "trong thực\n\nhiện việc này\n");
  for (const char* kept : {"1 2 3 4 5", "a ~ b", "x  y  z", "|", "- - -", "từ 15 ~ 20 độ, ^ 3"}) {
    EXPECT_EQ(MendRecognised(kept), kept);
  }
}

TEST(MendRecognisedTest, KeepsGapsAndAnythingElse) {
  for (const char* page : {"", "\n\n", "ỦY BAN          CỘNG HÒA\n  HUYỆN             Độc lập\n", "%", "(/)", "0%"}) {
    EXPECT_EQ(MendRecognised(page), page);
  }
}

}  // namespace
}  // namespace dondoc::directive::files
