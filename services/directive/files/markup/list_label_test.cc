#include "services/directive/files/markup/list_label.h"

#include <gtest/gtest.h>

namespace dondoc::directive::files {
namespace {

TEST(CountTextTest, CountsAsProgramsDo) {
  const struct {
    int number;
    CountFormat format;
    const char* text;
  } cases[] = {{3, CountFormat::kDecimal, "3"},
               {3, CountFormat::kDecimalZero, "03"},
               {12, CountFormat::kDecimalZero, "12"},
               {4, CountFormat::kUpperRoman, "IV"},
               {1999, CountFormat::kLowerRoman, "mcmxcix"},
               {1, CountFormat::kLowerLetter, "a"},
               {26, CountFormat::kUpperLetter, "Z"},
               {28, CountFormat::kLowerLetter, "bb"},
               {0, CountFormat::kLowerLetter, "0"},
               {-1, CountFormat::kUpperRoman, "-1"},
               {1'000'000, CountFormat::kLowerLetter, "1000000"}};
  for (const auto& c : cases) EXPECT_EQ(CountText(c.number, c.format), c.text);
}

}  // namespace
}  // namespace dondoc::directive::files
