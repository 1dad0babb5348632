#include "services/directive/domain/reading/meaning/units/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/domain/reading/meaning/tasks/labels.h"
#include "services/directive/domain/reading/meaning/units/names.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

TEST(ReadUnits, KnowsWhereANameEnds) {
  const struct {
    const char* text;
    std::vector<std::string> units;
  } cases[] = {
      // Organs and the bodies that they belong to.
      {"Đảng ủy Bộ Y tế lãnh đạo", {"Đảng ủy Bộ Y tế"}},
      {"Đảng ủy các xã, phường lãnh đạo", {"Đảng ủy các xã, phường"}},
      {"Tổ đảng ở Thường trực Ủy ban Kinh tế thực hiện", {"Tổ đảng ở Thường trực Ủy ban Kinh tế"}},
      {"Cấp ủy, tổ chức đảng, chính quyền các cấp tiếp tục", {"Cấp ủy, tổ chức đảng, chính quyền các cấp"}},
      // A class told by what its members were given.
      {"Các cơ quan được giao chủ trì soạn thảo phải gửi", {"Các cơ quan được giao chủ trì soạn thảo"}},
      // Heads and places.
      {"các Bộ, cơ quan: Nội vụ, Tài chính, Tập đoàn Sách Bình Giang theo chức năng",
       {"Bộ Nội vụ", "Bộ Tài chính", "Tập đoàn Sách Bình Giang"}},
      {"các Tập đoàn: Sách Bình Giang, Giấy Bình Giang thực hiện",
       {"Tập đoàn Sách Bình Giang", "Tập đoàn Giấy Bình Giang"}},
      {"UBND thành phố Hà Nội và tỉnh Quảng Ninh hỗ trợ",
       {"Ủy ban nhân dân thành phố Hà Nội", "Ủy ban nhân dân tỉnh Quảng Ninh"}},
      {"Tỉnh ủy, UBND các tỉnh: Gia Lai, Lâm Đồng chỉ đạo",
       {"Tỉnh ủy Gia Lai", "Tỉnh ủy Lâm Đồng", "Ủy ban nhân dân tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Lâm Đồng"}},
      {"Thành phố Hà Nội và các tỉnh Gia Lai, Lâm Đồng đẩy nhanh",
       {"Thành phố Hà Nội", "Tỉnh Gia Lai", "Tỉnh Lâm Đồng"}},
      {"UBND các xã: Bình An, Bình Hòa và thị trấn An Lộc mở cửa",
       {"Ủy ban nhân dân xã Bình An", "Ủy ban nhân dân xã Bình Hòa", "Ủy ban nhân dân thị trấn An Lộc"}},
      {"Phòng Tư pháp và các xã Bình An, Bình Hòa rà soát", {"Phòng Tư pháp", "Xã Bình An", "Xã Bình Hòa"}},
      {"các xã: Bình An, Bình Hòa, Phòng Tư pháp rà soát", {"Xã Bình An", "Xã Bình Hòa", "Phòng Tư pháp"}},
      {"UBND 02 xã: Bình An, Bình Hòa mở cửa", {"Ủy ban nhân dân xã Bình An", "Ủy ban nhân dân xã Bình Hòa"}},
      {"UBND các xã, phường: Bình An, Tân Lập mở cửa", {"Ủy ban nhân dân các xã, phường: Bình An, Tân Lập"}},
      {"UBND các xã, phường mở cửa", {"Ủy ban nhân dân các xã, phường"}},
      // What the places are: without it, it would be all of them.
      {"UBND các xã đặc biệt khó khăn rà soát", {"Ủy ban nhân dân các xã đặc biệt khó khăn"}},
      {"UBND các xã, thị trấn thuộc vùng đặc biệt khó khăn rà soát",
       {"Ủy ban nhân dân các xã, thị trấn thuộc vùng đặc biệt khó khăn"}},
      {"các xã có điều kiện kinh tế - xã hội đặc biệt khó khăn rà soát",
       {"Các xã có điều kiện kinh tế - xã hội đặc biệt khó khăn"}},
      {"Phòng Tư pháp và UBND các xã đảo đặc biệt khó khăn rà soát",
       {"Phòng Tư pháp", "Ủy ban nhân dân các xã đảo đặc biệt khó khăn"}},
      // A role alone names nobody.
      {"Cơ quan chủ trì có trách nhiệm báo tin", {}},
      {"34 tỉnh, thành phố thực hiện", {"34 tỉnh, thành phố"}},
      // The unit in place of its head.
      {"Lãnh đạo Sở Y tế chỉ đạo", {"Sở Y tế"}},
      {"Người đứng đầu các cơ quan, đơn vị chịu", {"Các cơ quan, đơn vị"}},
      // What separates units, or does not.
      {"Sở Y tế Sở Nội vụ phối hợp", {"Sở Y tế", "Sở Nội vụ"}},
      {"Sở Y tế/Sở Nội vụ phối hợp", {"Sở Y tế", "Sở Nội vụ"}},
      {"Sở Y tế - Cơ quan thường trực Ban Chỉ đạo, Sở Nội vụ", {"Sở Y tế", "Sở Nội vụ"}},
      {"Các sở , ban , ngành thực hiện", {"Các sở, ban, ngành"}},
      {"Thủ trưởng các sở - ngành chỉ đạo", {"Các sở - ngành"}},
      {"Các đơn vị tổ chức đọc sách", {"Các đơn vị"}},
      {"Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã diễn tập", {"Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã"}},
      // A place, a branch or a committee behind a known name.
      {"Báo và Đài Phát thanh, truyền hình Bình Giang đưa tin", {"Báo và Đài Phát thanh, truyền hình Bình Giang"}},
      {"Sở Xây dựng Bình Giang khảo sát", {"Sở Xây dựng Bình Giang"}},
      {"Ngân hàng Nhà nước Việt Nam - Chi nhánh khu vực II hướng dẫn",
       {"Ngân hàng Nhà nước Việt Nam - Chi nhánh khu vực II"}},
      {"Ban Tuyên giáo và Dân vận Thành ủy định hướng", {"Ban Tuyên giáo và Dân vận Thành ủy"}},
      {"Ban Chỉ đạo 389 các sở, ngành kiểm tra", {"Ban Chỉ đạo 389 các sở, ngành"}},
      {"Ủy ban bầu cử tỉnh kiểm tra", {"Ủy ban bầu cử tỉnh"}},
      // Offices.
      {"Bộ trưởng, Thủ trưởng cơ quan ngang bộ thực hiện", {"Bộ trưởng", "Cơ quan ngang bộ"}},
      {"Cục trưởng Cục Sách Bình Giang chỉ đạo", {"Cục Sách Bình Giang"}},
      {"Trưởng Ban Chỉ đạo tỉnh quyết định", {"Trưởng Ban Chỉ đạo tỉnh"}},
      {"Hiệu trưởng tổ chức đọc sách", {"Hiệu trưởng"}},
      {"Trưởng phòng Tư pháp xã kiểm tra", {"Phòng Tư pháp xã"}},
      {"Đồng chí Giám đốc Sở Y tế kiểm tra", {"Sở Y tế"}},
      {"Giám đốc các Sở kiểm tra", {"Giám đốc các Sở"}},
      {"Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang bộ chỉ đạo", {"Bộ trưởng", "Cơ quan ngang bộ"}},
      {"Lãnh đạo Bộ chỉ đạo", {"Lãnh đạo Bộ"}},
      // "các" in the middle of one group; a list in semicolons, with commas inside of names.
      {"Các cấp, các ngành thực hiện", {"Các cấp, các ngành"}},
      {"các Cục: Xuất bản, In và Phát hành; Báo chí thực hiện", {"Cục Xuất bản, In và Phát hành", "Cục Báo chí"}},
      // Common nouns in the plural, of the Party as of the State.
      {"Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy đọc sách",
       {"Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"}},
      {"Các trường học trên địa bàn tỉnh phải", {"Các trường học trên địa bàn tỉnh"}},
      {"Các đại biểu Quốc hội, các cơ quan liên quan giám sát", {"Các đại biểu Quốc hội", "Các cơ quan liên quan"}},
      {"Các phòng, đơn vị thuộc Sở tổ chức đọc sách", {"Các phòng, đơn vị thuộc Sở"}},
      // Words that look like verbs, and are parts of names.
      {"Ban Chỉ đạo chuyển đổi số tỉnh kiểm tra", {"Ban Chỉ đạo chuyển đổi số tỉnh"}},
      {"Ban Chỉ đạo các chương trình đọc sách kiểm tra", {"Ban Chỉ đạo các chương trình đọc sách"}},
      {"Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh thẩm tra", {"Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh"}},
      {"Sở tổ chức đọc sách", {}},
      // Numbers.
      {"Đội Quản lý thị trường số 2 kiểm tra", {"Đội Quản lý thị trường số 2"}},
      {"Thuế cơ sở 3 rà soát", {"Thuế cơ sở 3"}},
      {"Sở Nội vụ 02 bản", {"Sở Nội vụ"}},
      // Offices in a row; enterprises and builders, each kind a unit.
      {"Chủ tịch Hội đồng quản trị, Tổng Giám đốc các doanh nghiệp chỉ đạo", {"Các doanh nghiệp"}},
      {"Các doanh nghiệp viễn thông, tổ chức, cá nhân liên quan phải",
       {"Các doanh nghiệp viễn thông", "Tổ chức, cá nhân liên quan"}},
      {"Các chủ đầu tư, nhà thầu thi công phải", {"Các chủ đầu tư", "Nhà thầu thi công"}},
      {"Quý cơ quan, đơn vị phối hợp", {"Quý cơ quan, đơn vị"}},
      // Common nouns.
      {"Môi trường đọc sách", {}},
      {"Các cơ sở dữ liệu sách phải", {}},
      {"thanh tra việc đọc sách", {}},
      {"Thanh tra tỉnh kiểm tra", {"Thanh tra tỉnh"}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_THAT(ReadUnits(text, 0, text.tokens.size()).names(), ElementsAreArray(c.units)) << c.text;
  }
}

TEST(SpellName, WritesNamesAsTheyAreWritten) {
  const std::pair<const char*, const char*> cases[] = {
      {"SỞ NỘI VỤ", "Sở Nội vụ"},
      {"ỦY BAN MTTQ VIỆT NAM", "Ủy ban Mặt trận Tổ quốc Việt Nam"},
      {"UBND tỉnh", "Ủy ban nhân dân tỉnh"},
      {"các sở , ngành ( nếu có )", "Các sở, ngành (nếu có)"},
  };
  for (const auto& [words, name] : cases) {
    const TokenText text = Tokenize(words);
    EXPECT_EQ(SpellName(text, 0, text.tokens.size()), name);
  }
}

TEST(FindLabels, TellsLabelsFromVerbs) {
  const TokenText text = Tokenize("Mở tủ sách. Đơn vị chủ trì: Sở Nội vụ; Thời gian: Quý II/2026.");
  const std::vector<Label> labels = FindLabels(text, 0, text.tokens.size());
  ASSERT_EQ(labels.size(), 2u);
  EXPECT_EQ(labels[0].kind, "LEAD");
  EXPECT_EQ(text.Text(labels[0].value, labels[0].end), "Sở Nội vụ");
  EXPECT_EQ(labels[1].kind, "TIME");
  const TokenText verb = Tokenize("Sở Nội vụ chủ trì: mở tủ sách");
  EXPECT_THAT(FindLabels(verb, 0, verb.tokens.size()), ::testing::IsEmpty());
}

TEST(ReadResponsible, ReadsNamesAndSentences) {
  const TokenText names = Tokenize("Sở Nội vụ, Sở Y tế");
  EXPECT_THAT(ReadResponsible(names, 0, names.tokens.size()).units, ElementsAre("Sở Nội vụ", "Sở Y tế"));
  const TokenText leads = Tokenize("Sở Nội vụ chủ trì, phối hợp với các sở, ngành liên quan");
  const Responsible who = ReadResponsible(leads, 0, leads.tokens.size());
  EXPECT_THAT(who.units, ElementsAre("Sở Nội vụ"));
  EXPECT_THAT(who.coordinators, ElementsAre("Các sở, ngành liên quan"));
  EXPECT_TRUE(who.lead);
  const TokenText several = Tokenize("Sở Nội vụ tiến hành rà soát; các sở, ngành gửi kết quả về Sở Nội vụ");
  EXPECT_THAT(ReadResponsible(several, 0, several.tokens.size()).units, ElementsAre("Sở Nội vụ", "Các sở, ngành"));
}

}  // namespace
}  // namespace dondoc::directive::reading
