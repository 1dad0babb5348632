#include "services/directive/domain/reading/structure/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/clean_text.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Row = std::vector<std::string>;

// Rows as a converter writes them: each cell between lone pipes, and one more where a row begins.
std::string Lines(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    text += "|\n";
    for (const std::string& cell : row) {
      text += cell + (cell.empty() ? "|\n" : "\n|\n");
    }
  }
  return text;
}

// The same where the text says which pipe begins a row.
std::string OpenLines(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    text += "|" + Lines({row});
  }
  return text;
}

std::string Markdown(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    for (const std::string& cell : row) {
      text += "| " + cell + " ";
    }
    text += "|\n";
    if (&row == &rows.front()) {
      text += "|---|---|\n";
    }
  }
  return text;
}

class ReadTablesTest : public ::testing::Test {
 protected:
  std::vector<Table> Read(const std::string& original) {
    clean_ = Clean(original);
    text_ = Tokenize(clean_.text);
    const Layout layout = LayOut(text_);
    taken_.assign(layout.lines.size(), false);
    return ReadTables(text_, layout, &taken_);
  }

  std::vector<Row> Rows(const Table& table) const {
    std::vector<Row> rows;
    for (const TableRow& row : table.rows) {
      rows.emplace_back();
      for (const Cell& cell : row.cells) {
        rows.back().push_back(text_.Text(cell.begin, cell.end));
      }
    }
    return rows;
  }

  CleanText clean_;
  TokenText text_;
  std::vector<bool> taken_;
};

const std::vector<Row> kTasks = {
    {"TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"},
    {"I", "Nhóm việc"},
    {"1", "Mua sách", "Sở Y tế", "Sở Nội vụ", "Quý I/2026"},
    {"2", "Mở kho", "Sở Tư pháp", "", "Tháng 5/2026"},
    {"II", "Nhóm khác", "", "", ""},
    {"1", "Đọc sách", "Sở Nội vụ", "Sở Y tế", ""},
};

TEST_F(ReadTablesTest, ReadsRowsWithEmptyCellsAndGroups) {
  for (const std::string& text : {Lines(kTasks), Markdown(kTasks)}) {
    const std::vector<Table> tables = Read("Danh mục việc\n" + text);
    ASSERT_EQ(tables.size(), 1u) << text;
    EXPECT_THAT(
        Rows(tables[0]),
        ElementsAre(Row{"I", "Nhóm việc", "", "", ""}, Row{"1", "Mua sách", "Sở Y tế", "Sở Nội vụ", "Quý I/2026"},
                    Row{"2", "Mở kho", "Sở Tư pháp", "", "Tháng 5/2026"}, Row{"II", "Nhóm khác", "", "", ""},
                    Row{"1", "Đọc sách", "Sở Nội vụ", "Sở Y tế", ""}));
    EXPECT_THAT(tables[0].kinds, ElementsAre(ColumnKind::kNumber, ColumnKind::kTask, ColumnKind::kLead,
                                             ColumnKind::kPartner, ColumnKind::kTime));
    EXPECT_EQ(text_.Text(tables[0].title.begin, tables[0].title.end), "Danh mục việc");
    EXPECT_EQ(text_.Text(GroupTitle(text_, tables[0].rows[0]).begin, GroupTitle(text_, tables[0].rows[0]).end),
              "Nhóm việc");
    EXPECT_TRUE(GroupTitle(text_, tables[0].rows[1]).empty());
    EXPECT_FALSE(taken_.front());
    EXPECT_TRUE(taken_.back());
  }
}

TEST_F(ReadTablesTest, KnowsAHeadThatStandsAgainAndTheNumbersOfColumns) {
  const std::vector<Row> rows = {{"STT", "Nội dung công việc", "Người thực hiện"},
                                 {"(1)", "(2)", "(3)"},
                                 {"1", "Mua sách", "Phòng Nội vụ"},
                                 {"2", "Mở kho", "Phòng Y tế"},
                                 {"STT", "Nội dung công việc", "Người thực hiện"},
                                 {"3", "Đọc sách", "Phòng Tư pháp"}};
  for (const std::string& text : {Lines(rows), Markdown(rows)}) {
    std::vector<Row> read;
    for (const Table& table : Read(text)) {
      for (Row& row : Rows(table)) {
        read.push_back(std::move(row));
      }
    }
    EXPECT_THAT(read, ElementsAre(rows[2], rows[3], rows[5])) << text;
  }
}

TEST_F(ReadTablesTest, GoesOnBehindADottedLineAndStopsAtOtherText) {
  const std::string head = Lines({{"TT", "Việc", "Đơn vị chủ trì"}, {"1", "Mua sách", "Sở Y tế"}});
  const std::vector<Table> tables = Read(head + "...........\n" + Lines({{"7", "Mở kho", "Sở Nội vụ"}}) +
                                         "Phụ lục II\n" + Lines({{"TT", "Tên sách", "Số trang"}, {"1", "Sử", "90"}}));
  ASSERT_EQ(tables.size(), 2u);
  EXPECT_THAT(Rows(tables[0]), ElementsAre(Row{"1", "Mua sách", "Sở Y tế"}, Row{"7", "Mở kho", "Sở Nội vụ"}));
  EXPECT_THAT(Rows(tables[1]), ElementsAre(Row{"1", "Sử", "90"}));
}

// The head of the letter, the tasks and the closing as a formatted document has them: three tables, little between
// them.
TEST_F(ReadTablesTest, KeepsTablesThatStandCloseApart) {
  const std::vector<Row> letterhead = {{"UBND TỈNH BÌNH GIANG", "Độc lập - Tự do - Hạnh phúc"},
                                       {"Số: 8/KH-UBND", "Bình Giang, ngày 05 tháng 4 năm 2026"}};
  const std::vector<Row> tasks = {{"TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"},
                                  {"1", "Mua sách", "Sở Y tế", "Sở Nội vụ", "Quý I"},
                                  {"2", "Mở kho", "Sở Nội vụ", "", "Quý II"},
                                  {"3", "Đọc sách", "Sở Tư pháp", "Sở Y tế", "Quý III"}};
  const std::vector<Row> closing = {{"Nơi nhận: Như trên;", "CHỦ TỊCH"}};
  for (const bool open : {true, false}) {
    const auto rows = [&](const std::vector<Row>& all) { return open ? OpenLines(all) : Lines(all); };
    const std::string between = "\nKẾ HOẠCH\nNhiệm vụ năm 2026\n\n";
    for (const std::string& behind : {std::string("\n"), std::string("\nKế hoạch có hiệu lực từ ngày ký.\n\n")}) {
      if (!open && behind == "\n") continue;  // nothing tells them apart
      const std::vector<Table> tables = Read(rows(letterhead) + between + rows(tasks) + behind + rows(closing));
      ASSERT_EQ(tables.size(), 1u) << open << behind;
      EXPECT_THAT(Rows(tables[0]), ElementsAre(tasks[1], tasks[2], tasks[3])) << open << behind;
      EXPECT_FALSE(taken_.back());
    }
  }
}

TEST_F(ReadTablesTest, PutsTheLowerRowOfAHeadUnderTheCellThatSpansIt) {
  using Kinds = std::vector<ColumnKind>;
  const struct {
    std::vector<Row> rows;
    Kinds kinds;
  } cases[] = {
      // As in HTML, where a cell that spans several is written once ...
      {{{"TT", "Việc", "Đơn vị thực hiện", "Thời hạn"},
        {"Chủ trì", "Phối hợp"},
        {"1", "Mua sách", "Sở Y tế", "Sở Nội vụ", "Quý I"},
        {"2", "Mở kho", "Sở Nội vụ", "Sở Y tế", "Quý II"}},
       {ColumnKind::kNumber, ColumnKind::kTask, ColumnKind::kLead, ColumnKind::kPartner, ColumnKind::kTime}},
      {{{"TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Đơn vị chủ trì"},
        {"Năm 2026", "Năm 2027"},
        {"1", "Số sách", "cuốn", "40", "90", "Sở Y tế"},
        {"2", "Số kho", "kho", "2", "3", "Sở Nội vụ"}},
       {ColumnKind::kNumber, ColumnKind::kTarget, ColumnKind::kUnit, ColumnKind::kValue, ColumnKind::kValue,
        ColumnKind::kLead}},
      // ... and as in Markdown, where empty cells stand behind it.
      {{{"TT", "Việc", "Thời hạn", "Đơn vị thực hiện", ""},
        {"", "", "", "Chủ trì", "Phối hợp"},
        {"1", "Mua sách", "Quý I", "Sở Y tế", "Sở Nội vụ"},
        {"2", "Mở kho", "Quý II", "Sở Nội vụ", ""}},
       {ColumnKind::kNumber, ColumnKind::kTask, ColumnKind::kTime, ColumnKind::kLead, ColumnKind::kPartner}},
  };
  for (const auto& c : cases) {
    const bool whole = c.rows[1].front().empty();
    const std::vector<Table> tables = Read(whole ? Markdown(c.rows) : Lines(c.rows));
    ASSERT_EQ(tables.size(), 1u);
    EXPECT_EQ(tables[0].kinds, c.kinds);
    EXPECT_THAT(Rows(tables[0]), ElementsAre(c.rows[2], c.rows[3]));
  }
}

TEST_F(ReadTablesTest, FillsInCellsThatReachOverSeveralRows) {
  const std::vector<Table> tables = Read(Lines({{"TT", "Đơn vị chủ trì", "Việc", "Thời hạn"},
                                                {"1", "Sở Y tế", "Mua sách", "Quý I"},
                                                {"Mở kho", "Quý II"},
                                                {"2", "Sở Nội vụ", "Đọc sách", "Quý III"}}));
  ASSERT_EQ(tables.size(), 1u);
  EXPECT_THAT(Rows(tables[0]),
              ElementsAre(Row{"1", "Sở Y tế", "Mua sách", "Quý I"}, Row{"1", "Sở Y tế", "Mở kho", "Quý II"},
                          Row{"2", "Sở Nội vụ", "Đọc sách", "Quý III"}));
  EXPECT_EQ(tables[0].rows[1].inherited, 2u);
}

TEST_F(ReadTablesTest, KnowsTablesWithoutNumbersByTheirHeads) {
  const std::vector<Row> rows = {{"Nội dung công việc", "Đơn vị thực hiện", "Tiến độ"},
                                 {"Mua sách", "Phòng Nội vụ", "Quý I"},
                                 {"Mở kho", "Phòng Y tế", "Quý II"}};
  for (const std::string& text : {Lines(rows), Markdown(rows)}) {
    const std::vector<Table> tables = Read(text);
    ASSERT_EQ(tables.size(), 1u) << text;
    EXPECT_THAT(Rows(tables[0]), ElementsAre(rows[1], rows[2]));
  }
  EXPECT_THAT(Read(Lines({{"Nơi nhận: Các sở", "CHỦ TỊCH", "Đào Văn Thuận"}})), IsEmpty());
}

TEST(KindsOf, DependOnTheOtherColumns) {
  const struct {
    Row head;
    std::vector<ColumnKind> kinds;
  } cases[] = {
      {{"Chỉ tiêu", "Đơn vị", "Chỉ tiêu 2026"}, {ColumnKind::kTarget, ColumnKind::kUnit, ColumnKind::kValue}},
      {{"Mục tiêu", "Chỉ tiêu", "Năm 2030"}, {ColumnKind::kOther, ColumnKind::kTarget, ColumnKind::kValue}},
      {{"Chỉ số", "Mục tiêu", "Đơn vị chủ trì"}, {ColumnKind::kTarget, ColumnKind::kValue, ColumnKind::kLead}},
      {{"Nội dung", "Đơn vị", "Thời hạn"}, {ColumnKind::kTask, ColumnKind::kExecute, ColumnKind::kTime}},
      {{"Chỉ tiêu", "Thực hiện năm 2025", "Kế hoạch năm 2026"},
       {ColumnKind::kTarget, ColumnKind::kPast, ColumnKind::kValue}},
      {{"Nhiệm vụ", "Kinh phí thực hiện nhiệm vụ", "Phân công"},
       {ColumnKind::kTask, ColumnKind::kOther, ColumnKind::kExecute}},
      {{"Văn bản giao nhiệm vụ", "Nhiệm vụ", "Người đứng đầu chịu trách nhiệm", "Cơ quan chủ trì thực hiện"},
       {ColumnKind::kOther, ColumnKind::kTask, ColumnKind::kOther, ColumnKind::kLead}},
  };
  for (const auto& c : cases) {
    std::string joined;
    for (const std::string& cell : c.head) {
      joined += cell + "\n";
    }
    const TokenText text = Tokenize(joined);
    std::vector<Column> columns;
    for (size_t i = 0; i < text.tokens.size(); ++i) {
      if (text.tokens[i].line_start) {
        columns.push_back({{i, i}, {}});
      }
      columns.back().head.end = i + 1;
    }
    EXPECT_EQ(KindsOf(text, columns), c.kinds) << joined;
  }
}

}  // namespace
}  // namespace dondoc::directive::reading
