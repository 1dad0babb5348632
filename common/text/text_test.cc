#include <gtest/gtest.h>

#include <random>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/whole_number.h"
#include "common/text/words.h"

namespace dondoc {
namespace {

TEST(FirstInvalidUtf8, FindsTheFirstBadByte) {
  EXPECT_EQ(FirstInvalidUtf8(""), std::nullopt);
  EXPECT_EQ(FirstInvalidUtf8("Đôn đốc \xEF\xBF\xBD"), std::nullopt);
  EXPECT_EQ(FirstInvalidUtf8("abc\xFFxyz"), 3u);
  EXPECT_EQ(FirstInvalidUtf8("ab\xC0\xAF"), 2u);              // overlong
  EXPECT_EQ(FirstInvalidUtf8("a\xED\xA0\x80"), 1u);           // surrogate
  EXPECT_EQ(FirstInvalidUtf8("a\xF4\x90\x80\x80"), 1u);       // above U+10FFFF
  EXPECT_EQ(FirstInvalidUtf8(std::string_view("ế", 2)), 0u);  // cut
}

TEST(ToNfc, ComposesAndLeavesComposedTextAlone) {
  EXPECT_EQ(ToNfc("e\xCC\x82\xCC\x81"), "ế");
  EXPECT_EQ(ToNfc("kế hoạch"), "kế hoạch");
}

TEST(Fold, TakesDiacriticsCaseAndTypography) {
  EXPECT_EQ(Fold("Ủy ban Nhân dân xã ĐÔNG HÀ"), "uy ban nhan dan xa dong ha");
  EXPECT_EQ(Fold("e\xCC\x82\xCC\x81"), "e");
  EXPECT_EQ(Fold("“2021 – 2025”"), "\"2021 - 2025\"");
  EXPECT_EQ(Fold("Số: 12/KH-UBND", Punctuation::kDrop), "so 12 kh ubnd");
  EXPECT_EQ(Fold(" ... ", Punctuation::kDrop), "");
}

TEST(FoldWithOffsets, MapsEveryByteBack) {
  for (Punctuation punctuation : {Punctuation::kKeep, Punctuation::kDrop}) {
    const std::string text = "– Ủy ban nhân dân  (UBND) tỉnh Bình Giang, 2025.";
    const FoldedText folded = FoldWithOffsets(text, punctuation);
    EXPECT_EQ(folded.text, Fold(text, punctuation));
    ASSERT_EQ(folded.offsets.size(), folded.text.size() + 1);
    const size_t at = folded.text.find("tinh binh giang");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(text.substr(folded.offsets[at], folded.offsets[at + 15] - folded.offsets[at]), "tỉnh Bình Giang");
  }
}

TEST(FoldWithOffsets, HoldsOnAnyBytes) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      text.push_back(static_cast<char>(random()));
    }
    for (Punctuation punctuation : {Punctuation::kKeep, Punctuation::kDrop}) {
      const FoldedText folded = FoldWithOffsets(text, punctuation);
      ASSERT_EQ(folded.offsets.size(), folded.text.size() + 1);
      for (size_t i = 0; i + 1 < folded.offsets.size(); ++i) {
        ASSERT_LE(folded.offsets[i], folded.offsets[i + 1]);
      }
      ASSERT_LE(folded.offsets.back(), text.size());
    }
  }
}

TEST(SpellingKey, TellsWordsApartButNotSpellings) {
  EXPECT_EQ(SpellingKey("hòa"), SpellingKey("Hoà"));
  EXPECT_EQ(SpellingKey("ủy"), SpellingKey("UỶ"));
  EXPECT_EQ(SpellingKey("e\xCC\x82\xCC\x81"), SpellingKey("ế"));
  EXPECT_NE(SpellingKey("trường"), SpellingKey("trương"));
  EXPECT_NE(SpellingKey("sở"), SpellingKey("số"));
}

TEST(Case, KeepsDiacritics) {
  EXPECT_EQ(ToLower("KẾ HOẠCH ĐỀ ÁN"), "kế hoạch đề án");
  EXPECT_EQ(ToUpper("kế hoạch đề án"), "KẾ HOẠCH ĐỀ ÁN");
}

TEST(TruncateUtf8, NeverCutsALetter) {
  EXPECT_EQ(TruncateUtf8("aế", 3), "a");
  EXPECT_EQ(TruncateUtf8("aế", 4), "aế");
  EXPECT_EQ(TruncateUtf8("ế", 0), "");
}

TEST(SplitWords, GivesRunsOfLettersAndDigits) {
  const std::vector<Word> words = SplitWords("Số 141/KH-UBND, tỉnh.");
  ASSERT_EQ(words.size(), 5u);
  EXPECT_EQ(words[1].text, "141");
  EXPECT_EQ(words[3].text, "UBND");
  EXPECT_EQ(words[4].text, "tỉnh");
  EXPECT_TRUE(SplitWords("").empty());
}

TEST(EditDistance, CountsAndStopsAtTheLimit) {
  EXPECT_EQ(EditDistance("chu tri", "chu tri", 2), 0u);
  EXPECT_EQ(EditDistance("chu tri", "chu tti", 2), 1u);
  EXPECT_EQ(EditDistance("phoi", "phio", 2), 1u);
  EXPECT_EQ(EditDistance("", "abc", 5), 3u);
  EXPECT_EQ(EditDistance("ke hoach", "quyet dinh", 3), 4u);
}

TEST(NearlyEqual, TakesOneErrorInFiveLetters) {
  EXPECT_TRUE(NearlyEqual("giao duc", "giao duo"));
  EXPECT_FALSE(NearlyEqual("so", "bo"));
}

TEST(WholeNumber, IsTheWholeText) {
  struct Case {
    std::string_view text;
    std::optional<int> number;
    std::optional<std::int64_t> large;
  };
  for (const Case& one : {Case{"12", 12, 12}, Case{"-3", -3, -3}, Case{"007", 7, 7}, Case{"", {}, {}},
                          Case{"+1", {}, {}}, Case{" 1", {}, {}}, Case{"1 ", {}, {}}, Case{"1.5", {}, {}},
                          Case{"3000000000", {}, 3'000'000'000}, Case{"9223372036854775808", {}, {}}}) {
    EXPECT_EQ(WholeNumber(one.text), one.number) << one.text;
    EXPECT_EQ(WholeNumber<std::int64_t>(one.text), one.large) << one.text;
  }
}

TEST(CollapseSpaces, FoldsLineBreaks) { EXPECT_EQ(CollapseSpaces(" a\n\xC2\xA0 b  c\t"), "a b c"); }

TEST(Utf8Test, BytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(WellFormedUtf8("Bình Giang"), "Bình Giang");
  EXPECT_EQ(WellFormedUtf8("a\xff\xc3z"), "a\uFFFD\uFFFDz");
  EXPECT_FALSE(FirstInvalidUtf8(WellFormedUtf8("\xed\xa0\x80")).has_value());
}

}  // namespace
}  // namespace dondoc
