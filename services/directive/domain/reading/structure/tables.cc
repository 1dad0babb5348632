#include "services/directive/domain/reading/structure/tables.h"

#include <algorithm>

#include "services/directive/domain/reading/structure/rows.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kMostColumns = 16;
constexpr size_t kLongestHead = 30;   // tokens
constexpr size_t kTitleLines = 12;    // above a table
constexpr size_t kRowsTried = 8;      // to see whether a number of columns is right
constexpr size_t kHeadsTried = 3;     // borders behind which a head may end
constexpr int kHeadBonus = 2;         // for a second row that looks like a head
constexpr size_t kFewestColumns = 3;  // of a table whose head does not begin with "TT"

bool SameText(const TokenText& text, const Cell& a, const Cell& b) {
  if (a.empty() || a.end - a.begin != b.end - b.begin) {
    return false;
  }
  for (size_t i = 0; i < a.end - a.begin; ++i) {
    if (text.tokens[a.begin + i].folded != text.tokens[b.begin + i].folded) {
      return false;
    }
  }
  return true;
}

// A head as it may be meant.
struct Head {
  std::vector<Column> columns;
  bool numbered = false;  // the first column has the rows' numbers
  size_t end = 0;         // the first piece of the body
  int even = 0;           // so many of the first rows come out even under it
};

class TableReader {
 public:
  TableReader(const TokenText& text, const Layout& layout, std::vector<bool>* taken)
      : text_(text), layout_(layout), taken_(*taken), pieces_(FindPieces(layout)) {}

  std::vector<Table> Run() {
    for (size_t i = 0; i < pieces_.size();) {
      if (!BeginsHead(i)) {
        ++i;
        continue;
      }
      const size_t end = ReadTable(i);
      for (size_t line = pieces_[i].first_line; line <= pieces_[end - 1].last_line; ++line) {
        taken_[line] = true;
      }
      i = end;
    }
    return std::move(tables_);
  }

 private:
  bool Blank(size_t i) const { return i >= pieces_.size() || pieces_[i].empty(); }

  bool HeadCell(size_t i) const {
    const Cell& cell = pieces_[i].cell;
    return cell.end - cell.begin <= kLongestHead;
  }

  // "TT", or cells of which some name what is to be done or reached, and others who does it or how much it is.
  bool BeginsHead(size_t i) const {
    if (IsNumberHead(text_, pieces_[i].cell)) {
      return true;
    }
    if (pieces_[i].empty() || KindOfHead(text_, pieces_[i].cell) == ColumnKind::kOther) {
      return false;
    }
    size_t count = 0;
    bool what = false, who = false;
    for (; count < kMostColumns && i + count < pieces_.size() && !pieces_[i + count].empty() && HeadCell(i + count);
         ++count) {
      // Another row, or the table's real head, begins behind the end of the table before, and the text between them.
      if (count > 0 && (pieces_[i + count].opens_row || IsNumberHead(text_, pieces_[i + count].cell))) {
        return false;
      }
      const ColumnKind kind = KindOfHead(text_, pieces_[i + count].cell);
      what |= kind == ColumnKind::kTask || kind == ColumnKind::kTarget;
      who |= kind == ColumnKind::kLead || kind == ColumnKind::kExecute || kind == ColumnKind::kUnit;
    }
    return what && who && count >= kFewestColumns && Blank(i + count);
  }

  // The empty pieces behind which a head that begins at `i` may end.
  std::vector<size_t> Ends(size_t i, size_t most) const {
    std::vector<size_t> ends;
    if (const size_t end = EndOfOpenedRow(pieces_, i); end != kNpos) {
      return {end};
    }
    for (size_t k = i; k < pieces_.size() && k - i <= kMostColumns && HeadCell(k) && ends.size() < most; ++k) {
      if (pieces_[k].empty() && k > i) {
        ends.push_back(k);
        if (k + 1 < pieces_.size() && IsOrdinal(text_, pieces_[k + 1].cell)) {
          break;  // the first row's number
        }
      }
    }
    return ends;
  }

  std::vector<Cell> Cells(size_t begin, size_t end) const {
    std::vector<Cell> cells;
    for (size_t i = begin; i < end; ++i) {
      cells.push_back(pieces_[i].cell);
    }
    return cells;
  }

  Head ChooseHead(size_t begin) const {
    Head best;
    const bool numbered = IsNumberHead(text_, pieces_[begin].cell);
    const auto consider = [&](std::vector<Column> columns, bool has_numbers, size_t end, int likely) {
      Head head{std::move(columns), has_numbers, end, 0};
      head.even = CountEven(head) + likely;
      if (best.columns.empty() || head.even > best.even) {
        best = std::move(head);
      }
    };
    for (size_t end : Ends(begin, kHeadsTried)) {
      const std::vector<Cell> top = Cells(begin, end);
      std::vector<Column> columns;
      for (const Cell& cell : top) {
        columns.push_back({cell, {}});
      }
      consider(columns, numbered, end + 1, 0);
      if (!numbered) {
        columns.insert(columns.begin(), Column{});  // numbers under no head
        consider(columns, true, end + 1, 0);
      }
      if (end + 1 >= pieces_.size() || (Blank(end + 1) && !pieces_[end + 1].opens_row) ||
          IsOrdinal(text_, pieces_[end + 1].cell)) {
        continue;
      }
      for (size_t lower : Ends(end + 1, kHeadsTried)) {
        const std::vector<Cell> below = Cells(end + 1, lower);
        const int likely = LooksLikeHead(below) ? kHeadBonus : 0;
        // Where the upper row has a cell for each column, what spans several is seen.
        const bool whole = std::any_of(top.begin(), top.end(), [](const Cell& cell) { return cell.empty(); });
        for (size_t spans = 1; spans <= 2 && !whole; ++spans) {
          consider(Under(top, below, spans), numbered, lower + 1, likely);
        }
        consider(Beside(top, below), numbered, lower + 1, likely);
      }
    }
    if (best.columns.empty()) {
      best = {{{pieces_[begin].cell, {}}}, numbered, begin + 1, 0};
    }
    return best;
  }

  // True for the lower row of a head: "Chủ trì | Phối hợp".
  bool LooksLikeHead(const std::vector<Cell>& cells) const {
    size_t any = 0, known = 0;
    for (const Cell& cell : cells) {
      any += !cell.empty();
      known += KindOfHead(text_, cell) != ColumnKind::kOther;
    }
    return any >= 2 && known >= 2;
  }

  // How many of the first rows come out even under a head.
  int CountEven(const Head& head) const {
    if (head.columns.size() < 2) {
      return 0;
    }
    RowReader reader(text_, pieces_, head.end, head.columns.size(), head.numbered);
    int even = 0;
    for (size_t i = 0; i < kRowsTried; ++i) {
      const auto row = reader.Next();
      if (!row) {
        break;
      }
      const bool begins = !head.numbered || IsOrdinal(text_, row->cells.front()) || row->cells.front().empty();
      even += row->even && begins ? 1 : 0;
    }
    return even;
  }

  // How well a cell of the upper row may stand over those of the lower one.
  int Spans(const Cell& top, const std::vector<Cell>& lower) const {
    const ColumnKind kind = KindOfHead(text_, top);
    bool who = false;
    for (const Cell& cell : lower) {
      const ColumnKind below = KindOfHead(text_, cell);
      who |= below == ColumnKind::kLead || below == ColumnKind::kPartner || below == ColumnKind::kExecute;
    }
    switch (kind) {
      case ColumnKind::kNumber:
        return -1;
      case ColumnKind::kLead:
      case ColumnKind::kExecute:
      case ColumnKind::kPartner:
      case ColumnKind::kUnit:
        return who ? 3 : 0;
      case ColumnKind::kValue:
      case ColumnKind::kPast:
        return who ? 0 : 3;
      case ColumnKind::kTime:
      case ColumnKind::kResult:
        return who ? 0 : 2;
      default:
        return 1;
    }
  }

  // `spans` cells of the upper row stand over the lower row's, each over as many.
  std::vector<Column> Under(const std::vector<Cell>& top, const std::vector<Cell>& lower, size_t spans) const {
    std::vector<size_t> order(top.size());
    for (size_t i = 0; i < order.size(); ++i) {
      order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](size_t a, size_t b) { return Spans(top[a], lower) > Spans(top[b], lower); });
    order.resize(std::min(spans, order.size()));
    std::vector<Column> columns;
    size_t next = 0;
    for (size_t i = 0; i < top.size(); ++i) {
      if (std::find(order.begin(), order.end(), i) == order.end()) {
        columns.push_back({top[i], {}});
        continue;
      }
      for (size_t k = 0; k < lower.size() / spans && next < lower.size(); ++k) {
        columns.push_back({top[i], lower[next++]});
      }
    }
    return columns;
  }

  // The upper row has an empty cell for each column that the cell before it reaches over.
  std::vector<Column> Beside(const std::vector<Cell>& top, const std::vector<Cell>& lower) const {
    std::vector<Column> columns;
    size_t next = 0;
    Cell over;
    for (size_t i = 0; i < top.size(); ++i) {
      over = top[i].empty() ? over : top[i];
      const bool spanned = top[i].empty() || (i + 1 < top.size() && top[i + 1].empty());
      const bool whole = lower.size() == top.size();
      const size_t below = whole ? i : next;
      next += spanned ? 1 : 0;
      columns.push_back({over, (whole || spanned) && below < lower.size() ? lower[below] : Cell{}});
    }
    return columns;
  }

  Cell TitleAbove(size_t line) const {
    size_t first = line;
    while (first > 0 && line - first < kTitleLines) {
      const Line& above = layout_.lines[first - 1];
      // "./." ends a document's body.
      const char last = text_.tokens[above.end - 1].mark;
      const bool ended =
          last == '/' || (last == '.' && above.end - above.begin > 1 && text_.tokens[above.end - 2].mark == '/');
      if (above.pipe || above.furniture || ended) {
        break;
      }
      --first;
    }
    return first == line ? Cell{} : Cell{layout_.lines[first].begin, layout_.lines[line - 1].end};
  }

  // Returns the first piece behind the table.
  size_t ReadTable(size_t begin) {
    Head head = ChooseHead(begin);
    Table table;
    table.title = TitleAbove(pieces_[begin].first_line);
    table.columns = std::move(head.columns);
    table.kinds = KindsOf(text_, table.columns);
    if (head.numbered) {
      table.kinds.front() = ColumnKind::kNumber;
    }
    RowReader reader(text_, pieces_, head.end, table.columns.size(), head.numbered);
    TableRow full;  // the last row with a cell for each column
    while (const auto row = reader.Next()) {
      if (!IsHeadAgain(table, row->cells)) {
        table.rows.push_back(WholeRow(row->cells, table, full));
        if (row->cells.size() == table.columns.size()) {
          full = table.rows.back();
        }
      }
    }
    tables_.push_back(std::move(table));
    return std::min(std::max(reader.at(), begin + 1), pieces_.size());
  }

  // The head repeated on another page, or the numbers of the columns.
  bool IsHeadAgain(const Table& table, const std::vector<Cell>& cells) const {
    size_t same = 0, numbers = 0, any = 0;
    for (size_t i = 0; i < cells.size(); ++i) {
      any += !cells[i].empty();
      numbers += IsOrdinal(text_, cells[i]);
      for (const Column& column : table.columns) {
        if (SameText(text_, cells[i], column.head) || SameText(text_, cells[i], column.sub)) {
          ++same;
          break;
        }
      }
    }
    return same >= 2 || (any >= 3 && numbers == any);
  }

  TableRow WholeRow(const std::vector<Cell>& cells, const Table& table, const TableRow& full) const {
    const size_t count = table.columns.size();
    TableRow row;
    row.cells = cells;
    const bool numbered = table.kinds.front() == ColumnKind::kNumber;
    if (numbered && cells.size() < count && !cells.front().empty() && !IsOrdinal(text_, cells.front())) {
      if (cells.size() == 1) {
        row.cells.insert(row.cells.begin(), Cell{});  // a title over all columns
      } else if (!full.cells.empty()) {
        row.inherited = count - cells.size();
        row.cells.assign(full.cells.begin(), full.cells.begin() + static_cast<long>(row.inherited));
        row.cells.insert(row.cells.end(), cells.begin(), cells.end());
      }
    }
    row.cells.resize(count);
    return row;
  }

  const TokenText& text_;
  const Layout& layout_;
  std::vector<bool>& taken_;
  std::vector<Piece> pieces_;
  std::vector<Table> tables_;
};

}  // namespace

size_t Table::Find(ColumnKind kind) const {
  const auto at = std::find(kinds.begin(), kinds.end(), kind);
  return at == kinds.end() ? kNpos : static_cast<size_t>(at - kinds.begin());
}

Cell GroupTitle(const TokenText& text, const TableRow& row) {
  Cell title;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const Cell& cell = row.cells[i];
    if (cell.empty() || (i == 0 && IsOrdinal(text, cell))) {
      continue;
    }
    if (!title.empty()) {
      return {};
    }
    title = cell;
  }
  return title;
}

std::vector<Table> ReadTables(const TokenText& text, const Layout& layout, std::vector<bool>* taken) {
  return TableReader(text, layout, taken).Run();
}

}  // namespace dondoc::directive::reading
