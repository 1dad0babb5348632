#include "services/indicator/domain/period.h"

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;

struct Case {
  const char* text;
  const char* first;
  const char* last;
};

TEST(PeriodTest, YearsHalvesQuartersAndMonths) {
  for (const auto& [text, first, last] : {
           Case{"2026", "2026-01-01", "2026-12-31"},
           Case{"2026-H1", "2026-01-01", "2026-06-30"},
           Case{"2026-H2", "2026-07-01", "2026-12-31"},
           Case{"2026-Q1", "2026-01-01", "2026-03-31"},
           Case{"2026-Q3", "2026-07-01", "2026-09-30"},
           Case{"2026-Q4", "2026-10-01", "2026-12-31"},
           Case{"2024-02", "2024-02-01", "2024-02-29"},
           Case{"2026-02", "2026-02-01", "2026-02-28"},
           Case{"2026-11", "2026-11-01", "2026-11-30"},
       }) {
    ASSERT_OK_AND_ASSIGN(const Period period, ParsePeriod(text));
    EXPECT_EQ(period.text, text);
    EXPECT_EQ(FormatDay(period.first), first) << text;
    EXPECT_EQ(FormatDay(period.last), last) << text;
    EXPECT_EQ(period.year, period.text.starts_with("2024") ? 2024 : 2026);
  }
}

TEST(PeriodTest, WhatDoesNotExistIsRefused) {
  for (const char* text : {"",        "26",     "2026-",    "2026-H0", "2026-H3", "2026-Q0",    "2026-Q5", "2026-13",
                           "2026-00", "2026-1", "2026-001", "2026-h1", "2026/11", "2026-11-01", " 2026",   "2026 ",
                           "1944",    "2200",   "2026-Qx",  "20x6",    "-2026",   "năm 2026"}) {
    const auto period = ParsePeriod(text);
    EXPECT_THAT(period, HasReason(absl::StatusCode::kInvalidArgument, "BAD_PERIOD")) << text;
    EXPECT_EQ(Metadata(period.status())["field"], "period");
  }
}

}  // namespace
}  // namespace dondoc::indicator
