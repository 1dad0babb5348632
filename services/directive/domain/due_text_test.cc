#include "services/directive/domain/due_text.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(ParseDueTest, ReadsWhatPeopleType) {
  const auto same = [](const char* text, const Due& want) {
    const auto due = ParseDue(text);
    ASSERT_TRUE(due.has_value()) << text;
    EXPECT_EQ(*due, want) << text;
    EXPECT_EQ(ParseDue(FormatDue(*due)), due) << text;
  };
  same("2025-12-15", {.year = 2025, .month = 12, .day = 15});
  same("15/12/2025", {.year = 2025, .month = 12, .day = 15});
  same("15/12", {.month = 12, .day = 15});
  same("12/2025", {.year = 2025, .month = 12});
  same("quý 3/2025", {.year = 2025, .quarter = 3});
  same("q3/2025", {.year = 2025, .quarter = 3});
  same("2025", {.year = 2025});
  same("", {});
  same("ngày 25", {.day = 25});
  same("tháng 6", {.month = 6});
  same("thứ Sáu", {.weekday = 5});
  same("chủ nhật", {.weekday = 7});
  same("16:00 05/3/2026", {.year = 2026, .month = 3, .day = 5, .hour = 16});
  same("16h30 5/3", {.month = 3, .day = 5, .hour = 16, .minute = 30});
  same("16 giờ ngày 5/3/2026", {.year = 2026, .month = 3, .day = 5, .hour = 16});
  same("16 giờ 30 phút ngày 5/3/2026", {.year = 2026, .month = 3, .day = 5, .hour = 16, .minute = 30});
  same("24:00 5/3/2026", {.year = 2026, .month = 3, .day = 5, .hour = 24});
  same("15 ngày", {.within = {15, Period::Unit::kDay, Period::From::kIssue}});
  same("15 ngày kể từ ngày ban hành", {.within = {15, Period::Unit::kDay, Period::From::kIssue}});
  same("5 ngày làm việc kể từ ngày nhận được văn bản",
       {.within = {5, Period::Unit::kWorkingDay, Period::From::kReceipt}});
  same("24 giờ kể từ khi nhận được", {.within = {24, Period::Unit::kHour, Period::From::kReceipt}});
  same("2 tuần từ ngày ký", {.within = {2, Period::Unit::kWeek, Period::From::kIssue}});
  same("1 tháng sau khi nhận", {.within = {1, Period::Unit::kMonth, Period::From::kReceipt}});
  same("ngay", {.at_once = true});
  same("ngay sau khi nhận được công điện", {.at_once = true});
  for (const char* wrong : {"30/2/2025", "31/4", "tomorrow", "15/13", "q5/2025", "0/0", "1/2/3/4", "12",
                            "25:00 5/3/2026", "16:75 5/3/2026", "24:30 5/3/2026", "16:00", "16:00 quý 3/2026", "0 ngày",
                            "1000 ngày", "5 ngày kể từ ngày họp", "5 ngày từ ngày ký nhận", "thứ Tám", "ngày 32"}) {
    EXPECT_FALSE(ParseDue(wrong).has_value()) << wrong;
  }
}

}  // namespace
}  // namespace dondoc::directive
