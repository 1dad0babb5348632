#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/domain/reading/meaning/citations/citations.h"
#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/tasks/sections.h"
#include "services/directive/domain/reading/meaning/tasks/subjects.h"
#include "services/directive/domain/reading/meaning/tasks/tasks.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/notation.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Units(const std::string& sentence) {
  const TokenText text = Tokenize(sentence);
  return ReadUnits(text, 0, text.tokens.size()).names();
}

TEST(ReadUnits, SplitsListsWhereUnitsEnd) {
  EXPECT_THAT(Units("Các phòng, ban, cơ quan, UBND các xã, thị trấn và các đơn vị liên quan tích cực"),
              ElementsAre("Các phòng, ban, cơ quan", "Ủy ban nhân dân các xã, thị trấn", "Các đơn vị liên quan"));
  EXPECT_THAT(Units("Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính và UBND cấp xã bố trí kinh phí"),
              ElementsAre("Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính", "Ủy ban nhân dân cấp xã"));
  EXPECT_THAT(Units("Phòng GD&ĐT huyện"), ElementsAre("Phòng Giáo dục và Đào tạo huyện"));
  for (const char* centre : {"Trung tâm VH - TT&TT huyện", "Trung tâm VHTT&TT huyện"}) {
    EXPECT_THAT(Units(centre), ElementsAre("Trung tâm Văn hóa, Thông tin và Thể thao huyện")) << centre;
  }
  EXPECT_THAT(Units("Phòng Lao động, Thương binh, Xã hội - Dân tộc huyện"),
              ElementsAre("Phòng Lao động, Thương binh, Xã hội - Dân tộc huyện"));
  EXPECT_THAT(Units("Giám đốc các Sở; Thủ trưởng các ngành, cơ quan cấp tỉnh xây dựng"),
              ElementsAre("Giám đốc các Sở", "Các ngành, cơ quan cấp tỉnh"));
  EXPECT_THAT(Units("Ủy ban Mặt trận Tổ quốc Việt Nam huyện, các tổ chức chính trị - xã hội huyện"),
              ElementsAre("Ủy ban Mặt trận Tổ quốc Việt Nam huyện", "Các tổ chức chính trị - xã hội huyện"));
  EXPECT_THAT(Units("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh"), ElementsAre("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"));
  EXPECT_THAT(Units("Trung tâm GDNN-GDTX huyện, các doanh nghiệp tổ chức đào tạo"),
              ElementsAre("Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện", "Các doanh nghiệp"));
  EXPECT_THAT(Units("các Sở: Nội vụ, Tài chính, Y tế thực hiện"), ElementsAre("Sở Nội vụ", "Sở Tài chính", "Sở Y tế"));
  EXPECT_THAT(Units("tăng cường kiểm tra"), IsEmpty());
  EXPECT_THAT(Units("Trường hợp có vướng mắc"), IsEmpty());
}

TEST(ReadUnitsWhole, TakesEveryWordOfACell) {
  const TokenText text = Tokenize("Nhóm đọc sách Bình Minh; các cơ quan, đơn vị theo quy định.");
  EXPECT_THAT(ReadUnitsWhole(text, 0, text.tokens.size()).names(),
              ElementsAre("Nhóm đọc sách Bình Minh", "Các cơ quan, đơn vị theo quy định"));
}

TEST(ReadNumber, ReadsNotations) {
  const std::pair<const char*, const char*> cases[] = {
      {"141/KH-UBND", "141/KH-UBND"},
      {"141 /KH-UBND", "141/KH-UBND"},
      {"29- CT/TW", "29-CT/TW"},
      {"31/2021/NĐ-CP ngày", "31/2021/NĐ-CP"},
      {"/UBND-VX", "/UBND-VX"},
      {"66.4/2025/NQ-CP", "66.4/2025/NQ-CP"},
      {"2021 - 2025", ""},
      {"15/12", ""},
      {"5/2024", ""},
  };
  for (const auto& [line, number] : cases) {
    const TokenText text = Tokenize(line);
    EXPECT_EQ(ReadNumber(text, 0, text.tokens.size(), true).number, number) << line;
  }
}

TEST(FindCitations, ReadsKindDayAndIssuer) {
  const TokenText text = Tokenize(
      "Thực hiện Kế hoạch số 57/KH-UBND, ngày 12/3/2021 của UBND tỉnh Bình Giang và Nghị quyết 18-NQ/TU của Ban Thường "
      "vụ Tỉnh ủy về đọc sách");
  const std::vector<CitationAt> found = FindCitations(text, 0, text.tokens.size());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].citation.number, "57/KH-UBND");
  EXPECT_EQ(found[0].citation.type, DocumentType::kPlan);
  EXPECT_EQ(found[0].citation.issued, (PartialDate{2021, 3, 12}));
  EXPECT_EQ(found[0].citation.issuer, "Ủy ban nhân dân tỉnh Bình Giang");
  EXPECT_EQ(found[1].citation.type, DocumentType::kResolution);
  EXPECT_TRUE(found[1].citation.issued.empty());
}

TEST(ReadSubject, TellsHeadingsSentencesAndIntroductionsApart) {
  const struct {
    const char* text;
    SubjectKind kind;
    bool binding;
    size_t units;
  } cases[] = {
      {"Phòng Nội vụ huyện", SubjectKind::kHeading, true, 1},
      {"Đề nghị Tỉnh đoàn", SubjectKind::kHeading, false, 1},
      {"UBND các xã, thị trấn theo chức năng, nhiệm vụ được giao", SubjectKind::kHeading, true, 1},
      {"Phòng Nội vụ: Chủ trì việc này.", SubjectKind::kInline, true, 1},
      {"Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ rà soát.", SubjectKind::kSentence, true, 1},
      {"Giao Sở Tư pháp theo dõi, đôn đốc.", SubjectKind::kSentence, true, 1},
      {"Căn cứ kế hoạch này, các sở, ban, ngành xây dựng kế hoạch của mình.", SubjectKind::kSentence, true, 1},
      {"Chủ tịch UBND tỉnh yêu cầu các sở, ngành và UBND các xã thực hiện các việc sau:", SubjectKind::kIntro, true, 2},
      {"Sở Tư pháp đã ban hành văn bản.", SubjectKind::kNone, true, 0},
      {"Tăng cường kiểm tra, phối hợp với các cấp, cơ quan liên quan vận động người dân.", SubjectKind::kNone, true, 0},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    const Subject subject = ReadSubject(text, 0, text.tokens.size(), false, false);
    EXPECT_EQ(subject.kind, c.kind) << c.text;
    EXPECT_EQ(subject.binding, c.binding) << c.text;
    EXPECT_EQ(subject.units.units.size(), c.units) << c.text;
  }
}

TEST(ReadSubject, FindsALaterRequestInFreeText) {
  const TokenText text = Tokenize(
      "Sở Nội vụ đã có hướng dẫn. Để kịp tổng hợp, đề nghị các phòng, ban khẩn trương gửi số liệu về Sở Nội vụ trước "
      "ngày 26/11/2025.");
  EXPECT_EQ(ReadSubject(text, 0, text.tokens.size(), false, false).kind, SubjectKind::kNone);
  const Subject subject = ReadSubject(text, 0, text.tokens.size(), false, true);
  EXPECT_EQ(subject.kind, SubjectKind::kSentence);
  EXPECT_THAT(subject.units.names(), ElementsAre("Các phòng, ban"));
}

TEST(ReadRole, FollowsTheVerb) {
  const std::pair<const char*, Role> cases[] = {
      {"Chủ trì, phối hợp với các sở làm việc này", Role::kLead},
      {"Phối hợp với Sở Y tế khám bệnh", Role::kCoordinate},
      {"Tham mưu UBND tỉnh ban hành", Role::kAdvise},
      {"Hướng dẫn các xã", Role::kExecute},
      {"Gửi báo cáo cho cơ quan chủ trì", Role::kExecute},
  };
  for (const auto& [line, role] : cases) {
    const TokenText text = Tokenize(line);
    EXPECT_EQ(ReadRole(text, 0, 0, text.tokens.size()), role) << line;
  }
}

TEST(ReadPartners, ReadsWhomToWorkWith) {
  const TokenText text =
      Tokenize("Chủ trì, phối hợp chặt chẽ với Sở Tài chính và các đơn vị liên quan tham mưu UBND tỉnh");
  EXPECT_THAT(ReadPartners(text, 0, text.tokens.size()), ElementsAre("Sở Tài chính", "Các đơn vị liên quan"));
  const TokenText none = Tokenize("Chủ trì, phối hợp tham mưu UBND huyện giao việc");
  EXPECT_THAT(ReadPartners(none, 0, none.tokens.size()), IsEmpty());
}

}  // namespace
}  // namespace dondoc::directive::reading
