#include "services/directive/domain/written_deadline.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(FindWrittenDeadlineTest, FindsTheWordsAroundTheNumbers) {
  struct Case {
    const char* clause;
    Due due;
    const char* text;
    bool before;
    bool yearly;
  };
  const Case cases[] = {
      {"Gửi báo cáo trước ngày 15/12 hằng năm về Phòng.",
       {.month = 12, .day = 15},
       "trước ngày 15/12 hằng năm",
       true,
       true},
      {"Định kỳ hằng năm (trước ngày 15/12) báo cáo", {.month = 12, .day = 15}, "trước ngày 15/12", true, true},
      {"Hoàn thành chậm nhất ngày 05/3/2025.",
       {.year = 2025, .month = 3, .day = 5},
       "chậm nhất ngày 05/3/2025",
       false,
       false},
      {"xong trước ngày 20 tháng 11 năm 2025",
       {.year = 2025, .month = 11, .day = 20},
       "xong trước ngày 20 tháng 11 năm 2025",
       true,
       false},
      {"trong quý III/2020", {.year = 2020, .quarter = 3}, "trong quý III/2020", false, false},
      {"hoàn thành trong tháng 6 năm 2025", {.year = 2025, .month = 6}, "trong tháng 6 năm 2025", false, false},
      {"TRUOC NGAY 15/12", {.month = 12, .day = 15}, "TRUOC NGAY 15/12", true, false},
      {"báo cáo trước ngày 25 hằng tháng.", {.day = 25}, "trước ngày 25 hằng tháng", true, false},
      {"năm 2025 hoàn thành", {.year = 2025}, "năm 2025", false, false},
      {"theo Kế hoạch số 15/KH-UBND", {.month = 12, .day = 15}, "", false, false},
      {"", {.month = 12, .day = 15}, "", false, false},
      {"Gửi báo cáo trước 16 giờ 00 ngày 05/3/2026 về Sở.",
       {.year = 2026, .month = 3, .day = 5, .hour = 16},
       "trước 16 giờ 00 ngày 05/3/2026",
       true,
       false},
      {"chậm nhất 17h30' ngày 27/11/2025",
       {.year = 2025, .month = 11, .day = 27, .hour = 17, .minute = 30},
       "chậm nhất 17h30' ngày 27/11/2025",
       false,
       false},
      {"Trình kế hoạch trong vòng 15 (mười lăm) ngày, kể từ ngày ban hành văn bản này; báo cáo Sở.",
       {.within = {15, Period::Unit::kDay, Period::From::kIssue}},
       "trong vòng 15 (mười lăm) ngày, kể từ ngày ban hành văn bản này",
       false,
       false},
      {"trong thời hạn 05 ngày làm việc kể từ ngày nhận được, gửi Sở Nội vụ",
       {.within = {5, Period::Unit::kWorkingDay, Period::From::kReceipt}},
       "trong thời hạn 05 ngày làm việc kể từ ngày nhận được",
       false,
       false},
      {"Kiểm tra ngay sau khi nhận được công điện này.",
       {.at_once = true},
       "ngay sau khi nhận được công điện này",
       false,
       false},
      {"Triển khai ngay lập tức.", {.at_once = true}, "ngay lập tức", false, false},
      {"theo Kế hoạch 15 ngày", {.at_once = true}, "", false, false},
  };
  for (const Case& c : cases) {
    const WrittenDeadline written = FindWrittenDeadline(c.clause, c.due);
    EXPECT_EQ(written.text, c.text) << c.clause;
    EXPECT_EQ(written.before, c.before) << c.clause;
    EXPECT_EQ(written.yearly, c.yearly) << c.clause;
  }
}

}  // namespace
}  // namespace dondoc::directive
