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
#include "services/directive/domain/reading/meaning/values/dates.h"
#include "services/directive/domain/reading/meaning/values/notation.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ReadDate, ReadsFullPartialAndBlankDays) {
  const struct {
    const char* text;
    PartialDate date;
  } cases[] = {
      {"ngày 29 tháng 4 năm 2022", {2022, 4, 29}},
      {"ngày 23/02/2022", {2022, 2, 23}},
      {"05-01-2024", {2024, 1, 5}},
      {"ngày 15/12", {0, 12, 15}},
      {"tháng 12/2025", {2025, 12, 0}},
      {"năm 2030", {2030, 0, 0}},
      {"ngày   tháng 5 năm 2024", {2024, 5, 0}},
      {"ngày 26 tháng 0 6 năm 2018", {2018, 6, 26}},
      {"ngày 32/13/2020", {}},
      {"ngày mai", {}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_EQ(ReadDate(text, 0, text.tokens.size()).date, c.date) << c.text;
  }
}

TEST(FindDue, ReadsDeadlinesAndNothingElse) {
  const struct {
    const char* text;
    Due due;
  } cases[] = {
      {"báo cáo (trước ngày 15/12) hằng năm", {0, 0, 12, 15, 0}},
      {"xong trong tháng 12/2025", {2025, 0, 12, 0, 0}},
      {"hoàn thành trong quý IV năm 2020", {2020, 4, 0, 0, 0}},
      {"chậm nhất ngày 30 tháng 6 năm 2026", {2026, 0, 6, 30, 0}},
      {"Quyết định ngày 05/3/2024 của tỉnh", {}},
      {"trước năm 2030", {}},
      {"sắp xếp xong tủ sách trước 15 tháng 12", {0, 0, 12, 15, 0}},
      {"sắp xếp xong trước 17 giờ 15 tháng 12 năm 2026", {2026, 0, 12, 15, 0}},
      {"sắp xếp tủ sách (hoàn thành tháng 6/2026)", {2026, 0, 6, 0, 0}},
      {"sắp xếp tủ sách (xong trước 30.6)", {0, 0, 6, 30, 0}},
      {"sắp xếp tủ sách (xong quý II/2026)", {2026, 2, 0, 0, 0}},
      {"sắp xếp xong trước ngày 31/9/2026", {}},
      {"sắp xếp xong trước 31 tháng 9", {}},
      {"sắp xếp xong trước ngày 29/02", {0, 0, 2, 29, 0}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_EQ(FindDue(text, 0, text.tokens.size()), c.due) << c.text;
  }
}

TEST(FindDeadline, TakesAYearWhereSomethingIsToBeCompleted) {
  const struct {
    const char* text;
    Due due;
  } cases[] = {
      {"Mua sách cho các xã, hoàn thành trong năm 2026.", {2026, 0, 0, 0, 0}},
      {"Mua sách cho các xã; thời gian hoàn thành: năm 2026.", {2026, 0, 0, 0, 0}},
      {"Mua sách cho các xã, xong trước năm 2027.", {2027, 0, 0, 0, 0}},
      {"Mua sách cho các xã đến hết năm 2026.", {2026, 0, 0, 0, 0}},
      {"Mua sách cho các xã đến cuối năm 2026.", {2026, 0, 0, 0, 0}},
      {"Hoàn thành trong năm 2026, riêng tủ sách xã Hòa An xong trước ngày 15/6.", {0, 0, 6, 15, 0}},
      {"Kiểm kê sách mua trước năm 2010.", {}},
      {"Tính đến hết năm 2025 có 90% xã có tủ sách.", {}},
      {"Hoàn thành việc kiểm kê. Sách mua trong năm 2025 để riêng.", {}},
      {"Hoàn thành trước ngày 31/9/2026.", {}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_EQ(FindDeadline(text, 0, text.tokens.size()), c.due) << c.text;
  }
}

TEST(ReadDueCell, LeavesOutDaysThatNoCalendarHas) {
  const TokenText text = Tokenize("31/9/2026");
  EXPECT_EQ(ReadDueCell(text, 0, text.tokens.size()), Due{});
}

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
