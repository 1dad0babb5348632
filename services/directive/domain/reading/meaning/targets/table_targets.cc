#include "services/directive/domain/reading/meaning/targets/table_targets.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/directive/domain/reading/meaning/targets/figures.h"
#include "services/directive/domain/reading/meaning/tasks/task_rows.h"
#include "services/directive/domain/reading/meaning/values/dates.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kWordsBefore = 6;  // a value: "Đạt tối thiểu 95", not a sentence with a figure in it

bool HasAny(const TokenText& text, const Cell& cell, std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view words) { return FindWords(text, cell.begin, cell.end, words) != kNpos; });
}

bool IsNone(const Years& years) { return years.from == 0 && years.to == 0; }

// "Năm 2030", "đến năm 2030", "Kế hoạch 2030".
Years YearsOfHead(const TokenText& text, const Cell& cell) {
  Years years = FindYears(text, cell.begin, cell.end);
  for (size_t i = cell.begin; i < cell.end && IsNone(years); ++i) {
    if (const int year = ReadYear(text, i, cell.end); year != 0) {
      years = {year, year};
    }
  }
  return years;
}

// "Kế hoạch năm 2026", "đến năm 2030"; not "Năm 2026".
bool SaysGoal(const TokenText& text, const Column& column) {
  for (const Cell& cell : {column.head, column.sub}) {
    for (size_t i = cell.begin; i < cell.end; ++i) {
      const Match match = LongestMatch(text, TheVocabulary().columns, i, cell.end);
      if ((match && (match.entry->value == "VALUE" || match.entry->value == "TARGET")) ||
          WordsAt(text, i, cell.end, "den nam")) {
        return true;
      }
    }
  }
  return false;
}

// What a goal's name says about its figure: "Số sách tăng bình quân (%)", "Tỷ lệ sách hỏng tối đa", "Giảm tỷ lệ sách
// mất".
bool ComparisonOfName(const TokenText& text, const Cell& name, Comparator* comparator) {
  for (std::string_view words : {"giam", "muc giam", "ty le giam"}) {
    if (WordsAt(text, name.begin, name.end, words)) {
      *comparator = Comparator::kDecreaseBy;
      return true;
    }
  }
  size_t end = name.end;
  while (end > name.begin && text.tokens[end - 1].kind == Token::Kind::kMark) {
    size_t open = end - 1;
    while (text.tokens[end - 1].mark == ')' && open > name.begin && text.tokens[open].mark != '(') {
      --open;
    }
    end = open;
  }
  if (ComparisonBefore(text, name.begin, end, comparator)) {
    return true;
  }
  const bool yearly = end >= name.begin + 2 && text.tokens[end - 1].folded == "nam" &&
                      (text.tokens[end - 2].folded == "hang" || text.tokens[end - 2].folded == "moi");
  return yearly && ComparisonBefore(text, name.begin, end - 2, comparator);
}

// "(%)" in a goal's name, or nothing.
std::string MeasureOfName(const TokenText& text, const Cell& name) {
  for (size_t i = name.begin; i + 2 < name.end; ++i) {
    if (text.tokens[i].mark == '(' && text.tokens[i + 1].mark == '%') {
      return "%";
    }
  }
  return "";
}

class RowTargets {
 public:
  RowTargets(const TokenText& text, const Table& table, const TargetColumns& columns, TargetList* targets)
      : text_(text), table_(table), columns_(columns), targets_(*targets), years_(text, table) {}

  void Run() {
    for (const TableRow& row : table_.rows) {
      years_.Enter(row);
      const Cell& name = row.cells[columns_.name];
      if (name.empty() || row.inherited > columns_.name) {
        continue;
      }
      said_.clear();
      for (size_t column : columns_.values) {
        Years years = YearsOfHead(text_, table_.columns[column].sub);
        years = IsNone(years) ? YearsOfHead(text_, table_.columns[column].head) : years;
        Value(row, name, row.cells[column], IsNone(years) ? years_.years() : years);
      }
    }
  }

 private:
  // A cell may give several values: "≤ 3 Đông Nam Á; ≤ 50 thế giới".
  void Value(const TableRow& row, const Cell& name, const Cell& cell, const Years& years) {
    for (size_t begin = cell.begin; begin < cell.end;) {
      size_t end = begin;
      while (end < cell.end && text_.tokens[end].mark != ';') {
        ++end;
      }
      for (size_t i = begin; i < end && i < begin + kWordsBefore; ++i) {
        if (const Figure figure = ReadCellFigure(text_, begin, i, end); figure.end != 0) {
          Add(row, name, {begin, end}, figure, years);
          break;
        }
      }
      begin = end + 1;
    }
  }

  void Add(const TableRow& row, const Cell& name, const Cell& value, const Figure& figure, const Years& years) {
    ProposedTarget target;
    target.value = figure.value;
    target.comparator = figure.comparator;
    if (!figure.compared) {
      ComparisonOfName(text_, name, &target.comparator);
    }
    target.measure = figure.measure;
    if (columns_.unit != kNpos && !figure.share && !row.cells[columns_.unit].empty()) {
      const Cell& unit = row.cells[columns_.unit];
      const bool share = text_.tokens[unit.begin].mark == '%';  // "% dân số"
      target.measure = share ? "%" : text_.Text(unit.begin, unit.end);
    }
    if (target.measure.empty()) {
      target.measure = MeasureOfName(text_, name);
    }
    target.from_year = years.from;
    target.to_year = years.to;
    target.text = text_.Text(name.begin, name.end) + ": " + text_.Text(value.begin, value.end);
    target.section = NumberOfRow(text_, row);
    target.evidence = Evidence::kTableCell;
    target.span = {static_cast<uint32_t>(std::min(name.begin, value.begin)),
                   static_cast<uint32_t>(std::max(name.end, value.end))};
    // "Kế hoạch được giao | Mục tiêu phấn đấu" are one where they are equal.
    const std::pair said(target.value, target.to_year);
    if (std::find(said_.begin(), said_.end(), said) != said_.end() ||
        (!said_.empty() && target.to_year == 0 && said_.front().first == target.value)) {
      return;
    }
    said_.push_back(said);
    targets_.Add(std::move(target), WordsOfTarget(text_, name.begin, name.end), false);
  }

  const TokenText& text_;
  const Table& table_;
  const TargetColumns& columns_;
  TargetList& targets_;
  TableYears years_;
  std::vector<std::pair<double, int>> said_;  // by the row: value, last year
};

}  // namespace

TableYears::TableYears(const TokenText& text, const Table& table)
    : text_(text), years_(FindYears(text, table.title.begin, table.title.end)) {}

void TableYears::Enter(const TableRow& row) {
  const Cell title = GroupTitle(text_, row);
  if (const Years years = FindYears(text_, title.begin, title.end); !IsNone(years)) {
    years_ = years;
  }
}

bool TellsNoGoals(const TokenText& text, const Table& table) {
  return HasAny(text, table.title,
                {"ket qua", "tinh hinh", "so lieu", "thuc trang", "tien do", "giai ngan", "bieu so", "mau so", "phieu",
                 "du bao", "mau bieu", "bieu mau", "mau bao cao", "de cuong", "thong ke", "du toan", "thang diem",
                 "bang diem", "cham diem"});
}

TargetColumns FindTargetColumns(const TokenText& text, const Table& table) {
  TargetColumns columns;
  if (TellsNoGoals(text, table)) {
    return columns;
  }
  const bool goals = HasAny(text, table.title, {"chi tieu", "muc tieu"});
  columns.name =
      table.Find(goals && table.Find(ColumnKind::kTarget) == kNpos ? ColumnKind::kTask : ColumnKind::kTarget);
  columns.unit = table.Find(ColumnKind::kUnit);
  for (size_t i = 0; i < table.kinds.size(); ++i) {
    // A column of a year alone may tell what was.
    if (table.kinds[i] == ColumnKind::kValue && (goals || SaysGoal(text, table.columns[i]))) {
      columns.values.push_back(i);
    }
  }
  // "Chỉ tiêu | Đơn vị | Kết quả": the result that is wanted.
  const size_t result = table.Find(ColumnKind::kResult);
  if (columns.values.empty() && columns.unit != kNpos && result != kNpos && goals) {
    columns.values.push_back(result);
  }
  return columns;
}

void ReadTableTargets(const TokenText& text, const Table& table, const TargetColumns& columns, TargetList* targets) {
  RowTargets(text, table, columns, targets).Run();
}

}  // namespace dondoc::directive::reading
