#include "services/directive/domain/snippet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dondoc::directive {
namespace {

TEST(SnippetTest, ShowsWhereTheWordsStandTogether) {
  std::string text = "Phổ biến cho mọi người. ";
  for (int i = 0; i < 50; ++i) {
    text += "Nội dung khác ở giữa. ";
  }
  text += "Công tác phổ cập giáo dục cho trẻ em. Hết.";
  const std::string snippet = Snippet(text, "pho cap", 80);
  EXPECT_THAT(snippet, ::testing::HasSubstr("phổ cập giáo dục"));
  EXPECT_TRUE(snippet.starts_with("…"));
  EXPECT_LE(snippet.size(), 130U);
}

TEST(SnippetTest, PrefersWordsThatStandCloser) {
  const std::string text =
      "Giáo dục là việc chung của mọi cấp, mọi ngành, phổ biến rộng rãi. Kết thúc đoạn một ở đây, sang đoạn hai là "
      "công tác phổ cập giáo dục.";
  EXPECT_THAT(Snippet(text, "pho cap giao duc", 120), ::testing::HasSubstr("phổ cập giáo dục"));
}

TEST(SnippetTest, IsTheBeginningWhereNothingStands) {
  EXPECT_EQ(Snippet("Một hai\n ba", "xyz", 100), "Một hai ba");
  EXPECT_EQ(Snippet("", "xyz", 100), "");
  EXPECT_EQ(Snippet("Một hai ba bốn", "", 8), "Một hai…");
}

}  // namespace
}  // namespace dondoc::directive
