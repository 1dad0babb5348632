#include "services/directive/domain/reading/meaning/tasks/tasks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/domain/reading/meaning/tasks/clauses.h"
#include "services/directive/domain/reading/meaning/tasks/subjects.h"
#include "services/directive/domain/reading/meaning/units/heading_names.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

TEST(ReadSubject, FindsItBehindOpeningWords) {
  const struct {
    const char* text;
    SubjectKind kind;
    std::vector<std::string> units;
  } cases[] = {
      {"Về đường Bình Giang - An Lạc: giao Sở Xây dựng chủ trì khảo sát.", SubjectKind::kSentence, {"Sở Xây dựng"}},
      {"Về xe thư viện: Tỉnh căn cứ quy định để bố trí.", SubjectKind::kSentence, {"Tỉnh"}},
      {"Về kho sách: với vai trò là chủ đầu tư, Sở Tài chính bố trí vốn.", SubjectKind::kSentence, {"Sở Tài chính"}},
      {"Trong quá trình thực hiện, nếu có vướng mắc, các cơ quan, đơn vị phản ánh về Sở Nội vụ.",
       SubjectKind::kSentence,
       {"Các cơ quan, đơn vị"}},
      {"Quá trình thực hiện nếu có khó khăn, vướng mắc các sở, ngành báo cáo UBND tỉnh.",
       SubjectKind::kSentence,
       {"Các sở, ngành"}},
      {"Hằng năm Sở Nội vụ tổng hợp kết quả.", SubjectKind::kSentence, {"Sở Nội vụ"}},
      {"Đối với các sách quý, Sở Nội vụ lập danh mục.", SubjectKind::kSentence, {"Sở Nội vụ"}},
      {"Đối với các sở, ngành làm mất sách bị nhắc nhở.", SubjectKind::kNone, {}},
      {"Cấp ủy, chính quyền các cấp, nhất là ở vùng núi phải đi đầu.",
       SubjectKind::kSentence,
       {"Cấp ủy, chính quyền các cấp"}},
      // A small word behind a complete name is its verb, known or not.
      {"Bộ Y tế xuất kho sách cho các xã.", SubjectKind::kSentence, {"Bộ Y tế"}},
      {"Sở Nội vụ đang rà soát, ban soạn thảo yêu cầu các sở, ngành thực hiện các việc sau:",
       SubjectKind::kIntro,
       {"Các sở, ngành"}},
      {"Thực hiện tốt công tác kiểm tra, thanh tra, giám sát.", SubjectKind::kNone, {}},
      // An opening clause may end with names of its own.
      {"Trên cơ sở đề nghị của UBND các xã, Sở Xây dựng lập kế hoạch mở thư viện.",
       SubjectKind::kSentence,
       {"Sở Xây dựng"}},
      // Where what is to be done has begun, no subject follows.
      {"Trên cơ sở đề xuất của các sở, chủ trì tổng hợp và phối hợp với các sở, UBND xã rà soát.",
       SubjectKind::kNone,
       {}},
      {"Hằng năm công bố kết quả; khen thư viện tốt nhất, các xã dẫn đầu.", SubjectKind::kNone, {}},
      // Who is told is not spoken about.
      {"Giao Sở Nội vụ là cơ quan đầu mối.", SubjectKind::kSentence, {"Sở Nội vụ"}},
      {"Sở Nội vụ là cơ quan đầu mối, phối hợp cùng Sở Y tế mở lớp.", SubjectKind::kSentence, {"Sở Nội vụ"}},
      {"Sở Nội vụ là đầu mối tổng hợp kết quả của các xã.", SubjectKind::kSentence, {"Sở Nội vụ"}},
      {"Sở Nội vụ là cơ quan đầu mối của tỉnh.", SubjectKind::kNone, {}},
      {"Đề nghị Ban Dân vận Tỉnh ủy theo dõi việc đọc sách.", SubjectKind::kSentence, {"Ban Dân vận Tỉnh ủy"}},
      {"Sở Nội vụ theo chức năng rà soát sách.", SubjectKind::kSentence, {"Sở Nội vụ"}},
      {"Mời Tỉnh đoàn tham gia ngày hội sách.", SubjectKind::kSentence, {"Tỉnh đoàn"}},
      {"Sở Nội vụ, UBND các xã không cho mượn sách quý.",
       SubjectKind::kSentence,
       {"Sở Nội vụ", "Ủy ban nhân dân các xã"}},
      {"Một là, các sở tiếp tục mở tủ sách.", SubjectKind::kSentence, {"Các sở"}},
      {"Giáo viên: bổ sung biên chế.", SubjectKind::kNone, {}},
      {"Sở Nội vụ đề nghị UBND các xã; yêu cầu các trường học mở tủ sách.",
       SubjectKind::kSentence,
       {"Ủy ban nhân dân các xã", "Các trường học"}},
      {"Các doanh nghiệp, cơ sở kinh doanh sách: Chấp hành quy định.",
       SubjectKind::kInline,
       {"Các doanh nghiệp, cơ sở kinh doanh sách"}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    const Subject subject = ReadSubject(text, 0, text.tokens.size(), false, false);
    EXPECT_EQ(subject.kind, c.kind) << c.text;
    EXPECT_THAT(subject.units.names(), ElementsAreArray(c.units)) << c.text;
  }
}

TEST(ReadSubject, NamesAClassByTheWholeHeading) {
  const TokenText text = Tokenize("Các chủ đầu tư xây dựng và kinh doanh nhà sách");
  const Subject subject = ReadSubject(text, 0, text.tokens.size(), true, false);
  EXPECT_EQ(subject.kind, SubjectKind::kHeading);
  EXPECT_THAT(subject.units.names(), ElementsAre("Các chủ đầu tư xây dựng và kinh doanh nhà sách"));
}

TEST(ReadHeadingName, TakesAllWordsThatSayNothingToDo) {
  const struct {
    const char* text;
    std::vector<std::string> units;
  } cases[] = {
      {"Đề nghị các tổ chức cung cấp dịch vụ thư viện", {"Các tổ chức cung cấp dịch vụ thư viện"}},
      {"Ủy ban nhân dân các xã: Bình An, Bình Hòa và thị trấn An Lộc",
       {"Ủy ban nhân dân xã Bình An", "Ủy ban nhân dân xã Bình Hòa", "Ủy ban nhân dân thị trấn An Lộc"}},
      {"Sở Nội vụ và các cơ sở đào tạo tại tỉnh", {"Sở Nội vụ", "Các cơ sở đào tạo tại tỉnh"}},
      {"Sở Nội vụ - cơ quan thường trực", {"Sở Nội vụ"}},
      {"Các cơ quan báo chí (nếu có)", {"Các cơ quan báo chí"}},
      {"Trung tâm VH, TT & TT", {"Trung tâm Văn hóa, Thông tin và Thể thao"}},
      {"Sở Nội vụ chủ trì, phối hợp với Sở Y tế", {}},
      {"Sở Nội vụ tiếp tục mở cửa", {}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_THAT(ReadHeadingName(text, 0, text.tokens.size()).names(), ElementsAreArray(c.units)) << c.text;
  }
}

TEST(ReadRole, LooksBehindTheSubject) {
  const struct {
    const char* text;
    size_t verb;
    Role role;
  } cases[] = {
      {"Sở Nội vụ phối hợp với Sở Y tế rà soát sách", 3, Role::kCoordinate},
      {"Các sở phối hợp thực hiện", 2, Role::kExecute},
      {"Chủ động phối hợp với Sở Y tế", 0, Role::kCoordinate},
      {"Gửi báo cáo về dự án do các sở, ngành chủ trì", 0, Role::kExecute},
      {"Tổng hợp kết quả nội dung được phân công chủ trì", 0, Role::kExecute},
      {"Sở Nội vụ có trách nhiệm tham mưu UBND tỉnh", 3, Role::kAdvise},
      {"Căn cứ nhiệm vụ được giao, phối hợp với Sở Y tế rà soát", 0, Role::kCoordinate},
      {"Chỉ đạo các xã chủ trì mở tủ sách", 0, Role::kExecute},
      {"Cơ quan chủ trì có trách nhiệm lấy ý kiến", 4, Role::kLead},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_EQ(ReadRole(text, 0, c.verb, text.tokens.size()), c.role) << c.text;
  }
}

struct Given {
  std::string units;  // joined by "; "
  Role role;
  std::string text;
  friend bool operator==(const Given&, const Given&) = default;
  friend void PrintTo(const Given& given, std::ostream* out) {
    *out << "{" << given.units << " | " << static_cast<int>(given.role) << " | " << given.text << "}";
  }
};

// The tasks of a body that follows a plain header.
std::vector<Given> Tasks(const std::string& body) {
  static std::string kept;
  kept = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH GIANG\n\nSố: 15/TB-UBND\n\nTHÔNG BÁO\nVề việc đọc sách\n\n" + body;
  const TokenText text = Tokenize(kept);
  const Layout layout = LayOut(text);
  const std::vector<Block> blocks = MakeBlocks(text, layout, std::vector<bool>(layout.lines.size(), false));
  std::vector<Given> tasks;
  for (const ProposedTask& task : ReadTasks(text, blocks, ReadSections(text, blocks)).tasks) {
    std::string units;
    for (const std::string& name : task.units) {
      units += (units.empty() ? "" : "; ") + name;
    }
    tasks.push_back({units, task.role, task.text});
  }
  return tasks;
}

TEST(ReadTasks, ReadsConclusionsInFreeText) {
  EXPECT_THAT(
      Tasks("II. KIẾN NGHỊ CỦA XÃ\n\n"
            "1. Về kinh phí mua sách: Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí.\n\n"
            "2. Về đường đến thư viện: Tỉnh nghiên cứu đầu tư. Sở Xây dựng hướng dẫn các xã lập dự án.\n"),
      ElementsAre(Given{"Sở Tài chính", Role::kLead,
                        "Về kinh phí mua sách: Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí."},
                  Given{"Tỉnh Bình Giang", Role::kExecute, "Về đường đến thư viện: Tỉnh nghiên cứu đầu tư."},
                  Given{"Sở Xây dựng", Role::kExecute, "Sở Xây dựng hướng dẫn các xã lập dự án."}));
}

TEST(ReadTasks, ReadsWhoLeadsBehindWhatIsToBeDone) {
  EXPECT_THAT(
      Tasks("Để nhiều người đọc sách hơn, Ủy ban nhân dân tỉnh thông báo như sau:\n\n"
            "II. NHIỆM VỤ\n\n1. Soạn quy chế thư viện xã (Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp).\n\n"
            "2. Mở rộng thư viện tỉnh. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính.\n\n"
            "3. Soạn danh mục sách quý (Đơn vị thực hiện: Sở Y tế).\n\n"
            "4. Quét các sách cũ.\n\nTrách nhiệm: Sở Khoa học và Công nghệ.\n\n"
            "5. Tổ chức ngày hội sách; giao Sở Nội vụ chủ trì.\n\n"
            "6. Tập huấn người làm thư viện\n\n- Chủ trì: Sở Y tế.\n\n"
            "7. Mở tủ sách pháp luật - Sở Tư pháp chủ trì.\n"),
      ElementsAre(
          Given{"Sở Nội vụ", Role::kLead, "Soạn quy chế thư viện xã (Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp)."},
          Given{"Sở Xây dựng", Role::kLead, "Mở rộng thư viện tỉnh. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính."},
          Given{"Sở Y tế", Role::kExecute, "Soạn danh mục sách quý"},
          Given{"Sở Khoa học và Công nghệ", Role::kExecute, "Quét các sách cũ."},
          Given{"Sở Nội vụ", Role::kLead, "Tổ chức ngày hội sách; giao Sở Nội vụ chủ trì."},
          Given{"Sở Y tế", Role::kLead, "Tập huấn người làm thư viện"},
          Given{"Sở Tư pháp", Role::kLead, "Mở tủ sách pháp luật - Sở Tư pháp chủ trì."}));
}

TEST(ReadTasks, ReadsLabelsAboveClauses) {
  const std::string lead = "Để nhiều người đọc sách hơn, Ủy ban nhân dân tỉnh thông báo như sau:\n\nII. NHIỆM VỤ\n\n";
  const std::string clauses = "\n\na) Soạn quy chế thư viện của xã.\n\nb) Soạn quy chế thư viện của tỉnh.\n\n";
  const std::vector<Given> given = {{"Sở Nội vụ; Sở Y tế", Role::kLead, "Soạn quy chế thư viện của xã."},
                                    {"Sở Nội vụ; Sở Y tế", Role::kLead, "Soạn quy chế thư viện của tỉnh."}};
  for (const char* heading : {
           "1. Hoàn thiện quy định (chủ trì: Sở Nội vụ, Sở Y tế)",
           "1. Hoàn thiện quy định\n\nĐơn vị chủ trì: Sở Nội vụ, Sở Y tế.",
           "1. Chủ trì, phối hợp thực hiện: Sở Nội vụ, Sở Y tế",
           "1. Sở Nội vụ, Sở Y tế chủ trì thực hiện",
           "1. Nhóm nhiệm vụ do Sở Nội vụ, Sở Y tế chủ trì thực hiện",
           "1. Giao Sở Nội vụ, Sở Y tế, theo lĩnh vực phụ trách, chủ trì triển khai:",
       }) {
    EXPECT_THAT(Tasks(lead + heading + clauses), ElementsAreArray(given)) << heading;
  }
  // Behind them, in the document's own words.
  EXPECT_THAT(Tasks(lead + "1. Hoàn thiện quy định" + clauses +
                    "Cơ quan chủ trì thực hiện các nhiệm vụ trên: Sở Nội vụ, Sở Y tế.\n"),
              ElementsAreArray(given));
  EXPECT_THAT(Tasks(lead + "1. Hoàn thiện quy định\n\na) Soạn quy chế thư viện của xã.\n\n(Chủ trì: Sở Nội vụ)\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kLead, "Soạn quy chế thư viện của xã."}));
}

TEST(ReadTasks, ReadsALabelsValueInTheBulletsBelowIt) {
  EXPECT_THAT(
      Tasks("1. Rà soát sách cũ trong thư viện của tỉnh.\n\n- Đơn vị chủ trì:\n\n+ Sở Nội vụ;\n\n+ Sở Y tế.\n\n"
            "- Đơn vị phối hợp:\n\n+ Các sở, ngành.\n\n2. Mở thêm thư viện ở các xã.\n\n- Đơn vị chủ trì: Sở Y tế.\n"),
      ElementsAre(Given{"Sở Nội vụ; Sở Y tế", Role::kLead, "Rà soát sách cũ trong thư viện của tỉnh."},
                  Given{"Sở Y tế", Role::kLead, "Mở thêm thư viện ở các xã."}));
}

TEST(ReadTasks, HandsToGroupsWhatAnIntroductionSaysTheyNeedToDo) {
  EXPECT_EQ(
      Tasks("Thời gian qua nhiều thư viện ở các xã đã được mở.\n\nCác cấp, các ngành cần tập trung các việc sau:\n\n"
            "1. Mở tủ sách ở các thôn.\n\n2. Kiểm kê sách cũ trong kho.\n")
          .size(),
      2u);
}

TEST(ReadTasks, PartsWhatIsGivenToSeveralInOneSentence) {
  EXPECT_THAT(Tasks("3. Phân công Sở Tài chính bố trí kinh phí; Công an tỉnh bảo đảm an ninh; Sở Y tế phối hợp.\n"),
              ElementsAre(Given{"Sở Tài chính", Role::kExecute, "Phân công Sở Tài chính bố trí kinh phí;"},
                          Given{"Công an tỉnh", Role::kExecute, "Công an tỉnh bảo đảm an ninh; Sở Y tế phối hợp."}));
  EXPECT_THAT(Tasks("4. Sở Nội vụ tập trung: (1) mở tủ sách; (2) kiểm kê sách.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "mở tủ sách;"},
                          Given{"Sở Nội vụ", Role::kExecute, "kiểm kê sách."}));
}

TEST(ReadTasks, ReadsATopicBeforeTheSubject) {
  EXPECT_THAT(Tasks("1. Kinh phí: Sở Tài chính bố trí kinh phí mua sách.\n"),
              ElementsAre(Given{"Sở Tài chính", Role::kExecute, "Kinh phí: Sở Tài chính bố trí kinh phí mua sách."}));
}

TEST(ReadTasks, ReadsItemsNumberedInsideALine) {
  EXPECT_THAT(Tasks("II. NHIỆM VỤ\n\na) Sở Nội vụ: (1) Mở tủ sách; (2) chủ trì kiểm kê sách.\n\n"
                    "b) Mở rộng thư viện: (i) Sở Y tế mở tủ sách y học; (ii) Các xã mở phòng đọc.\n\n"
                    "c) Sở Y tế rà soát các loại sách ở kho trung tâm và các kho ở xã: (1) sách cũ; (2) sách quý.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Mở tủ sách;"},
                          Given{"Sở Nội vụ", Role::kLead, "chủ trì kiểm kê sách."},
                          Given{"Sở Y tế", Role::kExecute, "Sở Y tế mở tủ sách y học;"},
                          Given{"Các xã", Role::kExecute, "Các xã mở phòng đọc."},
                          Given{"Sở Y tế", Role::kExecute,
                                "Sở Y tế rà soát các loại sách ở kho trung tâm và các kho ở xã: (1) sách cũ; (2) sách "
                                "quý."}));
}

TEST(ReadTasks, ReadsPartsUnderABulletThatNamesUnits) {
  EXPECT_EQ(Tasks("15. UBND các xã có trách nhiệm:\n\n+ Bố trí kinh phí mua sách.\n\n+ Mở phòng đọc.\n").size(), 2u);
  EXPECT_THAT(
      Tasks("1. Sở Nội vụ\n\n- Mở tủ sách ở các xã:\n\n+ Xã vùng cao trước.\n\n"
            "- UBND thành phố Bình Giang cần tập trung các nhiệm vụ sau:\n\n+ Mở rộng nhà sách của thành phố.\n"),
      ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Mở tủ sách ở các xã: + Xã vùng cao trước."},
                  Given{"Ủy ban nhân dân thành phố Bình Giang", Role::kExecute, "Mở rộng nhà sách của thành phố."}));
}

TEST(ReadTasks, KeepsABulletOrItsParts) {
  // Parts that say what to do are tasks; others belong to what stands above them.
  EXPECT_THAT(
      Tasks("1. Sở Nội vụ\n\n- Rà soát hồ sơ thư viện của các xã:\n\n"
            "+ Lập danh mục sách trước ngày 30/6/2026.\n\n+ Báo cáo Ủy ban nhân dân tỉnh kết quả.\n\n"
            "- Rà soát hồ sơ, gồm:\n\n+ Hồ sơ sách cũ;\n\n+ Hồ sơ sách mới.\n"),
      ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Lập danh mục sách trước ngày 30/6/2026."},
                  Given{"Sở Nội vụ", Role::kExecute, "Báo cáo Ủy ban nhân dân tỉnh kết quả."},
                  Given{"Sở Nội vụ", Role::kExecute, "Rà soát hồ sơ, gồm: + Hồ sơ sách cũ; + Hồ sơ sách mới."}));
}

TEST(ReadTasks, KeepsWhatIsDueWhenSomethingTakesEffect) {
  const char* tasks[] = {
      "Trong thời hạn 30 ngày kể từ ngày Quyết định này có hiệu lực, Sở Nội vụ ban hành quy chế thư viện xã.",
      "Sở Nội vụ ban hành quy chế thư viện xã trong 30 ngày kể từ ngày Luật số 12/2026/QH16 ngày 05/3/2026 có hiệu lực "
      "thi hành.",
      "Sở Nội vụ ban hành quy chế thư viện xã chậm nhất 30 ngày sau khi có hiệu lực của Nghị quyết này.",
      "Sở Nội vụ ban hành quy chế thư viện xã trước ngày Luật này có hiệu lực.",
      "Sở Nội vụ rà soát các quy chế thư viện xã đang có hiệu lực.",
  };
  for (const char* task : tasks) {
    EXPECT_THAT(Tasks(std::string("1. Quy chế thư viện của xã\n\na) ") + task + "\n"),
                ElementsAre(Given{"Sở Nội vụ", Role::kExecute, task}));
  }
  EXPECT_THAT(Tasks("Điều 3. Thông báo này có hiệu lực kể từ ngày ký. Các sở thực hiện Thông báo này.\n"), IsEmpty());
}

TEST(ReadTasks, TakesANoteForNoItem) {
  const std::string items = "1. Sở Nội vụ mở tủ sách ở 45 trạm(2) của các xã vùng cao.\n";
  EXPECT_THAT(Tasks(items + "\n(2) Theo thống kê năm 2025; Sở Xây dựng chủ trì thống kê.\n\n2. Sở Y tế tặng sách.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Sở Nội vụ mở tủ sách ở 45 trạm(2) của các xã vùng cao."},
                          Given{"Sở Y tế", Role::kExecute, "Sở Y tế tặng sách."}));
  // An item of a list: nothing refers to it, or it orders something.
  EXPECT_EQ(Tasks("1. Sở Nội vụ:\n\n(1) Mở tủ sách ở các xã.\n\n(2) Theo kế hoạch, mua sách cho các xã.\n").size(), 2u);
  EXPECT_EQ(
      Tasks("1. Sở Nội vụ làm các việc sau ở 45 trạm(2):\n\n(1) Mở tủ sách.\n\n(2) Theo dõi các xã đọc sách.\n").size(),
      2u);
}

TEST(ReadTasks, KeepsABulletThatIsASentenceAndItsParts) {
  EXPECT_THAT(Tasks("1. Sở Nội vụ\n\n- Rà soát hồ sơ thư viện.\n\n+ Lập danh mục sách cũ;\n\n+ Bố trí sách mới.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Rà soát hồ sơ thư viện."},
                          Given{"Sở Nội vụ", Role::kExecute, "Lập danh mục sách cũ;"},
                          Given{"Sở Nội vụ", Role::kExecute, "Bố trí sách mới."}));
  EXPECT_THAT(Tasks("1. Sở Nội vụ\n\n- Rà soát hồ sơ thư viện của các xã, phường và của các trường học, các trạm y tế, "
                    "các nhà văn hóa trên địa bàn toàn tỉnh\n\n+ Lập danh mục sách cũ;\n\n+ Bố trí sách mới.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Lập danh mục sách cũ;"},
                          Given{"Sở Nội vụ", Role::kExecute, "Bố trí sách mới."}));
}

TEST(ReadTasks, ReadsTheShortestTasks) {
  EXPECT_THAT(
      Tasks("1. Sở Nội vụ\n\na) Rà soát.\n\nb) Tập huấn.\n"),
      ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Rà soát."}, Given{"Sở Nội vụ", Role::kExecute, "Tập huấn."}));
  EXPECT_THAT(Tasks("2. Hội Nông dân tỉnh\n\nXây dựng trạm.\n"),
              ElementsAre(Given{"Hội Nông dân tỉnh", Role::kExecute, "Xây dựng trạm."}));
}

TEST(ReadTasks, LeavesTheMarkOfAFootnoteOutOfNames) {
  EXPECT_THAT(Tasks("1. Sở Nội vụ[1]\n\na) Rà soát sách cũ.\n\n2. Sở Y tế[2] mở tủ sách.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kExecute, "Rà soát sách cũ."},
                          Given{"Sở Y tế", Role::kExecute, "Sở Y tế[2] mở tủ sách."}));
}

TEST(ReadTasks, HandsOnWhoHelps) {
  EXPECT_THAT(Tasks("II. NHIỆM VỤ\n\n1. Sở Nội vụ phối hợp với Sở Y tế:\n\n- Mở tủ sách ở các trạm y tế.\n\n"
                    "- Tổ chức ngày đọc sách hằng năm.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kCoordinate, "Mở tủ sách ở các trạm y tế."},
                          Given{"Sở Nội vụ", Role::kCoordinate, "Tổ chức ngày đọc sách hằng năm."}));
}

TEST(ReadTasks, HandsOnWhoLeads) {
  EXPECT_THAT(Tasks("II. NHIỆM VỤ\n\n1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế:\n\n- Mở tủ sách ở các trạm y tế.\n\n"
                    "- Tổ chức ngày đọc sách hằng năm.\n"),
              ElementsAre(Given{"Sở Nội vụ", Role::kLead, "Mở tủ sách ở các trạm y tế."},
                          Given{"Sở Nội vụ", Role::kLead, "Tổ chức ngày đọc sách hằng năm."}));
}

TEST(ReadTasks, KeepsTheHeadingsUnitNamedInShort) {
  EXPECT_THAT(Tasks("1. Cục Thuế tỉnh Bình Giang\n\n- Cục Thuế lập danh mục sách thuế.\n\n"
                    "- Khuyến khích các doanh nghiệp tặng sách cho thư viện.\n"),
              ElementsAre(Given{"Cục Thuế tỉnh Bình Giang", Role::kExecute, "Cục Thuế lập danh mục sách thuế."},
                          Given{"Cục Thuế tỉnh Bình Giang", Role::kExecute,
                                "Khuyến khích các doanh nghiệp tặng sách cho thư viện."}));
}

TEST(ReadTasks, TakesAClosingParagraphOnlyWithADay) {
  EXPECT_THAT(Tasks("Yêu cầu các sở, ngành nghiêm túc thực hiện Thông báo này./.\n"), IsEmpty());
  const std::string four = "1. Sở Nội vụ\n\n- Mở tủ sách ở mỗi xã của tỉnh.\n\n- Tặng sách cho trẻ em nghèo.\n\n";
  EXPECT_EQ(Tasks(four + "UBND tỉnh yêu cầu các sở, ngành nghiêm túc thực hiện.\n").size(), 2u);
  EXPECT_THAT(Tasks("Đề nghị các sở, ngành gửi kết quả về Sở Nội vụ trước ngày 15/12/2025./.\n"),
              ElementsAre(Given{"Các sở, ngành", Role::kExecute,
                                "Đề nghị các sở, ngành gửi kết quả về Sở Nội vụ trước ngày 15/12/2025./."}));
}

TEST(ReadTasks, BeginsWhereTheSentenceBeginsThatAsks) {
  EXPECT_THAT(
      Tasks("Sở Nội vụ đã có hướng dẫn về đọc sách. Để kịp tổng hợp, đề nghị các phòng, ban gửi số liệu về Sở Nội "
            "vụ trước ngày 26/11/2025.\n"),
      ElementsAre(Given{"Các phòng, ban", Role::kExecute,
                        "Để kịp tổng hợp, đề nghị các phòng, ban gửi số liệu về Sở Nội vụ trước ngày 26/11/2025."}));
}

TEST(ReadTasks, LeavesToAllOnlyWhatNoSectionGivesToSomeone) {
  const std::string all =
      "UBND tỉnh yêu cầu các sở, ngành thực hiện các nội dung sau:\n\nA. NỘI DUNG\n\n"
      "- Nâng cao chất lượng đọc sách ở mỗi xã.\n\n";
  EXPECT_THAT(Tasks(all),
              ElementsAre(Given{"Các sở, ngành", Role::kExecute, "Nâng cao chất lượng đọc sách ở mỗi xã."}));
  std::string named = all + "B. PHÂN CÔNG\n\n1. Sở Nội vụ\n\n";
  for (const char* what : {"tủ sách", "thư viện", "phòng đọc", "kho sách", "quầy sách"}) {
    named += std::string("- Mở thêm ") + what + " ở các xã vùng cao.\n\n";
  }
  EXPECT_EQ(Tasks(named).size(), 5u);
}

TEST(ReadTasks, TakesWhatStandsUnderALabelForItsValue) {
  EXPECT_EQ(
      Tasks("1. Rà soát sách cũ trong thư viện của tỉnh.\n\n- Đơn vị chủ trì: Sở Nội vụ.\n\n- Thời gian thực hiện:\n\n"
            "+ Các sở, ngành gửi kết quả về Sở Nội vụ trước ngày 15/12/2025.\n")
          .size(),
      1u);
}

}  // namespace
}  // namespace dondoc::directive::reading
