#include "services/directive/domain/reading/structure/numbering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;

// The labels that are read where these lines follow each other, "-" where a line begins no clause.
std::vector<std::string> Labels(const std::vector<std::string>& lines, bool fresh = true) {
  Numbering numbering;
  std::vector<std::string> labels;
  for (const std::string& line : lines) {
    const TokenText text = Tokenize(line);
    const Marker marker = numbering.Read(text, 0, text.tokens.size(), fresh);
    labels.push_back(marker.kind == MarkerKind::kNone ? "-" : marker.label);
    numbering.Remember(marker);
  }
  return labels;
}

TEST(Numbering, ReadsRomanNumbersByTheirSequence) {
  EXPECT_THAT(Labels({"L MỤC ĐÍCH", "IH. NHIỆM VỤ", "II. GIẢI PHÁP", "IV TỔ CHỨC"}),
              ElementsAre("I", "II", "III", "IV"));
  EXPECT_THAT(Labels({"IL. MỤC ĐÍCH", "I1. NHIỆM VỤ", "HI. GIẢI PHÁP", "IV, TỔ CHỨC THỰC HIỆN"}),
              ElementsAre("I", "II", "III", "IV"));
  EXPECT_THAT(Labels({"I.MỤC ĐÍCH", "II NHIỆM VỤ TRỌNG TÂM"}), ElementsAre("I", "II"));
  EXPECT_THAT(Labels({"I. MỤC ĐÍCH", "Il. NHIỆM VỤ", "lII. Giải pháp", "IV. TỔ CHỨC"}),
              ElementsAre("I", "II", "III", "IV"));
  EXPECT_THAT(Labels({"l. MỤC TIÊU", "II. NHIỆM VỤ"}), ElementsAre("I", "II"));
  EXPECT_THAT(Labels({"I. MỤC TIÊU", "l. CÁC SỞ"}), ElementsAre("I", "l")) << "where they have begun";
  // As printed: a second list, a number left out, letters.
  EXPECT_THAT(Labels({"I. MỤC ĐÍCH", "II. NHIỆM VỤ", "I. MỤC ĐÍCH", "IV. TỔ CHỨC"}), ElementsAre("I", "II", "I", "IV"));
  EXPECT_THAT(Labels({"A. PHẦN CHUNG", "B. PHẦN RIÊNG", "H. PHẦN CUỐI"}), ElementsAre("A", "B", "H"));
}

TEST(Numbering, ReadsNumbersByTheirSequence) {
  EXPECT_THAT(Labels({"4. Sở Y tế", "S. Sở Tài chính", "6, Đề nghị Tỉnh đoàn", "7. Các xã"}),
              ElementsAre("4", "5", "6", "7"));
  EXPECT_THAT(Labels({"I. TỔ CHỨC THỰC HIỆN", "l. Sở Y tế", "2. Sở Nội vụ"}), ElementsAre("I", "1", "2"));
  EXPECT_THAT(Labels({"k. Mua sách", "l. Mở kho"}), ElementsAre("k", "l"));
  EXPECT_THAT(Labels({"3. Sở Y tế", "A. Sở Tài chính", "Đ, Sở Nội vụ"}), ElementsAre("3", "4", "5"));
  EXPECT_THAT(Labels({"I. NHIỆM VỤ", "2. Sở Y tế", "II. TỔ CHỨC", "S. Sở Tài chính"}),
              ElementsAre("I", "2", "II", "S"));
}

TEST(Numbering, LeavesWordsAlone) {
  EXPECT_THAT(Labels({"I. MỤC ĐÍCH", "TX NINH HÒA", "HỘI ĐỒNG NHÂN DÂN", "II năm sau", "Il giúp"}),
              ElementsAre("I", "-", "-", "-", "-"));
  EXPECT_THAT(Labels({"I. MỤC ĐÍCH", "VỊ.", "VI."}), ElementsAre("I", "-", "VI")) << "the end of a word";
  EXPECT_THAT(Labels({"5. Sở Y tế", "6, 7 và 8", "6,5 tỷ đồng", "G. TRANG"}), ElementsAre("5", "-", "-", "G"));
  EXPECT_THAT(Labels({"I. MỤC ĐÍCH", "II NHIỆM VỤ"}, false), ElementsAre("I", "-")) << "inside a paragraph";
}

}  // namespace
}  // namespace dondoc::directive::reading
