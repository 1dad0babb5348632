#include "services/directive/domain/reading/meaning/header/header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/directive/domain/reading/meaning/values/notation.h"
#include "services/directive/domain/reading/structure/clean_text.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ParsedDirective Read(const std::string& document) {
  const CleanText clean = Clean(document);
  const TokenText text = Tokenize(clean.text);
  ParsedDirective out;
  ReadHeader(text, LayOut(text), &out);
  return out;
}

constexpr const char* kMotto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";

// The header of a plan with `column` beside the motto.
std::string Plan(const std::string& column, const std::string& number) {
  return "|\n" + column + "\n|\n" + kMotto + "|\nSố: " + number +
         "\n|\nBình Giang, ngày 5 tháng 4 năm 2026\n|\n\nKẾ HOẠCH\n\nPhát triển văn hóa đọc\n\nThực hiện kế hoạch của "
         "tỉnh.\n";
}

TEST(ReadHeader, TakesNoTornMottoForTheIssuer) {
  for (const char* motto : {"CỘNG HÒ A XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA X à HỘI CHỦ NGHĨA VI ỆT NAM"}) {
    EXPECT_EQ(Read("|\nSỞ Y TẾ TỈNH BÌNH GIANG\n|\n" + std::string(motto) +
                   "\nĐộc lập - Tự do - Hạnh phúc\n|\nSố: 12/KH-SYT\n|\nBình Giang, ngày 5 tháng 4 năm 2026\n|\n\n"
                   "KẾ HOẠCH\n\nPhát triển văn hóa đọc\n\nThực hiện kế hoạch của tỉnh.\n")
                  .issuer,
              "Sở Y tế tỉnh Bình Giang")
        << motto;
  }
}

TEST(ReadHeader, EndsTheTitleOfATextAllInCapitalsWhereABasisStands) {
  const auto subject = [](const std::string& body) {
    return Read("SỞ Y TẾ\nSỐ: 12/KH-SYT\n\nKẾ HOẠCH\n\nPHÁT TRIỂN VĂN HÓA ĐỌC\n\n" + body).subject;
  };
  EXPECT_EQ(subject("THỰC HIỆN KẾ HOẠCH SỐ 31/KH-UBND\nCỦA TỈNH, SỞ Y TẾ YÊU CẦU:\n\nI. MỤC TIÊU\n"),
            "PHÁT TRIỂN VĂN HÓA ĐỌC");
  EXPECT_EQ(subject("THỰC HIỆN KẾ HOẠCH SỐ 31/KH-UBND\n\nTủ sách ở mỗi xã.\n\nI. MỤC TIÊU\n"),
            "PHÁT TRIỂN VĂN HÓA ĐỌC THỰC HIỆN KẾ HOẠCH SỐ 31/KH-UBND");
}

TEST(ReadHeader, EndsATitleInSmallLettersWhereNoBlankLineDoes) {
  const auto subject = [](const std::string& text) {
    return Read("UBND TỈNH BÌNH GIANG\n" + std::string(kMotto) +
                "Số: 12/KH-UBND\nBình Giang, ngày 5 tháng 4 năm 2026\nKẾ HOẠCH\n" + text)
        .subject;
  };
  constexpr const char* kTitle = "Phát triển văn hóa đọc năm 2026";
  const std::string title = std::string(kTitle) + "\n";
  EXPECT_EQ(subject(title + "Thực hiện Kế hoạch số 9/KH-BVH của Bộ, tỉnh ban hành kế hoạch như sau:\nI. MỤC TIÊU\n"),
            kTitle);
  EXPECT_EQ(subject(title + "Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:\nI. MỤC TIÊU\n"), kTitle);
  EXPECT_EQ(subject(title + "I. MỤC TIÊU\nMỗi xã có một tủ sách.\n"), kTitle);
  // Broken into lines: a basis goes on to the end of its sentence; a line of the title may open like one.
  constexpr const char* kWrapped =
      "Thực hiện Kế hoạch số 9/KH-BVH của Bộ về việc đọc sách ở các xã và các\n"
      "thôn, Ủy ban nhân dân tỉnh ban hành kế hoạch đọc sách của các xã và các\nthôn như sau:\nI. MỤC TIÊU\n";
  EXPECT_EQ(subject(title + kWrapped), kTitle);
  EXPECT_EQ(subject("Triển khai chương trình\nThực hiện việc đọc sách\n" + std::string(kWrapped)),
            "Triển khai chương trình Thực hiện việc đọc sách");
}

TEST(ReadHeader, ReadsATitleWhoseKindIsLost) {
  const auto read = [](const std::string& number, const std::string& kind, const std::string& body) {
    return Read("UBND TỈNH BÌNH GIANG\n" + std::string(kMotto) + "Số: " + number +
                "\nBình Giang, ngày 5 tháng 4 năm 2026\n\n" + kind + body);
  };
  const std::string body = "Phát triển văn hóa đọc năm 2026\n\nThực hiện Kế hoạch số 9/KH-BVH, tỉnh yêu cầu:\n";
  for (const char* kind : {"", "K HOẠCH\n\n", "KÉ H0ACH\n", "Kế hoạch\n"}) {
    const ParsedDirective plan = read("12/KH-UBND", kind, body);
    EXPECT_EQ(plan.subject, "Phát triển văn hóa đọc năm 2026") << kind;
    EXPECT_EQ(plan.sources.subject.evidence, Evidence::kBare) << kind;
    EXPECT_EQ(plan.type, DocumentType::kPlan) << kind;
  }
  const ParsedDirective glued = read("12/UBND", "KẾHOẠCH\n", body);
  EXPECT_EQ(glued.type, DocumentType::kPlan);
  EXPECT_EQ(glued.subject, "Phát triển văn hóa đọc năm 2026");
  EXPECT_EQ(read("§§/KH-UBND", "", body).number, "/KH-UBND");
  EXPECT_EQ(read("12/UBND-VX", "", body).subject, "") << "a letter has none";
  EXPECT_EQ(read("12/KH-UBND", "", "Thực hiện Kế hoạch số 9/KH-BVH, tỉnh yêu cầu:\n").subject, "");
  EXPECT_EQ(read("12/KH-UBND", "", "1. Mở tủ sách ở các xã\n").subject, "");
}

TEST(ReadHeader, MarksIssuersAndPlacesWithBrokenWords) {
  const std::string plan = Plan("SỞ NỘI V\nTỈNH BÌNH GIANG", "12/KH-SNV");
  EXPECT_EQ(Read(plan).sources.issuer.evidence, Evidence::kBroken) << Read(plan).issuer;
  EXPECT_EQ(Read(Plan("SỞ NỘI VỤ", "12/KH-SNV")).sources.issuer.evidence, Evidence::kPositional);
  EXPECT_EQ(Read(Plan("SỞ NỘI VỤ", "12/KH-SNV")).sources.place.evidence, Evidence::kPositional);
}

TEST(ReadHeader, ReadsTheIssuersColumnWithThoseAboveIt) {
  const struct {
    const char* column;
    const char* issuer;
  } cases[] = {
      {"ỦY BAN NHÂN DÂN\nTỈNH BÌNH GIANG", "Ủy ban nhân dân tỉnh Bình Giang"},
      {"UBND TỈNH BÌNH GIANG\nSỞ Y TẾ", "Sở Y tế tỉnh Bình Giang"},
      {"ỦY BAN NHÂN DÂN TỈNH BÌNH GIANG SỞ Y TẾ", "Sở Y tế tỉnh Bình Giang"},
      {"UBND THÀNH PHỐ HẢI PHÒNG\nSỞ NỘI VỤ", "Sở Nội vụ thành phố Hải Phòng"},
      {"UBND TỈNH BÌNH GIANG\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh Bình Giang"},
      {"UBND TỈNH BÌNH GIANG\nBAN DÂN TỘC", "Ban Dân tộc tỉnh Bình Giang"},
      {"UBND HUYỆN AN LỘC SƠN\nTRƯỜNG TIỂU HỌC HÒA AN", "Trường Tiểu Học Hòa An"},
      {"BỘ TÀI CHÍNH TỔNG CỤC THUẾ", "Tổng cục Thuế"},
      {"UBND HUYỆN AN LỘC SƠN PHÒNG GD&ĐT", "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"},
      {"UBND TỈNH BÌNH GIANG\nHỎA TỐC", "Ủy ban nhân dân tỉnh Bình Giang"},
      {"DỰ THẢO\nUBND TỈNH BÌNH GIANG", "Ủy ban nhân dân tỉnh Bình Giang"},
      {"ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH BÌNH GIANG\nBAN THƯỜNG TRỰC",
       "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bình Giang"},
      {"ĐẢNG BỘ TỈNH BÌNH GIANG\nHUYỆN ỦY AN LỘC SƠN", "Huyện ủy An Lộc Sơn"},
      {"VĂN PHÒNG\nCHÍNH PHỦ", "Văn phòng Chính phủ"},
      {"TỈNH ỦY BÌNH GIANG\nBAN TUYÊN GIÁO", "Ban Tuyên giáo Tỉnh ủy Bình Giang"},
      {"BAN CHẤP HÀNH\nTRUNG ƯƠNG\nVĂN PHÒNG", "Văn phòng Trung ương Đảng"},
      {"BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN DÂN VẬN", "Ban Dân vận Trung ương"},
      {"BAN CHẤP HÀNH TRUNG ƯƠNG\nĐẢNG ĐOÀN QUỐC HỘI", "Đảng đoàn Quốc hội"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Read(Plan(c.column, "12/KH-ABC")).issuer, c.issuer) << c.column;
  }
}

TEST(ReadHeader, ReadsColumnsThatWereReadAcross) {
  const ParsedDirective read = Read(
      "ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n   XÃ HÒA AN                    Độc lập - Tự "
      "do - "
      "Hạnh phúc\nSố: 9/KH-UBND           Hòa An, ngày 5 tháng 4 năm 2026\n\nKẾ HOẠCH\nVề đọc sách\n");
  EXPECT_EQ(read.issuer, "Ủy ban nhân dân xã Hòa An");
  EXPECT_EQ(read.number, "9/KH-UBND");
  EXPECT_EQ(read.place, "Hòa An");
}

TEST(ReadHeader, TakesTheIssuerAboveTheBasesWhereTheColumnIsBroken) {
  const auto decision = [](const std::string& column) {
    return "| " + column +
           " | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\n|---|---|\n| Số: "
           "9/QĐ-UBND | Bình Giang, ngày 5 tháng 4 năm 2026 |\n\nQUYẾT ĐỊNH\n\nVỀ VIỆC MUA SÁCH CHO CÁC XÃ THUỘC "
           "TỈNH\n\n"
           "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH GIANG\n\nCăn cứ Luật Thư viện ngày 21 tháng 11 năm 2019;\n";
  };
  for (const char* column : {"Ủ Y B AN NH ÂN D ÂN T ỈNH B ÌNH GI ANG", "ỦY BAN NHÂN DÂN"}) {
    const ParsedDirective read = Read(decision(column));
    EXPECT_EQ(read.issuer, "Ủy ban nhân dân tỉnh Bình Giang") << column;
    EXPECT_EQ(read.subject, "VỀ VIỆC MUA SÁCH CHO CÁC XÃ THUỘC TỈNH") << column;
  }
}

TEST(ReadHeader, TellsTheIssuerOfATextWithoutHeaderFromItsWords) {
  const struct {
    const char* text;
    const char* issuer;
  } cases[] = {
      // By the letters of the number, with the place of the date line; never somebody else who is named.
      {"Số: /KH-PGDĐT\n\nAn Lộc Sơn, ngày tháng năm 2026\n\nKẾ HOẠCH\n\nThực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh "
       "Lai Châu\n\nThực hiện kế hoạch của tỉnh trên địa bàn huyện An Lộc Sơn, như sau:\n",
       "Phòng Giáo dục và Đào tạo huyện An Lộc Sơn"},
      {"Số: 4/BCĐ-VP\n\nKẾ HOẠCH\n\nĐọc sách\n\nUBND tỉnh Lai Châu đã có kế hoạch.\n", ""},
      // By the line above the bases.
      {"Quyết định về việc mua sách \nSở văn hóa và thể thao \nCăn cứ Kế hoạch số 5/KH-UBND của UBND tỉnh ; \n",
       "Sở Văn hóa và Thể thao"},
      // By who gives the orders.
      {"Chỉ thị về đọc sách \nNăm qua các xã đã đọc nhiều . \nBộ trưởng Bộ Tư pháp chỉ thị : \n1 . Các đơn vị đọc sách "
       ".",
       "Bộ Tư pháp"},
      {"Chỉ thị về đọc sách \nTỉnh Lai Châu có nhiều sách . \nUỷ ban nhân dân tỉnh yêu cầu các sở làm các việc sau : "
       "\n",
       "Ủy ban nhân dân tỉnh Lai Châu"},
      {"Thông báo kết luận của Phó Thủ tướng tại cuộc họp về đọc sách\nNgày 5 tháng 4 đã họp.\n",
       "Văn phòng Chính phủ"},
      {"Chỉ thị về đọc sách \nViệc đọc sách còn ít .\n", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Read(c.text).issuer, c.issuer) << c.text;
  }
}

TEST(ReadHeader, ReadsTheAbstractToItsEnd) {
  const auto titled = [](const std::string& kind, const std::string& title) {
    return std::string("UBND TỈNH BÌNH GIANG\n") + kMotto + "Số: 9/X\nBình Giang, ngày 5 tháng 4 năm 2026\n\n" + kind +
           "\n" + title;
  };
  const struct {
    std::string text;
    const char* subject;
  } cases[] = {
      // A name at the start of a line that goes on with the title, and the authority behind it.
      {titled("QUYẾT ĐỊNH",
              "BAN HÀNH QUY CHẾ CỦA LIÊN HIỆP CÁC\nHỘI ĐỌC SÁCH THUỘC\nỦY BAN NHÂN DÂN TỈNH\nỦY BAN NHÂN "
              "DÂN TỈNH BÌNH GIANG\nCăn cứ Luật Thư viện;\n"),
       "BAN HÀNH QUY CHẾ CỦA LIÊN HIỆP CÁC HỘI ĐỌC SÁCH THUỘC ỦY BAN NHÂN DÂN TỈNH"},
      {titled("NGHỊ QUYẾT", "VỀ VIỆC ĐỌC SÁCH ĐIỆN TỬ\nCHÍNH PHỦ\nCăn cứ Luật Thư viện;\n"),
       "VỀ VIỆC ĐỌC SÁCH ĐIỆN TỬ"},
      {titled("KẾ HOẠCH", "ĐỌC SÁCH TRONG CÁC TRƯỜNG CỦA\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nThực hiện kế hoạch của tỉnh.\n"),
       "ĐỌC SÁCH TRONG CÁC TRƯỜNG CỦA SỞ GIÁO DỤC VÀ ĐÀO TẠO"},
      {titled("CÔNG ĐIỆN", "VỀ VIỆC PHÒNG CHỐNG BÃO\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n- Các sở;\n"),
       "VỀ VIỆC PHÒNG CHỐNG BÃO"},
      {titled("THÔNG TƯ",
              "CỦA BỘ TƯ PHÁP SỐ 9/X NGÀY 5 THÁNG 4 NĂM 2026 HƯỚNG DẪN ĐỌC SÁCH\n\nCăn cứ Luật Thư viện;\n"),
       "HƯỚNG DẪN ĐỌC SÁCH"},
      {titled("CHỈ THỊ",
              "CỦA BAN THƯỜNG VỤ HUYỆN ỦY\nvề tăng cường việc đọc sách trong các trường\n\nThực hiện kế "
              "hoạch của tỉnh, huyện đã làm nhiều việc.\n"),
       "về tăng cường việc đọc sách trong các trường"},
      {titled("CHỈ THỊ", "CỦA BAN THƯỜNG VỤ HUYỆN ỦY\n\nVề đọc sách\n\nThực hiện kế hoạch của tỉnh, huyện làm.\n"),
       "Về đọc sách"},
      {titled("THÔNG BÁO", "KẾT LUẬN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nTại cuộc họp, Chủ tịch kết luận:\n"),
       "KẾT LUẬN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Read(c.text).subject, c.subject) << c.text;
  }
}

TEST(ReadHeader, ReadsALettersAbstractHoweverTheHeaderIsLaidOut) {
  const char* headers[] = {
      "Số: 9/UBND-VX\nV/v đọc sách trong các nhà trường\nBình Giang, ngày 5 tháng 4 năm 2026\n\n",
      "Số: 9/UBND-VX\n(V/v: đọc sách trong các nhà trường)\nBình Giang, ngày 5 tháng 4 năm 2026\n\n",
      "Số: 9/UBND-VX\nVề việc đọc sách trong các nhà trường\n\nBình Giang, ngày 5 tháng 4 năm 2026\n\n",
      "Số: 9/UBND-VX\nV/v đọc sách trong   Bình Giang, ngày 5 tháng 4 năm 2026\ncác nhà trường\n\n",
      "Số: ...................../UBND-VX  Bình Giang, ngày 5 tháng 4 năm 2026\nV/v đọc sách trong các nhà trường\n\n",
  };
  for (const char* header : headers) {
    const ParsedDirective read =
        Read(std::string("UBND TỈNH BÌNH GIANG   ") + kMotto + header + "Kính gửi: Các sở.\nThực hiện kế hoạch.\n");
    EXPECT_EQ(read.subject, "đọc sách trong các nhà trường") << header;
    EXPECT_EQ(read.place, "Bình Giang") << header;
    EXPECT_EQ(read.type, DocumentType::kLetter) << header;
  }
}

TEST(ReadHeader, TakesTheOrganThatAPartyTitleNames) {
  const ParsedDirective read = Read(
      "|\nBAN CHẤP HÀNH\nTRUNG ƯƠNG\n|\nĐẢNG CỘNG SẢN VIỆT NAM\n|\nSố 9-KL/TW\n|\nHà Nội, ngày 5 tháng 4 năm "
      "2026\n|\n\n"
      "KẾT LUẬN\nCỦA BỘ CHÍNH TRỊ,\nBAN BÍ THƯ\nVỀ VIỆC ĐỌC SÁCH\n\nTại phiên họp ngày 1/4/2026, kết luận như sau:\n");
  EXPECT_EQ(read.issuer, "Bộ Chính trị, Ban Bí thư");
  EXPECT_EQ(read.subject, "VỀ VIỆC ĐỌC SÁCH");
}

TEST(ReadHeader, ReadsPlaceAndDayWithAndWithoutComma) {
  for (const char* line :
       {"Bình Giang, ngày 5 tháng 4 năm 2026", "Bình Giang ngày 5 tháng 4 năm 2026",
        "Bình Giang, hồi 15 giờ 30 phút ngày 5 tháng 4 năm 2026", "Bình Giang, 15h00 ngày 05/4/2026"}) {
    const ParsedDirective read =
        Read(std::string("UBND TỈNH BÌNH GIANG\n") + kMotto + "Số: 9/KH-UBND\n" + line + "\n\nKẾ HOẠCH\nVề đọc sách\n");
    EXPECT_EQ(read.place, "Bình Giang") << line;
    EXPECT_EQ(read.issued, (PartialDate{2026, 4, 5})) << line;
  }
}

TEST(ReadHeader, ReadsPlaceAndDayOfABadScan) {
  const struct {
    const char* line;
    const char* place;
    PartialDate day;
  } cases[] = {
      {"là Nội, ngày AF tháng 4Ô năm 2026", "Hà Nội", {2026, 0, 0}},
      {"Qu ả ng Ngãi, ngày 5 tháng 4 năm 2026", "Quảng Ngãi", {2026, 4, 5}},
      {"Bình Giang, ngày Z2 tháng 4 năm 2026", "Bình Giang", {2026, 4, 0}},
      {"Bình Giang, ngày ... tháng ... năm 2026", "Bình Giang", {2026, 0, 0}},
  };
  for (const auto& c : cases) {
    const ParsedDirective read = Read(std::string("UBND TỈNH BÌNH GIANG\n") + kMotto + "Số: 9/KH-UBND\n" + c.line +
                                      "\n\nKẾ HOẠCH\nVề đọc sách\n");
    EXPECT_EQ(read.place, c.place) << c.line;
    EXPECT_EQ(read.issued, c.day) << c.line;
  }
}

TEST(ReadHeader, TakesASitesFactsForALetterWithoutHeader) {
  const ParsedDirective read = Read(
      "Số hiệu:\n|\n9/UBND-VX\n|\n|\nLoại văn bản:\n|\nCông văn\n|\nNơi ban hành:\n|\nTỉnh Bình Giang\n|\nNgày ban "
      "hành:\n|\n05/04/2026\n|\nKính gửi: Các sở.\nThực hiện kế hoạch.\nNơi nhận:\n- Như trên.\n\nCông văn 9/UBND-VX "
      "năm "
      "2026 về đọc sách trong nhà trường do Ủy ban nhân dân tỉnh Bình Giang ban hành\n");
  EXPECT_EQ(read.number, "9/UBND-VX");
  EXPECT_EQ(read.type, DocumentType::kLetter);
  EXPECT_EQ(read.issuer, "Ủy ban nhân dân tỉnh Bình Giang");
  EXPECT_EQ(read.issued, (PartialDate{2026, 4, 5}));
  EXPECT_EQ(read.subject, "đọc sách trong nhà trường");
  EXPECT_EQ(read.sources.subject.evidence, Evidence::kSiteFacts);
}

TEST(ReadHeader, ReadsAllAddressees) {
  const auto letter = [](const std::string& addressees) {
    return std::string("UBND TỈNH BÌNH GIANG\n") + kMotto +
           "Số: 9/UBND-VX\nV/v đọc sách\nBình Giang, ngày 5 tháng 4 năm 2026\n\n" + addressees;
  };
  EXPECT_THAT(Read(letter("Kính gửi: Sở Y tế; Sở Nội vụ.\nThực hiện kế hoạch.\n")).addressees,
              ElementsAre("Sở Y tế", "Sở Nội vụ"));
  EXPECT_THAT(
      Read(letter("|\nKính gửi:\n|\n- Các sở;\n- UBND các xã.\n|\n|\nĐồng kính gửi:\n|\n- Chủ tịch UBND tỉnh (để "
                  "báo cáo).\n|\nThực hiện kế hoạch.\n"))
          .addressees,
      ElementsAre("Các sở", "Ủy ban nhân dân các xã", "Chủ tịch Ủy ban nhân dân tỉnh"));
  EXPECT_THAT(Read(letter("Kính gửi: - Các sở; - UBND các xã. Thực hiện kế hoạch, UBND tỉnh yêu cầu các sở; các xã đọc "
                          "sách.\n"))
                  .addressees,
              ElementsAre("Các sở", "Ủy ban nhân dân các xã"));
  EXPECT_THAT(Read(letter("Thực hiện kế hoạch.\n")).addressees, IsEmpty());
}

TEST(ReadHeader, ReadsAddresseesHoweverTheyAreListed) {
  const struct {
    const char* text;
    std::vector<std::string> names;
  } cases[] = {
      // The body follows without a blank line, a basis or a bullet to part them.
      {"Kính gửi: Sở Y tế tỉnh Bình Giang.\nNgày 5/3/2026 các xã đã đọc sách.\n- Một số xã còn chậm.\n",
       {"Sở Y tế tỉnh Bình Giang"}},
      {"Kính gửi: Sở Y tế. Vừa qua, các xã đã đọc sách; đến nay còn một số xã chưa đọc xong sách của năm học mới.\n",
       {"Sở Y tế"}},
      {"Kính gửi:\n1. Sở Y tế\n2. Sở Nội vụ\n\nVừa qua các xã đọc sách.\n", {"Sở Y tế", "Sở Nội vụ"}},
      {"Kính gửi:\n+ Sở Y tế;\n+ Sở Nội vụ.\nVừa qua các xã đọc sách.\n", {"Sở Y tế", "Sở Nội vụ"}},
      {"Kính gửi:\n• Sở Y tế\n• Sở Nội vụ\n\nVừa qua các xã đọc sách.\n", {"Sở Y tế", "Sở Nội vụ"}},
      {"Kính gửi:\n– Các ban đảng Tỉnh ủy,\n– Các đảng ủy trực thuộc Tỉnh ủy,\n\nVừa qua các xã đọc sách.\n",
       {"Các ban đảng Tỉnh ủy", "Các đảng ủy trực thuộc Tỉnh ủy"}},
      {"Kính gửi:\n\nSở Y tế\n\nSở Nội vụ\n\nVừa qua các xã đọc sách.\n", {"Sở Y tế", "Sở Nội vụ"}},
      {"Kính gửi: Sở Y tế, Sở Nội vụ và UBND các xã.\nVừa qua các xã đọc sách.\n",
       {"Sở Y tế", "Sở Nội vụ", "Ủy ban nhân dân các xã"}},
      {"Kính gửi: Các Sở: Nội vụ, Y tế;\nUBND các xã.\n\nVừa qua các xã đọc sách.\n",
       {"Các Sở: Nội vụ, Y tế", "Ủy ban nhân dân các xã"}},
      {"CHỦ TỊCH UBND TỈNH điện:\n- Các sở;\n- UBND các xã.\nVừa qua các xã đọc sách.\n",
       {"Các sở", "Ủy ban nhân dân các xã"}},
      {"Cử người đại diện: Sở Y tế.\n", {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Read(std::string("UBND TỈNH BÌNH GIANG\n") + kMotto +
                   "Số: 9/UBND-VX\nV/v đọc sách\nBình Giang, ngày 5 tháng 4 năm 2026\n\n" + c.text)
                  .addressees,
              c.names)
        << c.text;
  }
}

TEST(ReadHeader, ReadsTheAbstractOfATextThatLostItsLines) {
  const char* titles[] = {
      "QUYẾT ĐỊNH VỀ VIỆC ĐỌC SÁCH TRONG CẢ NƯỚC BỘ TRƯỞNG BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH Căn cứ Luật Thư viện.",
      "CÔNG ĐIỆN VỀ VIỆC ĐỌC SÁCH TRONG CẢ NƯỚC THỦ TƯỚNG CHÍNH PHỦ điện: Các bộ. Vừa qua các xã đọc sách.",
      "KẾ HOẠCH VỀ VIỆC ĐỌC SÁCH TRONG CẢ NƯỚC Năm qua các xã trong tỉnh đã đọc nhiều sách quý.",
  };
  for (const char* title : titles) {
    EXPECT_EQ(Read(std::string("BỘ VĂN HÓA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 9/BVH "
                               "Hà Nội, ngày 5 tháng 4 năm 2026 ") +
                   title)
                  .subject,
              "VỀ VIỆC ĐỌC SÁCH TRONG CẢ NƯỚC")
        << title;
  }
}

TEST(ReadHeader, TakesAConsolidatedTextByItsNumber) {
  EXPECT_EQ(Read("|\nBỘ TƯ PHÁP\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: 9/VBHN-BTP\n|\nHà Nội, ngày 5 tháng 4 "
                 "năm 2026\n|\n\nNGHỊ ĐỊNH\n\nQUY ĐỊNH VỀ ĐỌC SÁCH\n")
                .type,
            DocumentType::kOther);
}

TEST(BodyOfLetters, KnowsMinistriesAndDepartmentsByTheirFields) {
  const std::pair<const char*, const char*> cases[] = {
      {"9/KH-PGDĐT", "Phòng Giáo dục và Đào tạo"},
      {"9/SNV-VP", "Sở Nội vụ"},
      {"9/2026/TT-BLĐTBXH", "Bộ Lao động - Thương binh và Xã hội"},
      {"9/2026/QH16", "Quốc hội"},
      {"9/CĐ-TTg", "Thủ tướng Chính phủ"},
      {"9/CV-VPCP", "Văn phòng Chính phủ"},
      {"9/KH-PVHTT", ""},  // Văn hóa và Thông tin, Văn hóa và Thể thao
      {"9/KH-UBND", ""},
      {"9/BCĐ", ""},
      {"", ""},
  };
  for (const auto& [number, body] : cases) {
    EXPECT_EQ(BodyOfLetters(IssuerLetters(number)), body) << number;
  }
}

}  // namespace
}  // namespace dondoc::directive::reading
