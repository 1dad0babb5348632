// Recipients and signature: what stands below the body.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/directive/domain/reading/meaning/closing/recipients.h"
#include "services/directive/domain/reading/meaning/closing/signature.h"
#include "services/directive/domain/reading/structure/clean_text.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

ParsedDirective Read(const std::string& closing) {
  const CleanText clean = Clean("KẾ HOẠCH\n\nĐọc sách\n\nThực hiện kế hoạch của tỉnh.\n\n" + closing);
  const TokenText text = Tokenize(clean.text);
  const Layout layout = LayOut(text);
  ParsedDirective out;
  ReadRecipients(text, layout, &out);
  ReadSignature(text, layout, &out);
  return out;
}

std::vector<std::pair<std::string, Purpose>> Recipients(const std::string& lines) {
  std::vector<std::pair<std::string, Purpose>> recipients;
  for (const Recipient& recipient : Read("Nơi nhận:\n" + lines + "\n|\nCHỦ TỊCH\nĐào Văn Thuận\n").recipients) {
    recipients.emplace_back(recipient.name, recipient.purpose);
  }
  return recipients;
}

TEST(ReadRecipients, ReadsNamesAndPurposes) {
  EXPECT_THAT(
      Recipients("- Như trên;\n- Thường trực Tỉnh ủy (để b/c);\n- Bộ Công an (Cục Văn thư - để b/c);\n- Lưu: VT, TH."),
      ElementsAre(Pair("Như trên", Purpose::kExecute), Pair("Thường trực Tỉnh ủy", Purpose::kReport),
                  Pair("Bộ Công an (Cục Văn thư)", Purpose::kReport), Pair("VT, TH", Purpose::kArchive)));
}

TEST(ReadRecipients, ReadsAListRunIntoOneLine) {
  EXPECT_THAT(Recipients("- Bộ Y tế; (báo cáo) - Thường trực Tỉnh ủy; (báo cáo) - Các sở; - Lưu: VT."),
              ElementsAre(Pair("Bộ Y tế", Purpose::kReport), Pair("Thường trực Tỉnh ủy", Purpose::kReport),
                          Pair("Các sở", Purpose::kInform), Pair("VT", Purpose::kArchive)));
}

TEST(ReadRecipients, TakesPlusLinesUnderAHeadingForTheRecipients) {
  EXPECT_THAT(
      Recipients("- Văn phòng UBND tỉnh:\n+ Cổng Thông tin;\n+ Các phòng;\n- VPUB: + CVP, các PCVP;\n- Lưu: VT."),
      ElementsAre(Pair("Cổng Thông tin", Purpose::kInform), Pair("Các phòng", Purpose::kInform),
                  Pair("VPUB: + CVP, các PCVP", Purpose::kInform), Pair("VT", Purpose::kArchive)));
}

TEST(ReadSignature, ReadsOfficesAndName) {
  const struct {
    const char* lines;
    Signer signer;
  } cases[] = {
      {"TM. ỦY BAN NHÂN\nDÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nĐào Văn Thuận",
       {"Đào Văn Thuận", "Phó Chủ tịch", "Ủy ban nhân dân", "Chủ tịch"}},
      {"KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nĐào Văn Thuận",
       {"Đào Văn Thuận", "Phó Chủ nhiệm", "", "Bộ trưởng, Chủ nhiệm"}},
      {"KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nGIÁM ĐỐC SỞ NỘI VỤ\nĐào Văn Thuận",
       {"Đào Văn Thuận", "Phó Trưởng ban", "", "Trưởng ban"}},
      {"CHỦ TỊCH\nĐào Văn Thuận", {"Đào Văn Thuận", "Chủ tịch", "", ""}},
      {"GIÁM ĐỐC\nĐại tá Đào Văn Thuận", {"Đào Văn Thuận", "Giám đốc", "", ""}},
      {"GIÁM ĐỐC\nPGS.TS. Đào Văn Thuận", {"Đào Văn Thuận", "Giám đốc", "", ""}},
      {"TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\n\nPHÓ CHỦ TỊCH UBND HUYỆN\nĐào Văn Thuận",
       {"Đào Văn Thuận", "Trưởng ban", "Ban Chỉ đạo", ""}},
      {"KT. CHỦ TỊCH\nPhó Chủ tịch\n(Đã ký)\nĐào Văn Thuận", {"Đào Văn Thuận", "Phó Chủ tịch", "", "Chủ tịch"}},
  };
  for (const auto& c : cases) {
    // "09 KH" is the number of copies; "KT, TH" are departments.
    const Signer signer =
        Read(std::string("Nơi nhận:\n- Như trên;\n- VP: LĐVP, KT, TH;\n- Lưu: VT.\n09 KH\n|\n") + c.lines + "\n|\n")
            .signer;
    EXPECT_EQ(signer.name, c.signer.name) << c.lines;
    EXPECT_EQ(signer.title, c.signer.title) << c.lines;
    EXPECT_EQ(signer.on_behalf_of, c.signer.on_behalf_of) << c.lines;
    EXPECT_EQ(signer.signing_for, c.signer.signing_for) << c.lines;
  }
}

TEST(TakeLaterClosings, LeavesNothingOfASecondSignatureToTheBody) {
  const TokenText text = Tokenize(
      "QUYẾT ĐỊNH\nVề đọc sách\n\nĐiều 1. Ban hành Kế hoạch.\n\nNơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn "
      "Văn An\n\nKẾ HOẠCH\nĐọc sách\n\n1. Sở Nội vụ mở tủ sách ở mỗi xã.\n\nNơi nhận:\n- Bộ Nội vụ (để báo "
      "cáo);\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn Bình\n\nPHỤ LỤC\n1. Tủ sách thứ nhất của xã.\n");
  const Layout layout = LayOut(text);
  std::vector<bool> taken(layout.lines.size(), false);
  TakeLaterClosings(text, layout, &taken);
  std::string left;
  for (size_t i = layout.zones.closing_end; i < layout.lines.size(); ++i) {
    left += taken[i] ? "" : text.tokens[layout.lines[i].begin].folded + " ";
  }
  EXPECT_EQ(left, "ke doc 1 phu 1 ");
}

}  // namespace
}  // namespace dondoc::directive::reading
