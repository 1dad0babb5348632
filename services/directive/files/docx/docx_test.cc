#include "services/directive/files/docx/docx.h"

#include <gtest/gtest.h>

#include <random>

#include "common/status/status_matchers.h"
#include "services/directive/testing/docx_file.h"

namespace dondoc::directive::files {
namespace {

using dondoc::testing::HasReason;
using testing::DocxParts;
using testing::MakeDocx;
using testing::MakeZip;
using testing::ParagraphXml;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

std::string Text(const DocxParts& parts) { return DocxText(MakeDocx(parts), {}).value(); }

std::string Numbered(int list, int level, const std::string& text) {
  return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
         std::to_string(list) + "\"/></w:numPr></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string Level(int level, const std::string& format, const std::string& text, const std::string& more = "") {
  return "<w:lvl w:ilvl=\"" + std::to_string(level) + "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" + format + "\"/>" +
         more + "<w:lvlText w:val=\"" + text + "\"/></w:lvl>";
}

TEST(DocxTextTest, ReadsRunsOfCharacters) {
  const struct {
    std::string body;
    const char* text;
  } cases[] = {
      {ParagraphXml("Một") + ParagraphXml("") + ParagraphXml("Hai"), "Một\n\nHai\n"},
      {ParagraphXml("Dòng\nmới & <cũ>"), "Dòng\nmới & <cũ>\n"},
      {"<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t>"
       "<w:noBreakHyphen/><w:t>C</w:t></w:r></w:p>",
       "A\tB-C\n"},
      {"<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins></w:p>",
       "thêm\n"},
      {"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>", "hiện\n"},
      {"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r></w:p>",
       "KẾ HOẠCH\n"},
      {"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>trang</w:t></w:r></w:hyperlink></w:p>",
       "trang\n"},
      {"<w:p><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>Uû ban</w:t></w:r><w:r><w:rPr>"
       "<w:rFonts w:ascii=\".VnTimeH\"/></w:rPr><w:t> tØnh</w:t></w:r><w:r><w:t> Tuyên</w:t></w:r></w:p>",
       "Uỷ ban TỈNH Tuyên\n"},
      {"<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>KẾ HOẠCH</w:t></w:r></w:p>"
       "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>Mở điểm đọc</w:t></w:r></w:p>" +
           ParagraphXml("Thân"),
       "KẾ HOẠCH\nMở điểm đọc\n\nThân\n"},
      {"<w:p><w:r><w:t>Trước </w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" + ParagraphXml("khung") +
           "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + ParagraphXml("khung") +
           "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent><w:t>sau</w:t></w:r></w:p>",
       "Trước sau\n\nkhung\n"},
  };
  for (const auto& c : cases) EXPECT_EQ(Text({.body = c.body}), c.text) << c.body;
}

TEST(DocxTextTest, WritesTheNumbersThatWordWrites) {
  const std::string numbering = "<w:abstractNum w:abstractNumId=\"7\">" + Level(0, "upperRoman", "%1.") +
                                Level(1, "decimal", "%2.") + Level(2, "lowerLetter", "%3)") +
                                Level(3, "bullet", "\xEF\x82\xB7") +
                                "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">" + Level(0, "decimal", "%1.") +
                                Level(1, "decimal", "%1.%2.") + Level(2, "none", "") + "</w:abstractNum>" +
                                "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>" +
                                "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>" +
                                "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"8\"/><w:lvlOverride w:ilvl=\"0\">"
                                "<w:startOverride w:val=\"4\"/></w:lvlOverride></w:num>";
  const std::string body = Numbered(1, 0, "A") + Numbered(1, 1, "B") + Numbered(1, 2, "C") + Numbered(1, 2, "D") +
                           Numbered(1, 3, "E") + Numbered(1, 1, "F") + Numbered(1, 2, "G") + Numbered(1, 0, "H") +
                           Numbered(1, 1, "I") + Numbered(2, 0, "J") + Numbered(2, 1, "K") + Numbered(2, 1, "L") +
                           Numbered(2, 2, "M") + Numbered(3, 0, "N") + Numbered(9, 0, "O") + Numbered(0, 0, "P");
  EXPECT_EQ(Text({.body = body, .numbering = numbering}),
            "I. A\n\n1. B\n\na) C\n\nb) D\n\n- E\n\n2. F\n\na) G\n\nII. H\n\n1. I\n\n1. J\n\n1.1. K\n\n1.2. L\n\nM\n\n"
            "4. N\n\nO\n\nP\n");
}

TEST(DocxTextTest, NumbersByStyle) {
  const std::string numbering = "<w:abstractNum w:abstractNumId=\"1\">" + Level(0, "upperRoman", "%1.") +
                                Level(1, "decimal", "%2.", "<w:pStyle w:val=\"Muc\"/>") + "</w:abstractNum>" +
                                "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>";
  const std::string styles =
      "<w:style w:styleId=\"Phan\"><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr><w:jc "
      "w:val=\"center\"/></w:pPr></w:style>"
      "<w:style w:styleId=\"Con\"><w:basedOn w:val=\"Phan\"/></w:style>"
      "<w:style w:styleId=\"Muc\"><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>"
      "<w:style w:styleId=\"Vong\"><w:basedOn w:val=\"Vong\"/></w:style>";
  const auto styled = [](const std::string& style, const std::string& text, const std::string& more = "") {
    return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/>" + more + "</w:pPr><w:r><w:t>" + text +
           "</w:t></w:r></w:p>";
  };
  const std::string body = styled("Phan", "A") + styled("Con", "B") + styled("Muc", "C") + styled("Vong", "D") +
                           styled("Phan", "E", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>");
  EXPECT_EQ(Text({.body = body, .numbering = numbering, .styles = styles}), "I. A\nII. B\n\n1. C\n\nD\n\nE\n");
}

TEST(DocxTextTest, ReadsTables) {
  const auto cell = [](const std::string& text, const std::string& properties = "") {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + ParagraphXml(text) + "</w:tc>";
  };
  const std::string body = "<w:tbl><w:tr>" + cell("TT") + cell("Việc") + cell("Chủ trì") + "</w:tr><w:tr>" +
                           cell("I", "<w:gridSpan w:val=\"2\"/>") + cell("Sở A", "<w:vMerge w:val=\"restart\"/>") +
                           "</w:tr><w:tr>" + cell("1") + cell("Mua") + cell("", "<w:vMerge/>") + "</w:tr></w:tbl>";
  EXPECT_EQ(Text({.body = body}), "||\nTT\n|\nViệc\n|\nChủ trì\n|\n||\nI\n|\n|\nSở A\n|\n||\n1\n|\nMua\n|\nSở A\n|\n");
}

TEST(DocxTextTest, PutsFootnotesAtTheEnd) {
  EXPECT_EQ(
      Text({.body = "<w:p><w:r><w:t>Văn bản</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
            .footnotes = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>"
                         "<w:footnote w:id=\"2\">" +
                         ParagraphXml("Theo báo cáo") + "</w:footnote>"}),
      "Văn bản\n\n[2] Theo báo cáo\n");
}

TEST(DocxTextTest, FindsTheDocumentByItsRelationship) {
  const std::string relationships =
      "<Relationships><Relationship Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
      "Target=\"/word/document2.xml\"/></Relationships>";
  const std::string document =
      "<d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><d:body><d:p><d:r><d:t>Chặt chẽ</d:t>"
      "</d:r></d:p></d:body></d:document>";
  EXPECT_EQ(DocxText(MakeZip({{"_rels/.rels", relationships}, {"word/document2.xml", document}}), {}).value(),
            "Chặt chẽ\n");
}

TEST(DocxTextTest, RefusesWhatIsNoDocx) {
  const std::string good = MakeDocx({.body = ParagraphXml("Văn bản")});
  EXPECT_THAT(DocxText("PK\x03\x04 word/", {}), HasReason(kInvalid, "BAD_DOCX"));
  EXPECT_THAT(DocxText(MakeZip({{"word/other.xml", "<a/>"}}), {}), HasReason(kInvalid, "BAD_DOCX"));
  EXPECT_THAT(DocxText(MakeZip({{"word/document.xml", "<w:p"}}), {}), HasReason(kInvalid, "BAD_DOCX"));
  EXPECT_THAT(DocxText(MakeZip({{"word/document.xml", "<!DOCTYPE a [<!ENTITY b 'bb'>]><a>&b;</a>"}}), {}),
              HasReason(kInvalid, "BAD_DOCX"));
  for (size_t length = 1; length < good.size(); length += 7) {
    EXPECT_FALSE(DocxText(good.substr(0, length), {}).ok()) << length;
  }
}

TEST(DocxTextTest, SurvivesAnyDamage) {
  const std::string good = MakeDocx({.body = ParagraphXml("Văn bản"), .styles = "<w:style w:styleId=\"a\"/>"});
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 5; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    const absl::StatusCode code = DocxText(bytes, {}).status().code();
    EXPECT_TRUE(code == absl::StatusCode::kOk || code == kInvalid);
  }
}

TEST(DocxTextTest, KeepsWithinItsLimits) {
  const std::string bomb = MakeZip({{"word/document.xml", std::string(20 * kMebibyte, ' ')}});
  EXPECT_LT(bomb.size(), kMebibyte);
  EXPECT_THAT(DocxText(bomb, {}), HasReason(kInvalid, "ARCHIVE_TOO_LARGE")) << "packed a thousand times";
  EXPECT_THAT(DocxText(bomb, {.inflated_bytes = kMebibyte}), HasReason(kInvalid, "ARCHIVE_TOO_LARGE"));
  EXPECT_THAT(DocxText(MakeZip({{"word/document.xml", "<a/>"}, {"b", ""}}), {.archive_entries = 1}),
              HasReason(kInvalid, "ARCHIVE_TOO_LARGE"));
  std::string within;
  for (int i = 0; i < 220; ++i) within = "<w:p>" + within + "</w:p>";
  EXPECT_THAT(DocxText(MakeDocx({.body = within}), {}), HasReason(kInvalid, "FILE_TOO_COMPLEX"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<w:p>";
  EXPECT_THAT(DocxText(MakeDocx({.body = deep}), {}), HasReason(kInvalid, "FILE_TOO_COMPLEX"));
}

}  // namespace
}  // namespace dondoc::directive::files
