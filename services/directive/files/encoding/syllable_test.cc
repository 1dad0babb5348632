#include "services/directive/files/encoding/syllable.h"

#include <gtest/gtest.h>

namespace dondoc::directive::files {
namespace {

TEST(IsSyllableTest, KnowsWhatVietnameseCanWrite) {
  for (const char* word : {"nguyễn", "Giang", "quốc", "quyết", "gì",  "giếng", "khuỷu", "nghiêng", "ủy", "Uỷ",
                           "ĐỘC",    "lập",   "được", "thuở",  "yêu", "ngoằn", "quýt",  "oan",     "ưu", "rượu",
                           "muỗi",   "quang", "xoèn", "thuế",  "đẩy", "gấp",   "ghế",   "ách"}) {
    EXPECT_TRUE(IsSyllable(word)) << word;
  }
}

TEST(IsSyllableTest, KnowsWhatItCannot) {
  for (const char* word : {"", "fũr", "nguyẽnx", "hạt́", "bàc", "chảp", "zô", "xừơừ", "aê", "đđ", "straße", "ñeà", "w",
                           "bấấ", "ngh", "tếtê"}) {
    EXPECT_FALSE(IsSyllable(word)) << word;
  }
}

TEST(CountSyllablesTest, CountsWordsWithMarksAlone) {
  const SyllableCount count = CountSyllables("Kế hoạch phát triển für 2025 của UBND");
  EXPECT_EQ(count.marked, 6);
  EXPECT_EQ(count.syllables, 5);
  EXPECT_FALSE(count.Vietnamese()) << "too few to be sure";
}

}  // namespace
}  // namespace dondoc::directive::files
