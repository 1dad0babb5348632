#include "common/time/date_text.h"

#include "gtest/gtest.h"

namespace dondoc {
namespace {

TEST(DateText, IsAsDocumentsWriteIt) {
  EXPECT_EQ(FormatDate(*MakeDay(2026, 3, 5)), "05/3/2026");
  EXPECT_EQ(FormatDate(*MakeDay(2026, 2, 28)), "28/02/2026");
  EXPECT_EQ(FormatDate(*MakeDay(2026, 12, 15)), "15/12/2026");
  EXPECT_EQ(FormatDateOfYear(*MakeDay(2026, 10, 9)), "09/10");
}

}  // namespace
}  // namespace dondoc
