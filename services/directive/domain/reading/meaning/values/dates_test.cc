#include "services/directive/domain/reading/meaning/values/dates.h"

#include <gtest/gtest.h>

#include <utility>

namespace dondoc::directive::reading {
namespace {

TEST(ReadDate, ReadsFullPartialAndBlankDays) {
  const struct {
    const char* text;
    PartialDate date;
  } cases[] = {
      {"ngày 29 tháng 4 năm 2022", {2022, 4, 29}},
      {"ngày 23/02/2022", {2022, 2, 23}},
      {"05-01-2024", {2024, 1, 5}},
      {"ngày 15/12", {0, 12, 15}},
      {"tháng 12/2025", {2025, 12, 0}},
      {"năm 2030", {2030, 0, 0}},
      {"ngày   tháng 5 năm 2024", {2024, 5, 0}},
      {"ngày 26 tháng 0 6 năm 2018", {2018, 6, 26}},
      {"ngày 32/13/2020", {}},
      {"ngày mai", {}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_EQ(ReadDate(text, 0, text.tokens.size()).date, c.date) << c.text;
  }
}

TEST(WeekdayAt, CountsFromMonday) {
  const std::pair<const char*, int> cases[] = {
      {"thứ Hai", 1}, {"thứ Bảy", 6}, {"Chủ nhật", 7}, {"thứ mười", 0}, {"thứ", 0}};
  for (const auto& [line, day] : cases) {
    const TokenText text = Tokenize(line);
    EXPECT_EQ(WeekdayAt(text, 0, text.tokens.size()), day) << line;
  }
}

}  // namespace
}  // namespace dondoc::directive::reading
