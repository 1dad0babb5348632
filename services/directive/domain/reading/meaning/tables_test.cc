// What tables say: tasks and targets of their rows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "services/directive/domain/reading/meaning/targets/targets.h"
#include "services/directive/domain/reading/meaning/tasks/tasks.h"
#include "services/directive/domain/reading/structure/clean_text.h"
#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MeaningOfTables : public ::testing::Test {
 protected:
  void Read(const std::string& original) {
    clean_ = Clean(original);
    text_ = Tokenize(clean_.text);
    const Layout layout = LayOut(text_);
    std::vector<bool> taken(layout.lines.size());
    tables_ = ReadTables(text_, layout, &taken);
  }

  // Value and years of the targets, as "AT_LEAST 90 % 2026-2030" would say it.
  using Target = std::tuple<Comparator, double, std::string, int, int>;
  std::vector<Target> Targets() {
    std::vector<Target> targets;
    for (const ProposedTarget& target : ReadTargets(text_, {}, {}, tables_)) {
      targets.emplace_back(target.comparator, target.value, target.measure, target.from_year, target.to_year);
    }
    return targets;
  }

  CleanText clean_;
  TokenText text_;
  std::vector<Table> tables_;
};

TEST_F(MeaningOfTables, ValuesAreTargetsOfTheirColumnsYears) {
  Read(
      "Phụ lục\nCÁC CHỈ TIÊU CHỦ YẾU\n"
      "| TT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2024 | Năm 2026 | Đến năm 2030 |\n|---|---|---|---|---|---|\n"
      "| 1 | Tỷ lệ xã có tủ sách | % | 40 | 75,5 | Trên 90 |\n"
      "| 2 | Số sách cho mượn tăng bình quân hằng năm | % | | 5 - 7 | 10% |\n"
      "| 3 | Tỷ lệ sách mất tối đa (%) | | 4 | 3 | ≤ 2 |\n"
      "| 4 | Kho sách | kho | 1 | x | - |\n");
  EXPECT_THAT(
      Targets(),
      ElementsAre(Target(Comparator::kAtLeast, 75.5, "%", 2026, 2026), Target(Comparator::kMoreThan, 90, "%", 0, 2030),
                  Target(Comparator::kIncreaseBy, 5, "%", 2026, 2026),
                  Target(Comparator::kIncreaseBy, 10, "%", 0, 2030), Target(Comparator::kAtMost, 3, "%", 2026, 2026),
                  Target(Comparator::kAtMost, 2, "%", 0, 2030)));
}

TEST_F(MeaningOfTables, GroupsOfRowsNameTheirPeriod) {
  Read(
      "DANH MỤC CHỈ TIÊU\n"
      "| TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì theo dõi |\n|---|---|---|---|---|\n"
      "| I | Giai đoạn 2026 - 2028 | | | |\n"
      "| 1 | Thư viện mở cửa cả ngày | Thư viện | ≥ 12 | Sở Y tế |\n"
      "| 2 | Xếp hạng đọc sách | Thứ bậc | ≤ 3 trong vùng; ≤ 15 cả nước | Sở Y tế |\n"
      "| II | Đến năm 2030 | | | |\n"
      "| 3 | Thư viện mở cửa cả ngày | Thư viện | 30 | Sở Nội vụ |\n");
  EXPECT_THAT(Targets(), ElementsAre(Target(Comparator::kAtLeast, 12, "Thư viện", 2026, 2028),
                                     Target(Comparator::kAtMost, 3, "Thứ bậc", 2026, 2028),
                                     Target(Comparator::kAtMost, 15, "Thứ bậc", 2026, 2028),
                                     Target(Comparator::kAtLeast, 30, "Thư viện", 0, 2030)));
  const std::vector<ProposedTask> tasks = ReadTableTasks(text_, FindTaskRows(text_, tables_));
  ASSERT_EQ(tasks.size(), 3u) << "who leads answers for the goal";
  EXPECT_EQ(tasks[2].text, "Thư viện mở cửa cả ngày");
  EXPECT_THAT(tasks[2].units, ElementsAre("Sở Nội vụ"));
  EXPECT_EQ(tasks[2].role, Role::kLead);
}

TEST_F(MeaningOfTables, ANameMaySayHowMuch) {
  Read(
      "PHÂN CÔNG CHỈ TIÊU ĐẾN NĂM 2030\n"
      "| TT | Chỉ tiêu | Chủ trì |\n|---|---|---|\n"
      "| 1 | Tỷ lệ xã có tủ sách đạt trên 90% | Sở Y tế |\n"
      "| 2 | Có tối thiểu 12 thư viện mở cửa cả ngày | Sở Nội vụ |\n");
  EXPECT_THAT(Targets(), ElementsAre(Target(Comparator::kMoreThan, 90, "%", 0, 2030),
                                     Target(Comparator::kAtLeast, 12, "thư viện mở cửa cả ngày", 0, 2030)));
}

TEST_F(MeaningOfTables, PointsAndWhatWasAreNoTargets) {
  for (const char* title : {"THANG ĐIỂM", "KẾT QUẢ THỰC HIỆN CHỈ TIÊU", "DỰ BÁO CHỈ TIÊU"}) {
    Read(std::string(title) + "\n| TT | Chỉ tiêu | ĐVT | Năm 2025 |\n|---|---|---|---|\n| 1 | Số sách | cuốn | 90 |\n");
    EXPECT_THAT(Targets(), IsEmpty()) << title;
  }
  Read("| TT | Tiêu chí | Điểm |\n|---|---|---|\n| 1 | Sách | 10 |\n");
  EXPECT_THAT(Targets(), IsEmpty());
  EXPECT_THAT(ReadTableTasks(text_, FindTaskRows(text_, tables_)), IsEmpty());
}

TEST_F(MeaningOfTables, RowsAreTasks) {
  const struct {
    const char* table;
    std::vector<std::string> texts;
    std::vector<std::string> units;  // of the last
    std::vector<std::string> coordinators;
    Role role;
    Due due;
  } cases[] = {
      {"| STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành | Sản phẩm |\n"
       "|---|---|---|---|---|---|\n"
       "| 1 | Mua sách | Sở Y tế | Sở Nội vụ; Sở Tài chính | Tháng 12/2026 | Tủ sách |\n",
       {"Mua sách"},
       {"Sở Y tế"},
       {"Sở Nội vụ", "Sở Tài chính"},
       Role::kLead,
       {.year = 2026, .month = 12}},
      {"| TT | Nhiệm vụ | Đơn vị chủ trì | Phối hợp |\n|---|---|---|---|\n"
       "| 1 | Mở kho | - Sở Y tế - Sở Nội vụ | - Sở Tài chính - Sở Tư pháp; - Các xã |\n",
       {"Mở kho"},
       {"Sở Y tế", "Sở Nội vụ"},
       {"Sở Tài chính", "Sở Tư pháp", "Các xã"},
       Role::kLead,
       {}},
      // Cells that slipped from under their head.
      {"| TT | Nhiệm vụ | Đơn vị chủ trì |  |  |\n|---|---|---|---|---|\n| Chủ trì |  | Phối hợp |\n"
       "| 1 | Mở kho | Sở Y tế | Sở Nội vụ |  |\n| 2 | Mua sách | Sở Y tế | - Sở Tài chính - Các xã |  |\n",
       {"Mở kho", "Mua sách"},
       {"Sở Y tế"},
       {"Sở Tài chính", "Các xã"},
       Role::kLead,
       {}},
      // The task itself says with whom.
      {"| TT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n"
       "| 1 | Chủ trì, phối hợp với Sở Nội vụ mở kho | Sở Y tế |\n",
       {"Chủ trì, phối hợp với Sở Nội vụ mở kho"},
       {"Sở Y tế"},
       {"Sở Nội vụ"},
       Role::kLead,
       {}},
      {"| TT | Nhiệm vụ | Người thực hiện | Tiến độ |\n|---|---|---|---|\n"
       "| 1 | Mở kho | Phòng Y tế | 2026 - 2030 |\n",
       {"Mở kho"},
       {"Phòng Y tế"},
       {},
       Role::kExecute,
       {.year = 2030}},
      {"| TT | Nhiệm vụ | Thời hạn |\n|---|---|---|\n"
       "| I | Sở Y tế | |\n| 1 | Mở kho | Quý II/2026 |\n| II | Sở Nội vụ | |\n| 1 | Mua sách | Quý I/2026 |\n",
       {"Mở kho", "Mua sách"},
       {"Sở Nội vụ"},
       {},
       Role::kExecute,
       {.year = 2026, .quarter = 1}},
      // An empty cell, and "nt", say who the row above does.
      {"| TT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n"
       "| 1 | Mở kho | Phòng Y tế | Quý I/2026 |\n| 2 | Mua sách | | Quý II/2026 |\n"
       "| 3 | Xếp sách | nt | Quý III/2026 |\n| II | Việc khác | | |\n| 1 | Đọc sách | | Quý IV/2026 |\n",
       {"Mở kho", "Mua sách", "Xếp sách"},
       {"Phòng Y tế"},
       {},
       Role::kLead,
       {.year = 2026, .quarter = 3}},
      {"| TT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n"
       "| 1 | Cấp thẻ | Sở Y tế | 05 ngày kể từ ngày nhận đủ hồ sơ |\n"
       "| 2 | Mở kho | Sở Nội vụ | 10 ngày làm việc kể từ ngày ban hành Kế hoạch |\n",
       {"Cấp thẻ", "Mở kho"},
       {"Sở Nội vụ"},
       {},
       Role::kLead,
       {.within = {10, Period::Unit::kWorkingDay, Period::From::kIssue}}},
      {"| TT | Xã kiến nghị | Đề xuất, kiến nghị | Sở phụ trách xử lý |\n|---|---|---|---|\n"
       "| 1 | Xã Bình An | Cấp thêm sách | Sở Tài chính |\n",
       {"Cấp thêm sách"},
       {"Sở Tài chính"},
       {},
       Role::kExecute,
       {}},
  };
  for (const auto& c : cases) {
    Read(c.table);
    const std::vector<ProposedTask> tasks = ReadTableTasks(text_, FindTaskRows(text_, tables_));
    std::vector<std::string> texts;
    for (const ProposedTask& task : tasks) {
      texts.push_back(task.text);
    }
    EXPECT_EQ(texts, c.texts) << c.table;
    ASSERT_FALSE(tasks.empty()) << c.table;
    EXPECT_EQ(tasks.back().units, c.units);
    EXPECT_EQ(tasks.back().coordinators, c.coordinators);
    EXPECT_EQ(tasks.back().role, c.role);
    EXPECT_EQ(tasks.back().deadline, c.due);
  }
}

TEST_F(MeaningOfTables, TasksMayHaveTargetsInThem) {
  Read(
      "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n"
      "| 1 | Số hóa 100% sách của tỉnh | Sở Y tế | Tháng 12/2027 |\n"
      "| 2 | Hỗ trợ 100% kinh phí mua sách | Sở Tài chính | 2026 |\n");
  EXPECT_THAT(Targets(), ElementsAre(Target(Comparator::kAtLeast, 100, "%", 0, 2027)));
}

}  // namespace
}  // namespace dondoc::directive::reading
