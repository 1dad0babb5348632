#include "services/directive/domain/reading/structure/documents.h"

#include <gtest/gtest.h>

#include <string>

#include "services/directive/domain/reading/structure/clean_text.h"

namespace dondoc::directive::reading {
namespace {

constexpr const char* kMotto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";

// A letter of the province, with its closing.
std::string Letter() {
  return std::string("ỦY BAN NHÂN DÂN\nTỈNH BÌNH GIANG\nSố: 9/UBND-VX\n") + kMotto +
         "Bình Giang, ngày 5 tháng 4 năm 2026\n\nKính gửi: Ủy ban nhân dân các huyện.\n\nỦy ban nhân dân tỉnh yêu cầu "
         "Ủy ban nhân dân các huyện kiểm tra tủ sách của các xã, báo cáo kết quả trước ngày 15/6/2026.\n\nNơi nhận:\n- "
         "Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nĐào Văn Thuận\n\n";
}

TEST(EndOfFirstDocument, IsWhereASecondHeadBegins) {
  const std::string motto = kMotto;
  const std::string first = Letter();
  const struct {
    const char* what;
    std::string behind;
    bool second;
  } cases[] = {
      {"a plan", "ỦY BAN NHÂN DÂN\nHUYỆN AN LỘC SƠN\n\n" + motto + "Số: 31 /KH-UBND\n\nKẾ HOẠCH\nĐọc sách\n", true},
      {"number above the motto",
       "ỦY BAN NHÂN DÂN\nHUYỆN AN LỘC SƠN\nSố: 31/UBND-VX\nV/v đọc sách\nnăm 2026\n" + motto + "Kính gửi: Các xã.\n",
       true},
      {"of the Party", "HUYỆN ỦY AN LỘC SƠN\n*\nSố 12-KH/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nKẾ HOẠCH\nĐọc sách\n", true},
      {"in a table",
       "| UBND HUYỆN AN LỘC SƠN | " + motto.substr(0, motto.find('\n')) + " |\n|---|---|\n| Số: 31/KH-UBND | |\n",
       true},
      {"a letter without its number yet",
       "ỦY BAN NHÂN DÂN\nHUYỆN AN LỘC SƠN\nSố: /UBND-VX\n" + motto + "Kính gửi: Các xã.\n", true},
      {"a form that leaves the number blank",
       "Mẫu số 01\nỦY BAN NHÂN DÂN\nXÃ\n" + motto + "Số: /BC-UBND\n\nBÁO CÁO\nKết quả kiểm tra tủ sách\n", false},
      {"a form", "ỦY BAN NHÂN DÂN\nXÃ ...\n" + motto + "Số: .../BC-UBND\n\nBÁO CÁO\nKết quả kiểm tra tủ sách\n", false},
      {"an annex without number", "ỦY BAN NHÂN DÂN\nTỈNH BÌNH GIANG\n" + motto + "KẾ HOẠCH\nKiểm tra tủ sách\n", false},
      {"attached, with a number",
       "ỦY BAN NHÂN DÂN\nTỈNH BÌNH GIANG\n" + motto + "Số: 9/UBND-VX\nQUY CHẾ\n(Ban hành kèm theo Công văn số 9)\n",
       false},
      {"an annex", "PHỤ LỤC\nDanh sách các xã\n1. Xã Hòa An\n", false},
      {"nothing", "", false},
  };
  for (const auto& c : cases) {
    const CleanText clean = Clean(first + c.behind);
    const TokenText text = Tokenize(clean.text);
    const size_t end = EndOfFirstDocument(text);
    const size_t letter = Tokenize(Clean(first).text).tokens.size();
    EXPECT_GE(end, letter) << c.what;
    // A border of the table's first row may stand before the head.
    EXPECT_EQ(end <= letter + 3 && end < text.tokens.size(), c.second) << c.what;
  }
}

TEST(EndOfFirstDocument, ASignatureClosesATelegramThatNamesNoRecipients) {
  std::string first = Letter();
  const size_t recipients = first.find("Nơi nhận");
  first.erase(recipients, first.find("TM.") - recipients);
  const CleanText clean = Clean(first + Letter());
  const TokenText text = Tokenize(clean.text);
  EXPECT_EQ(EndOfFirstDocument(text), Tokenize(Clean(first).text).tokens.size());
}

TEST(EndOfFirstDocument, NeedsAClosingBeforeTheSecondHead) {
  const std::string head = std::string("UBND HUYỆN AN LỘC SƠN\n") + kMotto + "Số: 31/KH-UBND\n\nKẾ HOẠCH\nĐọc sách\n";
  const CleanText clean = Clean(head + head);
  const TokenText text = Tokenize(clean.text);
  EXPECT_EQ(EndOfFirstDocument(text), text.tokens.size());
}

}  // namespace
}  // namespace dondoc::directive::reading
