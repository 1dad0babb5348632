#include "services/directive/domain/reading/meaning/citations/references.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/domain/reading/meaning/citations/citations.h"
#include "services/directive/domain/reading/meaning/header/header.h"
#include "services/directive/domain/reading/structure/clean_text.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::IsEmpty;

ParsedDirective Read(const std::string& document) {
  const CleanText clean = Clean(document);
  const TokenText text = Tokenize(clean.text);
  const Layout layout = LayOut(text);
  ParsedDirective out;
  const Header header = ReadHeader(text, layout, &out);
  ReadReferences(text, layout, MakeBlocks(text, layout, std::vector<bool>(layout.lines.size())), header.abstract, &out);
  return out;
}

std::string Document(const std::string& type, const std::string& number, const std::string& title,
                     const std::string& body) {
  return "UBND TỈNH BÌNH GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: " + number +
         "\nBình Giang, ngày 5 tháng 4 năm 2026\n\n" + type + "\n\n" + title + "\n\n" + body;
}

std::vector<std::string> Numbers(const std::vector<Citation>& citations) {
  std::vector<std::string> numbers;
  for (const Citation& citation : citations) {
    numbers.push_back(citation.number);
  }
  return numbers;
}

TEST(ReadReferences, TellsBasesFromCitations) {
  const struct {
    const char* what;
    std::string text;
    std::vector<std::string> bases;
    std::vector<std::string> citations;
  } cases[] = {
      {"paragraphs of bases, with what is proposed; not the document itself",
       Document("QUYẾT ĐỊNH", "9/QĐ-UBND", "Về việc mua sách",
                "Căn cứ Nghị định số 1/2020/NĐ-CP;\nTheo đề nghị của Sở Nội vụ tại Tờ trình số 7/TTr-SNV.\n\nQUYẾT "
                "ĐỊNH:\n\nĐiều 1. Sửa Quyết định số 3/QĐ-UBND; Quyết định số 9/QĐ-UBND có hiệu lực.\n"),
       {"1/2020/NĐ-CP", "7/TTr-SNV"},
       {"3/QĐ-UBND"}},
      {"what is decided behind the bases",
       Document("QUYẾT ĐỊNH", "9/QĐ-UBND", "Về việc mua sách",
                "Căn cứ Nghị định số 1/2020/NĐ-CP;\nỦy ban nhân dân tỉnh ban hành Quyết định sửa đổi Quyết định số "
                "3/QĐ-UBND.\n"),
       {"1/2020/NĐ-CP"},
       {"3/QĐ-UBND"}},
      {"what the title implements, in the spelling of the text; not what it tells about",
       Document("KẾ HOẠCH", "9/KH-UBND", "TRIỂN KHAI THỰC HIỆN CHỈ THỊ SỐ 5/CT-TTG NGÀY 2/3/2026",
                "I. MỤC ĐÍCH\n1. Chỉ thị số 5/CT-TTg được thực hiện tốt.\n"),
       {"5/CT-TTg"},
       {}},
      {"a bullet before a basis",
       Document("QUY ĐỊNH", "9-QĐ/TU", "Về đọc sách",
                "- Căn cứ Quyết định số 5-QĐ/TW;\n- Căn cứ Quy định số 6-QĐ/TW;\n"),
       {"5-QĐ/TW", "6-QĐ/TW"},
       {}},
      {"a meeting about how something was implemented",
       Document("THÔNG BÁO", "9/TB-UBND", "KẾT LUẬN CUỘC HỌP VỀ TÌNH HÌNH THỰC HIỆN NGHỊ QUYẾT SỐ 5-NQ/TU",
                "Tỉnh đã họp và nghe báo cáo về Kế hoạch số 2/KH-UBND, Chủ tịch kết luận như sau:\n1. Đọc sách.\n"),
       {},
       {"5-NQ/TU", "2/KH-UBND"}},
      {"the sentence that leads over to the orders, and one that opens so; nothing behind it",
       Document(
           "CHỈ THỊ", "9/CT-UBND", "Về đọc sách",
           "Tỉnh đã có Kế hoạch số 2/KH-UBND. Thực hiện Nghị quyết số 4/NQ-CP, các xã đã có sách.\n\nTrước tình hình "
           "đó và theo yêu cầu tại Công văn số 6/BNV-VP, Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành làm "
           "các việc sau:\n\nThực hiện báo cáo theo Thông tư số 8/2020/TT-BNV.\n"),
       {"4/NQ-CP", "6/BNV-VP"},
       {"2/KH-UBND", "8/2020/TT-BNV"}},
      {"a purpose",
       Document("CHỈ THỊ", "9/CT-UBND", "Về đọc sách",
                "Để tiếp tục thực hiện nghiêm Chỉ thị số 5/CT-TTg, UBND tỉnh yêu cầu:\n1. Các sở đọc sách.\n"),
       {"5/CT-TTg"},
       {}},
      {"an earlier letter of the same body is followed up",
       "UBND TỈNH BÌNH GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/UBND-VX\nV/v đọc sách\nBình Giang, ngày 5 "
       "tháng 4 năm 2026\n\nKính gửi: Các sở.\n\nTiếp theo Công văn số 4/UBND-VX, thực hiện Công văn số 6/BNV-VP.\n",
       {"6/BNV-VP"},
       {"4/UBND-VX"}},
      {"words torn at the end of a line, a number too",
       Document("QUYẾT ĐỊNH", "9/QĐ-UBND", "Về việc mua sách", "Căn\ncứ Nghị định số 1/2020/NĐ-\nCP về thư viện;\n"),
       {"1/2020/NĐ-CP"},
       {}},
  };
  for (const auto& c : cases) {
    const ParsedDirective read = Read(c.text);
    EXPECT_EQ(Numbers(read.legal_bases), c.bases) << c.what;
    EXPECT_EQ(Numbers(read.citations), c.citations) << c.what;
  }
}

TEST(ReadReferences, TakesTheDayFromAnotherMention) {
  const ParsedDirective read =
      Read(Document("KẾ HOẠCH", "9/KH-UBND", "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
                    "Căn cứ Nghị quyết số 57-NQ/TW, tỉnh lập kế hoạch.\n"));
  ASSERT_EQ(read.legal_bases.size(), 1u);
  EXPECT_EQ(read.legal_bases[0].issued, (PartialDate{2024, 12, 22}));
  EXPECT_EQ(read.legal_bases[0].issuer, "Bộ Chính trị");
}

TEST(FindCitations, ReadsTheDayThatOpensTheSentence) {
  const TokenText text = Tokenize(
      "Đã có sách. Ngày 28 tháng 10 năm 2025, UBND tỉnh Bình Giang đã ban hành Công văn số 12/UBND-VX về đọc sách.");
  const std::vector<CitationAt> found = FindCitations(text, 0, text.tokens.size());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].citation.issued, (PartialDate{2025, 10, 28}));
  EXPECT_EQ(found[0].citation.issuer, "Ủy ban nhân dân tỉnh Bình Giang");
}

TEST(FindCitations, ReadsWhatIsListedTornAndNamedByItsYear) {
  const struct {
    const char* text;
    std::vector<std::string> cited;  // number and year
  } cases[] = {
      {"Theo văn bản số 1552/STP-VP và 708/STP-TT của Sở Tư pháp.", {"1552/STP-VP", "708/STP-TT"}},
      {"Ngày 05/11/2025, VPCP có VB số 107/VPCP-CN gửi Bộ Tư pháp.", {"107/VPCP-CN 2025"}},
      {"[Thông tư số 32/2018/TT-BTP](#) ngày 26/12/2018 về thư viện.", {"32/2018/TT-BTP 2018"}},
      {"Theo TCVN 5801:2005, QCVN 41 : 2024/BGTVT và TCVN 7957-1:2008.",
       {"TCVN 5801:2005 2005", "QCVN 41:2024/BGTVT 2024", "TCVN 7957-1:2008 2008"}},
      {"Triển khai Đề án 06/CP và Đề án số 6/ĐA-UBND.", {"6/ĐA-UBND"}},
      {"Tiêu chuẩn TCVN về sách.", {}},
      {"Theo TCVN 5801:5020 thì sách dày.", {}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    std::vector<std::string> cited;
    for (const CitationAt& found : FindCitations(text, 0, text.tokens.size())) {
      const int year = found.citation.issued.year;
      cited.push_back(found.citation.number + (year == 0 ? "" : " " + std::to_string(year)));
    }
    EXPECT_EQ(cited, c.cited) << c.text;
  }
}

TEST(ReadReferences, TakesMentionsWithAMisprintedDayForOneDocument) {
  const ParsedDirective read =
      Read(Document("KẾ HOẠCH", "9/KH-UBND", "Đọc sách",
                    "1. Theo Nghị quyết số 163/2024/QH15 ngày 27/11/2025.\n2. Nghị quyết số 163/2024/QH15 ngày "
                    "27/11/2024.\n"));
  EXPECT_EQ(read.citations.size(), 1u);
}

TEST(FindLaws, ReadsLawsThatAreNamedByTheirDay) {
  const struct {
    const char* basis;
    std::vector<PartialDate> laws;
  } cases[] = {
      {"Căn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;", {{2019, 11, 21}}},
      {"Căn cứ Luật Thư viện ngày 21/11/2019; Luật sửa đổi, bổ sung một số điều của Luật Xuất bản, luật báo chí ngày "
       "20/11/2018 và Luật Di sản ngày 1/2/2024;",
       {{2019, 11, 21}, {2018, 11, 20}, {2024, 2, 1}}},
      {"Căn cứ Luật Thư viện số 46/2019/QH14 ngày 21/11/2019;", {}},
      {"Căn cứ Luật Thư viện;", {}},
      {"Căn cứ Nghị định số 1/2020/NĐ-CP quy định chi tiết Luật Thư viện ngày 21/11/2019;", {}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.basis);
    std::vector<PartialDate> laws;
    for (const CitationAt& law : FindLaws(text, 0, text.tokens.size())) {
      EXPECT_THAT(law.citation.number, IsEmpty());
      EXPECT_EQ(law.citation.type, DocumentType::kLaw);
      laws.push_back(law.citation.issued);
    }
    EXPECT_EQ(laws, c.laws) << c.basis;
  }
}

}  // namespace
}  // namespace dondoc::directive::reading
