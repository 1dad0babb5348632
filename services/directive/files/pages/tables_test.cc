#include "services/directive/files/pages/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dondoc::directive::files {
namespace {

using ::testing::ElementsAre;
using Lines = std::vector<std::string>;

TEST(SplitTablesTest, TakesRowsThatBeginWithTheirNumber) {
  EXPECT_THAT(SplitTables({"II. NHIỆM VỤ",  //
                           "TT    Nội dung         Cơ quan        Thời gian",
                           "                       chủ trì",  //
                           "1     Kiểm kê sách     UBND các xã    Tháng 11",
                           "      tại thư viện",                //
                           "\f",                                //
                           "2     Tập huấn         Sở Nội vụ",  //
                           "Phụ lục này có một dòng đi qua tất cả các cột của bảng"}),
              ElementsAre("II. NHIỆM VỤ", "", "||", "TT", "|", "Nội dung", "|", "Cơ quan", "chủ trì", "|", "Thời gian",
                          "|", "||", "1", "|", "Kiểm kê sách", "tại thư viện", "|", "UBND các xã", "|", "Tháng 11", "|",
                          "||", "2", "|", "Tập huấn", "|", "Sở Nội vụ", "|", "|", "", "\f",
                          "Phụ lục này có một dòng đi qua tất cả các cột của bảng"));
}

TEST(SplitTablesTest, TakesRowsThatHaveTheirNumberInTheMiddle) {
  EXPECT_THAT(SplitTables({"                       Cơ quan",  //
                           "TT    Nội dung         chủ",      //
                           "                       trì",      //
                           "      Kiểm kê",                   //
                           "1     toàn bộ          UBND",     //
                           "      sách",                      //
                           "2     Tập huấn         Sở"}),
              ElementsAre("", "||", "TT", "|", "Nội dung", "|", "Cơ quan", "chủ", "trì", "|", "||", "1", "|", "Kiểm kê",
                          "toàn bộ", "sách", "|", "UBND", "|", "||", "2", "|", "Tập huấn", "|", "Sở", "|", ""));
}

TEST(SplitTablesTest, LeavesTheRestAlone) {
  for (const Lines& lines : {Lines{"TT  là viết tắt", "của thông tư"}, Lines{"TT    Nội dung    Chủ trì"},
                             Lines{"TT    Nội dung    Chủ trì", "không có số nào ở đây cả, một dòng dài"}, Lines{}}) {
    EXPECT_EQ(SplitTables(lines), lines);
  }
}

}  // namespace
}  // namespace dondoc::directive::files
