#include "common/postgres/values.h"

#include <gtest/gtest.h>

namespace dondoc::pg {
namespace {

TEST(ValuesTest, ArraysComeBackWhateverTheyHold) {
  const std::vector<std::string> values = {"",        "NULL",     "a,b",    "quote\"d", "back\\slash",
                                           "{brace}", "Chi Lăng", " space "};
  std::vector<std::string> back;
  FromText(*ToParam(values), back);
  EXPECT_EQ(back, values);
}

TEST(ValuesTest, EmptyArrayAndNulls) {
  EXPECT_EQ(*ToParam(std::vector<std::string>{}), "{}");
  EXPECT_TRUE(ParseArray("{}").empty());
  const auto parsed = ParseArray(*ToParam(std::vector<std::optional<std::string>>{std::nullopt, "NULL"}));
  ASSERT_EQ(parsed.size(), 2u);
  EXPECT_FALSE(parsed[0].has_value());
  EXPECT_EQ(parsed[1], "NULL");
}

TEST(ValuesTest, BytesComeBack) {
  Bytes bytes;
  for (int i = 0; i < 256; ++i) bytes.data += static_cast<char>(i);
  Bytes back;
  FromText(*ToParam(bytes), back);
  EXPECT_EQ(back, bytes);
}

TEST(ValuesTest, WrongTextIsRefused) {
  std::int64_t number = 0;
  EXPECT_THROW(FromText("12x", number), DecodeError);
  bool flag = false;
  EXPECT_THROW(FromText("true", flag), DecodeError);
  Day day;
  EXPECT_THROW(FromText("2026-02-30", day), DecodeError);
}

}  // namespace
}  // namespace dondoc::pg
