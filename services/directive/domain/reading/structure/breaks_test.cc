// Lines that are begun where a text has lost them, and blank lines that say nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/layout.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

using Lines = std::vector<std::string>;

Lines LinesOf(const TokenText& text) {
  Lines lines;
  for (size_t i = 0; i < text.tokens.size();) {
    size_t end = i + 1;
    while (end < text.tokens.size() && !text.tokens[end].line_start) {
      ++end;
    }
    lines.push_back(text.Text(i, end));
    i = end;
  }
  return lines;
}

// Words without any break in them, so that the line is longer than a paragraph is.
std::string Filler() {
  std::string filler;
  for (int i = 0; i < 120; ++i) {
    filler += " mọi người đọc";
  }
  return filler;
}

TEST(BreakLines, BeginsLinesInARunTogetherText) {
  const struct {
    const char* what;
    const char* text;
    Lines lines;  // but for the filler behind the last
  } cases[] = {
      {"numbers",
       "Mở đầu. 1. Mua sách. 2. Mở kho. 3. Cho mượn. 4. Sửa sách",
       {"Mở đầu.", "1. Mua sách.", "2. Mở kho.", "3. Cho mượn.", "4. Sửa sách"}},
      {"numbers that follow, though no sentence ended",
       "1. Mua sách 2. Mở kho 3. Cho mượn 4. Sửa sách 5. Đọc sách",
       {"1. Mua sách", "2. Mở kho", "3. Cho mượn", "4. Sửa sách", "5. Đọc sách"}},
      {"no number of an article that is cited",
       "1. Mua sách theo khoản 2. Điều này hay. 2. Mở kho. 3. Cho mượn. 4. Sửa sách. 5. Đọc sách",
       {"1. Mua sách theo khoản 2. Điều này hay.", "2. Mở kho.", "3. Cho mượn.", "4. Sửa sách.", "5. Đọc sách"}},
      {"letters",
       "1. Các xã: a) Mua sách; b) Mở kho; c) Cho mượn; d) Sửa sách; đ) Đọc sách",
       {"1. Các xã:", "a) Mua sách;", "b) Mở kho;", "c) Cho mượn;", "d) Sửa sách;", "đ) Đọc sách"}},
      {"dashes behind an end",
       "Các xã: - Mua sách mới - sách cũ; - Mở kho; - Cho mượn. - Sửa sách",
       {"Các xã:", "- Mua sách mới - sách cũ;", "- Mở kho;", "- Cho mượn.", "- Sửa sách"}},
      {"articles",
       "QUYẾT ĐỊNH: Điều 1. Mua sách. Điều 2. Mở kho. Điều 3. Cho mượn. Điều 4. Sửa sách",
       {"QUYẾT ĐỊNH:", "Điều 1. Mua sách.", "Điều 2. Mở kho.", "Điều 3. Cho mượn.", "Điều 4. Sửa sách"}},
      {"titles in capitals and what stands behind them",
       "I. MỤC TIÊU Nâng cao việc đọc. II. NHIỆM VỤ Mở kho sách. III. THỰC HIỆN Các xã đọc sách",
       {"I. MỤC TIÊU", "Nâng cao việc đọc.", "II. NHIỆM VỤ", "Mở kho sách.", "III. THỰC HIỆN", "Các xã đọc sách"}},
      {"a unit as a title and its work",
       "1. Phòng Nội vụ Chủ trì mua sách. 2. Phòng Y tế Phối hợp mở kho. 3. Các xã",
       {"1. Phòng Nội vụ", "Chủ trì mua sách.", "2. Phòng Y tế", "Phối hợp mở kho.", "3. Các xã"}},
      {"what it rests on",
       "Căn cứ Luật A; Căn cứ Luật B; Xét đề nghị của Phòng; Thực hiện Kế hoạch C; Căn cứ Luật D",
       {"Căn cứ Luật A;", "Căn cứ Luật B;", "Xét đề nghị của Phòng;", "Thực hiện Kế hoạch C;", "Căn cứ Luật D"}},
      {"the closing",
       "1. Mua sách. 2. Mở kho. 3. Cho mượn. Nơi nhận: - Như trên; - Lưu: VT. TM. ỦY BAN NHÂN DÂN",
       {"1. Mua sách.", "2. Mở kho.", "3. Cho mượn.", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN"}},
  };
  for (const auto& c : cases) {
    const std::string text = c.text + Filler();
    Lines lines = LinesOf(Tokenize(text));
    ASSERT_FALSE(lines.empty()) << c.what;
    lines.back().resize(lines.back().size() - std::min(lines.back().size(), Filler().size()));
    EXPECT_EQ(lines, c.lines) << c.what;
  }
}

TEST(BreakLines, LeavesAParagraphWhole) {
  const std::string numbers = "1. Mua sách. 2. Mở kho. 3. Cho mượn. 4. Sửa sách. 5. Đọc sách";
  EXPECT_EQ(LinesOf(Tokenize(numbers)).size(), 1u) << "as short as a paragraph is";
  const std::string few = "Mở đầu. 1. Mua sách. 2. Mở kho" + Filler();
  EXPECT_EQ(LinesOf(Tokenize(few)).size(), 1u) << "two numbers in a long paragraph";
}

TEST(BreakLines, BreaksAShortLineThatHasTheHeaderInIt) {
  const std::string text =
      "ỦY BAN NHÂN DÂN TỈNH BÌNH GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 12/KH-UBND "
      "Bình Giang, ngày 5 tháng 3 năm 2026 KẾ HOẠCH Đọc sách năm 2026 Căn cứ Luật Thư viện; Căn cứ Kế hoạch của tỉnh; "
      "1. Mua sách cho các xã. 2. Mở kho sách. Nơi nhận: - Như trên;";
  const Lines lines = LinesOf(Tokenize(text));
  EXPECT_THAT(lines, ::testing::Contains("2. Mở kho sách."));
  EXPECT_THAT(lines, ::testing::Contains("Nơi nhận:"));
  EXPECT_TRUE(lines.front().ends_with("Đọc sách năm 2026")) << lines.front();
}

// Lines of a page, 72 bytes and more each, of which every `sentence`-th ends one; a blank line behind each `blank`-th.
std::string Page(int lines, int sentence, int blank) {
  std::string page;
  for (int i = 0; i < lines; ++i) {
    const bool first = i % sentence == 0, last = i % sentence == sentence - 1;
    page += first ? "Các xã" : "và mọi";
    page += " cùng đọc sách với các thôn, các trường, các phòng và các hội";
    page += last ? ".\n" : "\n";
    page += i % blank == blank - 1 ? "\n" : "";
  }
  return page;
}

TEST(LayOut, ForgetsBlankLinesThatStandBehindEveryLine) {
  const struct {
    const char* what;
    std::string page;
    size_t blocks;
  } cases[] = {
      {"a blank line behind every line", Page(24, 4, 1), 1},
      {"blank lines between paragraphs", Page(24, 4, 4), 6},
      {"too few lines to tell", Page(16, 2, 1), 8},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.page);
    const Layout layout = LayOut(text);
    ASSERT_TRUE(layout.wrapped) << c.what;
    EXPECT_EQ(MakeBlocks(text, layout, std::vector<bool>(layout.lines.size())).size(), c.blocks) << c.what;
  }
}

TEST(MakeBlocks, PassesOverFootnotes) {
  const struct {
    const char* text;
    Lines blocks;
  } cases[] = {
      // Between the lines of a paragraph, at the end of a page.
      {"Các xã mở kho sách\n\n2 Nghị quyết số 3/NQ-HĐND của tỉnh.\n\nvà cho mượn sách.\n",
       {"Các xã mở kho sách", "và cho mượn sách."}},
      {"Các xã mở kho sách\n\n2 Phòng Nội vụ đếm sách mỗi quý.\n\n7\n\nvà cho mượn sách.\n",
       {"Các xã mở kho sách", "và cho mượn sách."}},
      {"Các xã mở kho sách.\n[1] Theo báo cáo của các xã\nvề sách.\nCác xã đọc sách.\n",
       {"Các xã mở kho sách.", "Các xã đọc sách."}},
      {"Các xã đọc sách.\n\n[1]\nPhòng Nội vụ báo cáo.\n\n[2] Phòng Y tế báo cáo.\n", {"Các xã đọc sách."}},
      // No notes: a mark in the text, numbers of clauses and of things.
      {"Các xã đọc sách theo Nghị quyết\n[1] và mở kho.\n", {"Các xã đọc sách theo Nghị quyết [1] và mở kho."}},
      {"Các xã.\n\n2 Phòng Nội vụ mua sách.\n", {"Các xã.", "2 Phòng Nội vụ mua sách."}},
      {"Các xã.\n\n2. Theo kế hoạch, mua sách.\n", {"Các xã.", "2. Theo kế hoạch, mua sách."}},
      {"Thực hiện Điều\n\n2 Luật Thư viện và\n\nđọc sách.\n", {"Thực hiện Điều", "2 Luật Thư viện và đọc sách."}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    const Layout layout = LayOut(text);
    Lines read;
    for (const Block& block : MakeBlocks(text, layout, std::vector<bool>(layout.lines.size()))) {
      read.push_back(text.Text(block.begin, block.end));
    }
    EXPECT_EQ(read, c.blocks) << c.text;
  }
}

}  // namespace
}  // namespace dondoc::directive::reading
