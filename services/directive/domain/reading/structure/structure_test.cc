#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/clean_text.h"
#include "services/directive/domain/reading/structure/layout.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;

TEST(Clean, TakesMarksAwayAndKeepsTheWayBack) {
  const std::pair<const char*, const char*> cases[] = {
      {"**1**. **Mục đích**", "1. Mục đích\n"},
      {"*Đơn vị chủ trì: *Sở X", "Đơn vị chủ trì: Sở X\n"},
      {"# Tiêu đề\r", "Tiêu đề\n"},
      {"a<br/>b&amp;c", "a\nb&c\n"},
      {"-------", "\n"},
      {"* một gạch", "- một gạch\n"},
      {"| A | B |\n|---|---|\n", "||\nA\n|\nB\n|\n"},
      {"| >= 30 |\n", "||\n>= 30\n|\n"},
      {"> một lời dẫn", "một lời dẫn\n"},
      {"---\ntitle: x\n---\nText", "Text\n"},
      {"\u200B1. Sở\u200B Y tế\u2060", "1. Sở Y tế\n"},
      {"\uFEFF\u200Ea) Sở Y\u00AD tế\uFEFF", "a) Sở Y tế\n"},
      {"\u00AD Mở tủ sách", "- Mở tủ sách\n"},
      {"a\rb\r\rc\r\nd\r\r\ne\n\rf", "a\nb\n\nc\nd\ne\n\nf\n"},
      {"---\r\ntitle: x\r\n---\r\nText\r\n", "Text\n"},
      {"", ""},
  };
  for (const auto& [original, expected] : cases) {
    const CleanText clean = Clean(original);
    EXPECT_EQ(clean.text, expected) << original;
    ASSERT_EQ(clean.offsets.size(), clean.text.size() + 1);
    for (size_t i = 0; i + 1 < clean.offsets.size(); ++i) {
      EXPECT_LE(clean.offsets[i], clean.offsets[i + 1]);
    }
    EXPECT_EQ(clean.offsets.back(), std::string_view(original).size());
  }
  for (const std::string marked : {"x **Sở Y tế** y", "x\r\n\u200B**Sở\u00AD Y tế** y"}) {
    const CleanText clean = Clean(marked);
    const size_t at = clean.text.find("Sở Y");
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(clean.offsets[at], marked.find("Sở"));
  }
}

TEST(Tokenize, KnowsWordsNumbersMarksAndCapitals) {
  const TokenText text = Tokenize("Số: 141 /KH-UBND\nTTr");
  ASSERT_EQ(text.tokens.size(), 8u);
  EXPECT_EQ(text.tokens[0].folded, "so");
  EXPECT_TRUE(text.tokens[0].capital);
  EXPECT_EQ(text.tokens[1].mark, ':');
  EXPECT_EQ(text.tokens[2].kind, Token::Kind::kNumber);
  EXPECT_TRUE(text.tokens[6].upper);
  EXPECT_TRUE(text.tokens[7].line_start);
  EXPECT_TRUE(text.tokens[7].capitals);
  EXPECT_FALSE(text.tokens[7].upper);
  EXPECT_EQ(text.Text(2, 7), "141 /KH-UBND");
}

TEST(Tokenize, TellsWordsApartByDiacriticsUnlessTheTextHasNone) {
  const TokenText right = Tokenize(
      "Trường hợp này thì trường học và các thôn, của các xã, với các tổ, được thực hiện và công khai của các hội");
  EXPECT_TRUE(right.exact);
  EXPECT_FALSE(right.damaged);
  EXPECT_EQ(LongestMatch(right, TheVocabulary().offices, 0, right.tokens.size()).entry, nullptr);  // not "Trưởng"
  const TokenText plain =
      Tokenize("Uy ban nhan dan cac xa, thi tran va cac phong cua huyen thuc hien ke hoach, cac to chuc va cac hoi");
  EXPECT_TRUE(plain.damaged);
  EXPECT_EQ(plain.tokens[0].spelled, "Ủy");
}

TEST(Tokenize, JoinsWordsThatAreReadLetterByLetter) {
  const TokenText text = Tokenize(
      "N ơi nh ậ n: - B ộ X â y d ự n g ; - T h ườ ng t r ự c T h à nh ủ y ; - C á c P C T ; - V P U B ; - Hội P hụ nữ "
      "T "
      "P . KT. CHỦ TỊ CH P HÓ CHỦ T Ị CH Ngu y ễn Văn An");
  std::string read;
  for (const Token& token : text.tokens) {
    read += (read.empty() ? "" : " ") + (token.spelled.empty() ? token.folded : token.spelled);
  }
  EXPECT_EQ(read,
            "Nơi nhận : - Bộ Xây dựng ; - Thường trực Thành ủy ; - Các PCT ; - VPUB ; - hoi Phụ nu TP . kt . chu TỊCH "
            "PHÓ chu TỊCH Nguyễn van an");
}

TEST(Tokenize, JoinsATornLineInCapitals) {
  const std::pair<const char*, size_t> cases[] = {
      {"S Ở V ĂN HÓA V À THỂ THAO", 6},
      {"BỘ TÀI CHÍNH\nS Ở V ĂN HÓA V À THỂ THAO\nMở tủ sách ở xã", 14},
      {"S Ở NỘI VỤ", 4},
      {"LÔ B Ấp Hạ", 4},
  };
  for (const auto& [line, count] : cases) {
    EXPECT_EQ(Tokenize(line).tokens.size(), count) << line;
  }
}

TEST(HasBrokenWords, KnowsNamesThatLostLetters) {
  for (const char* broken : {"Ủy ban Nhân Dâ N huyện An Lộc Sơn", "Thủ tướng Chínhphủ", "Sở Nội v Ụ tỉnh Bình Giang"}) {
    EXPECT_TRUE(HasBrokenWords(broken)) << broken;
  }
  for (const char* whole : {"Ủy ban nhân dân huyện An Lộc Sơn", "Ban Quản lý KCN", "Ủy ban MTTQ Việt Nam", "Đắk Lắk",
                            "Ủy ban nhân dân quận 5", "Bộ Lao động - Thương binh và Xã hội", ""}) {
    EXPECT_FALSE(HasBrokenWords(whole)) << whole;
  }
}

TEST(LayOut, OpensTheBodyAtTheFirstPartWhereNothingElseDoes) {
  const TokenText text = Tokenize(
      "UBND TỈNH BÌNH GIANG\nSố: 9/KH-UBND\nBình Giang, ngày 5 tháng 4 năm 2026\n\nKẾ HOẠCH\nĐọc sách năm 2026\n\n"
      "I. NHIỆM VỤ\n\n1. Sở Nội vụ\n\n- Mở tủ sách.\n\nTrên đây là Kế hoạch đọc sách năm 2026 của tỉnh ta.\n");
  const Layout layout = LayOut(text);
  ASSERT_LT(layout.zones.body_begin, layout.lines.size());
  EXPECT_EQ(text.tokens[layout.lines[layout.zones.body_begin].begin].folded, "i");
}

TEST(Tokenize, ForgivesOneWordOfATitleInCapitals) {
  const auto title = [](const std::string& words) {
    const TokenText text = Tokenize(words + "\nvà của các xã được giao với những việc của huyện, các xã và các thôn");
    return LongestMatch(text, TheVocabulary().titles, 0, 3).end;
  };
  EXPECT_EQ(title("PHÓ CHỦ TỊCH"), 3u);
  EXPECT_EQ(title("PHO CHỦ TỊCH"), 3u);
  EXPECT_EQ(title("PHO CHU TỊCH"), 0u);
  EXPECT_EQ(title("Pho Chủ tịch"), 0u);
  const TokenText order = Tokenize("CHÍ THỊ\nvà của các xã được giao với những việc của huyện, các xã và các thôn");
  EXPECT_TRUE(LongestMatch(order, TheVocabulary().document_types, 0, 2));
}

TEST(Repair, ReadsAScanByMeaning) {
  const TokenText text = Tokenize(
      "Chu tri, phdi hop voi Phong Gido duc va Pao tao va Uy ban nhan din céc x4, thi trin; cac phong cua huyén thuc "
      "hien ke hoach va cac to");
  ASSERT_TRUE(text.damaged);
  std::string read;
  for (const Token& token : text.tokens) {
    read += token.folded + " ";
  }
  EXPECT_NE(read.find("phoi hop voi phong giao duc va dao tao va uy ban nhan dan cac xa , thi tran"), std::string::npos)
      << read;
}

TEST(ReadMarker, KnowsTheGenresNumbersAndBullets) {
  const struct {
    const char* line;
    MarkerKind kind;
    const char* label;
  } cases[] = {
      {"I. MỤC ĐÍCH", MarkerKind::kRoman, "I"},
      {"I11. NHIEM VU", MarkerKind::kRoman, "III"},
      {"IV.", MarkerKind::kRoman, "IV"},
      {"A. Phần đầu", MarkerKind::kUpper, "A"},
      {"1. Sở Y tế", MarkerKind::kNumber, "1"},
      {"12) Sở Y tế", MarkerKind::kNumber, "12"},
      {"2.1. Chung", MarkerKind::kDecimal, "2.1"},
      {"2.1 Chung", MarkerKind::kDecimal, "2.1"},
      {"a) Chủ trì", MarkerKind::kLetter, "a"},
      {"đ) Xây dựng", MarkerKind::kLetter, "đ"},
      {"a ) Lập", MarkerKind::kLetter, "a"},
      {"- Gạch", MarkerKind::kDash, ""},
      {"+ Cộng", MarkerKind::kPlus, ""},
      {"• Chấm", MarkerKind::kDash, ""},
      {"Điều 3. Giao", MarkerKind::kArticle, "3"},
      {"Điều 3 của Luật", MarkerKind::kNone, ""},
      {"2025 là năm", MarkerKind::kNone, ""},
      {"1.500 hộ", MarkerKind::kNone, ""},
      {"1/ Sở Y tế", MarkerKind::kNumber, "1"},
      {"1- Sở Y tế", MarkerKind::kNumber, "1"},
      {"2 - 3 ngày", MarkerKind::kNone, ""},
      {"a - Chủ trì", MarkerKind::kLetter, "a"},
      {"Ii. về nhiệm vụ", MarkerKind::kRoman, "II"},
      {"(1) Chủ trì", MarkerKind::kParen, "(1)"},
      {"(b) Chủ trì", MarkerKind::kParen, "(b)"},
      {"(iv) Chủ trì", MarkerKind::kParen, "(iv)"},
      {"(sau đây gọi là", MarkerKind::kNone, ""},
      {"(2025) là năm", MarkerKind::kNone, ""},
      {"90% xã", MarkerKind::kNone, ""},
      {"Sở Y tế", MarkerKind::kNone, ""},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.line);
    const Marker marker = ReadMarker(text, 0, text.tokens.size());
    EXPECT_EQ(marker.kind, c.kind) << c.line;
    if (marker.kind == c.kind) {
      EXPECT_EQ(marker.label, c.label) << c.line;
    }
  }
}

constexpr const char* kPlan = R"(ỦY BAN NHÂN DÂN
HUYỆN AN LỘC SƠN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Số: 31/KH-UBND

KẾ HOẠCH

Về đọc sách

Thực hiện Kế hoạch của tỉnh.

I. MỤC TIÊU

Trong giai đoạn 2021
- 2025 mỗi xã có một tủ sách.

II. THỰC HIỆN

1. Phòng Nội vụ

a) Làm việc thứ nhất, kể cả phần

viết sang trang sau.

- Một gạch dưới điểm a.

2. Phòng Y tế

2.1. Việc chung

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

CHỦ TỊCH

Đào Văn Thuận
)";

TEST(LayOut, FindsTheZones) {
  const CleanText clean = Clean(kPlan);
  const TokenText text = Tokenize(clean.text);
  const Layout layout = LayOut(text);
  ASSERT_NE(layout.type, nullptr);
  EXPECT_EQ(layout.type->value, "KE_HOACH");
  EXPECT_EQ(text.tokens[layout.lines[layout.zones.body_begin].begin].folded, "thuc");
  ASSERT_NE(layout.zones.recipients, kNpos);
  EXPECT_EQ(layout.LineOf(layout.zones.recipients), layout.zones.closing_begin);
  EXPECT_EQ(layout.zones.closing_end, layout.lines.size());
}

TEST(LayOut, EndsTheDocumentWhereASiteListsOthers) {
  const std::string site = "\nVăn bản liên quan\n\n1. Phòng Tư pháp\n\na) Hướng dẫn các xã đọc sách.\n";
  const CleanText clean = Clean(kPlan + site);
  const TokenText text = Tokenize(clean.text);
  const Layout layout = LayOut(text);
  ASSERT_LT(layout.zones.end, layout.lines.size());
  EXPECT_EQ(text.Text(layout.lines[layout.zones.end].begin, layout.lines[layout.zones.end].end), "Văn bản liên quan");
}

TEST(LayOut, TakesATextWithoutAHeaderForBody) {
  const TokenText text =
      Tokenize("Về việc đọc sách\nĐọc sách là việc tốt.\nThực hiện Kế hoạch số 31/KH-UBND, các xã:\n");
  EXPECT_EQ(LayOut(text).zones.body_begin, 0u);
  const TokenText letter = Tokenize("Về việc đọc sách\nKính gửi: Các xã\nĐọc sách là việc tốt.\n");
  EXPECT_EQ(LayOut(letter).zones.body_begin, 1u);
}

TEST(MakeBlocks, EndsAUnitsHeadingWithItsShortLine) {
  const std::string text_of =
      "Các xã cùng đọc sách với các thôn, các trường, các phòng và các hội; mỗi tuần\n"
      "một buổi.\n"
      "2. Đoàn Thanh niên huyện\nVận động đoàn viên góp sách cho các tủ sách của thôn.\n"
      "3. Phòng\nVăn hóa và Thông tin giúp các xã mở tủ sách, điểm đọc ở các thôn.\n"
      "4. UBND huyện An Lộc\nXây dựng trạm đọc sách.\n"
      "5. Mặt trận Tổ quốc huyện\nXây dựng tủ sách ở các thôn, các trường và các trạm đọc sách\n"
      "của xã.\n"
      "6. Đề nghị Ban Dân vận Tỉnh ủy\nTheo dõi việc đọc sách.\n"
      "7. Ủy ban nhân dân xã\nHòa An mở tủ sách.\n"
      "8. Đài Truyền hình Việt Nam, Đài Tiếng nói Việt\nNam, các báo của tỉnh đưa tin về việc đọc sách.\n"
      "9. Sở\nXây dựng mở trạm đọc sách.\n"
      "10. Hội Nông dân huyện\nBan hành kế hoạch đọc sách.\n"
      "11. Giao Ủy ban nhân dân các xã thực hiện\nKế hoạch này.\n";
  const TokenText text = Tokenize(text_of);
  const Layout layout = LayOut(text);
  ASSERT_TRUE(layout.wrapped);
  std::vector<std::string> begins;
  for (const Block& block : MakeBlocks(text, layout, std::vector<bool>(layout.lines.size()))) {
    begins.push_back(text.Text(block.content, std::min(block.end, block.content + 3)));
  }
  EXPECT_THAT(begins,
              ElementsAre("Các xã cùng", "Đoàn Thanh niên", "Vận động đoàn", "Phòng Văn hóa", "UBND huyện An",
                          "Xây dựng trạm", "Mặt trận Tổ", "Xây dựng tủ", "Đề nghị Ban", "Theo dõi việc", "Ủy ban nhân",
                          "Đài Truyền hình", "Sở Xây dựng", "Hội Nông dân", "Ban hành kế", "Giao Ủy ban"));
}

TEST(MakeBlocks, JoinsLinesAndNumbersClauses) {
  const CleanText clean = Clean(kPlan);
  const TokenText text = Tokenize(clean.text);
  const Layout layout = LayOut(text);
  const std::vector<Block> blocks = MakeBlocks(text, layout, std::vector<bool>(layout.lines.size()));
  std::vector<std::string> sections;
  for (const Block& block : blocks) {
    sections.push_back(block.section + ":" + text.Text(block.content, std::min(block.end, block.content + 2)));
  }
  EXPECT_THAT(sections, ElementsAre(":Thực hiện", "I:MỤC TIÊU", "I:Trong giai", "II:THỰC HIỆN", "II.1:Phòng Nội",
                                    "II.1.a:Làm việc", "II.1.a:Một gạch", "II.2:Phòng Y", "II.2.1:Việc chung"));
  EXPECT_EQ(text.Text(blocks[2].content, blocks[2].end), "Trong giai đoạn 2021 - 2025 mỗi xã có một tủ sách.");
  EXPECT_EQ(text.Text(blocks[5].content, blocks[5].end), "Làm việc thứ nhất, kể cả phần viết sang trang sau.");
  EXPECT_FALSE(blocks[4].leaf);
  EXPECT_TRUE(blocks[6].leaf);
}

}  // namespace
}  // namespace dondoc::directive::reading
