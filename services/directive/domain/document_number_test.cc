#include "services/directive/domain/document_number.h"

#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(DocumentNumberTest, CleansWhatIsPrinted) {
  EXPECT_EQ(CleanNumber(" 141 /KH-UBND"), "141/KH-UBND");
  EXPECT_EQ(CleanNumber("Số: 12/QĐ – UBND"), "12/QĐ-UBND");
  EXPECT_EQ(CleanNumber(""), "");
}

TEST(DocumentNumberTest, KnowsACompleteNumber) {
  for (const char* complete : {"141/KH-UBND", "29-CT/TW", "05/2020/QĐ-TTg", "197/2025/QH15", "12KH/UBND"}) {
    EXPECT_TRUE(IsCompleteNumber(complete)) << complete;
  }
  for (const char* incomplete : {"", "/UBND-VX", "141", "141/", "KH-UBND", "…/KH-UBND"}) {
    EXPECT_FALSE(IsCompleteNumber(incomplete)) << incomplete;
  }
}

TEST(DocumentNumberTest, ANumberCompletesABlankOne) {
  EXPECT_EQ(CompleteNumber("/UBND-VX", "141"), "141/UBND-VX");
  EXPECT_EQ(CompleteNumber("-CT/TU", "07"), "07-CT/TU");
  EXPECT_EQ(CompleteNumber("/UBND-VX", "141/KH-UBND"), "141/KH-UBND");
  EXPECT_EQ(CompleteNumber("12/KH-UBND", "141"), "141");
  EXPECT_EQ(CompleteNumber("", "141"), "141");
}

TEST(DocumentNumberTest, KeysAreEqualForSpellingsOfOneNumber) {
  EXPECT_EQ(NumberKey("01/QĐ-UBND"), NumberKey("1/qd-ubnd"));
  EXPECT_EQ(NumberKey("05 /KH-HU"), NumberKey("5/KH-HU"));
  EXPECT_NE(NumberKey("141/KH-UBND"), NumberKey("141-KH/UBND"));
  EXPECT_EQ(NumberKey("/UBND-VX"), "/ubnd-vx");
}

}  // namespace
}  // namespace dondoc::directive
