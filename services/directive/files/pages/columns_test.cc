#include "services/directive/files/pages/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dondoc::directive::files {
namespace {

using ::testing::ElementsAre;
using Lines = std::vector<std::string>;

TEST(SplitColumnsTest, TakesIssuerAndMottoApart) {
  EXPECT_THAT(SplitColumns({"  ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",    //
                            "  HUYỆN AN LỘC SƠN                  Độc lập - Tự do - Hạnh phúc",      //
                            "",                                                                     //
                            "  Số:    /KH-UBND              An Lộc Sơn, ngày    tháng 4 năm 2021",  //
                            "  V/v đọc sách",                                                       //
                            "",                                                                     //
                            "                            KẾ HOẠCH",                                 //
                            "     Phát triển thư viện xã và phong trào đọc sách trên địa bàn"}),
              ElementsAre("", "||", "ỦY BAN NHÂN DÂN", "HUYỆN AN LỘC SƠN", "Số:    /KH-UBND", "V/v đọc sách", "|",
                          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                          "An Lộc Sơn, ngày    tháng 4 năm 2021", "|", "", "", "                            KẾ HOẠCH",
                          "     Phát triển thư viện xã và phong trào đọc sách trên địa bàn"));
}

TEST(SplitColumnsTest, LeavesATitleThatOcrHasSetToTheLeft) {
  EXPECT_THAT(SplitColumns({"ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                            "TỈNH BÌNH GIANG      Độc lập - Tự do - Hạnh phúc",  //
                            "Số: 57/KH-UBND       Bình Giang, ngày 12 tháng 3 năm 2021", "KẾ HOẠCH"}),
              ElementsAre("", "||", "ỦY BAN NHÂN DÂN", "TỈNH BÌNH GIANG", "Số: 57/KH-UBND", "|",
                          "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                          "Bình Giang, ngày 12 tháng 3 năm 2021", "|", "", "KẾ HOẠCH"));
}

TEST(SplitColumnsTest, TakesRecipientsAndSignatureApart) {
  EXPECT_THAT(SplitColumns({"Nơi nhận:                        TM. ỦY BAN NHÂN DÂN",
                            "- UBND tỉnh (b/c);                    CHỦ TỊCH",  //
                            "- Như trên;",                                     //
                            "- Lưu: VT.", "", "", "                                    Đào Văn Thuận"}),
              ElementsAre("", "||", "Nơi nhận:", "- UBND tỉnh (b/c);", "- Như trên;", "- Lưu: VT.", "|",
                          "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đào Văn Thuận", "|", ""));
}

TEST(SplitColumnsTest, LeavesTextAlone) {
  for (const Lines& lines : {Lines{"Một dòng có chỗ   trống ở giữa", "và dòng sau không có chỗ nào như vậy"},
                             Lines{"TT    Nội dung    Chủ trì", "1     Mua sách    Sở A"}, Lines{"chỉ   một"},
                             Lines{"", "  ", "a"}, Lines{}}) {
    EXPECT_EQ(SplitColumns(lines), lines);
  }
}

}  // namespace
}  // namespace dondoc::directive::files
