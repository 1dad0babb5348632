#include "services/directive/domain/reading/structure/tables.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {
namespace {

// Cells between lone pipes, in the order of the text. `line` is that of the cell's first border.
struct Piece {
  Cell cell;
  size_t first_line = 0;  // the border before it
  size_t last_line = 0;   // the border behind it
  bool empty() const { return cell.begin == cell.end; }
};

constexpr size_t kLongestCell = 600;  // tokens: what is longer is the document between two tables

std::vector<Piece> FindPieces(const Layout& layout) {
  std::vector<Piece> pieces;
  size_t border = kNpos;
  for (size_t i = 0; i < layout.lines.size(); ++i) {
    if (!layout.lines[i].pipe) {
      continue;
    }
    if (border != kNpos) {
      Piece piece;
      piece.first_line = border;
      piece.last_line = i;
      if (i > border + 1) {
        piece.cell = {layout.lines[border + 1].begin, layout.lines[i - 1].end};
      }
      pieces.push_back(piece);
    }
    border = i;
  }
  return pieces;
}

bool IsHead(const TokenText& text, const Cell& cell) {
  return cell.end > cell.begin && cell.end - cell.begin <= 2 &&
         (text.tokens[cell.begin].folded == "tt" || text.tokens[cell.begin].folded == "stt");
}

bool HasWords(const TokenText& text, const Cell& cell, std::string_view words) {
  return FindWords(text, cell.begin, cell.end, words) != kNpos;
}

bool IsOrdinal(const TokenText& text, const Cell& cell) {
  if (cell.begin == cell.end || cell.end - cell.begin > 6) {
    return false;
  }
  const Token& first = text.tokens[cell.begin];
  if (first.kind == Token::Kind::kNumber) {
    return true;
  }
  return cell.end - cell.begin <= 2 && first.kind == Token::Kind::kWord && first.folded.size() <= 4 && first.upper;
}

struct Columns {
  size_t count = 0;
  size_t task = kNpos, lead = kNpos, with = kNpos, when = kNpos;
  bool leads = false;
};

Columns ReadColumns(const TokenText& text, const std::vector<Cell>& head) {
  Columns columns;
  columns.count = head.size();
  for (size_t i = 0; i < head.size(); ++i) {
    const Cell& cell = head[i];
    const bool chu_tri = HasWords(text, cell, "chu tri") || HasWords(text, cell, "dau moi");
    const bool acts = HasWords(text, cell, "don vi thuc hien") || HasWords(text, cell, "co quan thuc hien") ||
                      HasWords(text, cell, "phan cong") || HasWords(text, cell, "trach nhiem") ||
                      HasWords(text, cell, "chiu trach nhiem");
    if (columns.lead == kNpos && chu_tri) {
      columns.lead = i;
      columns.leads = true;
    } else if (HasWords(text, cell, "phoi hop")) {
      columns.with = i;
    } else if (columns.lead == kNpos && acts) {
      columns.lead = i;
    } else if (HasWords(text, cell, "thoi gian") || HasWords(text, cell, "thoi han") ||
               HasWords(text, cell, "tien do") || HasWords(text, cell, "hoan thanh")) {
      columns.when = columns.when == kNpos ? i : columns.when;
    } else if (columns.task == kNpos &&
               (HasWords(text, cell, "nhiem vu") || HasWords(text, cell, "noi dung") ||
                HasWords(text, cell, "cong viec") || HasWords(text, cell, "hoat dong") ||
                HasWords(text, cell, "giai phap") || HasWords(text, cell, "de an") || HasWords(text, cell, "du an") ||
                HasWords(text, cell, "san pham") || HasWords(text, cell, "ten"))) {
      columns.task = i;
    }
  }
  return columns;
}

// Rows are separated by an empty cell; a cell may be empty as well. A row that is too short takes the next run where
// that does not begin with an ordinal.
class RowReader {
 public:
  RowReader(const TokenText& text, const std::vector<Piece>& pieces, size_t at, size_t columns)
      : text_(text), pieces_(pieces), at_(at), columns_(columns) {}

  // The next row's cells, or nothing where the table ends.
  std::optional<std::vector<Cell>> Next() {
    while (at_ < pieces_.size() && pieces_[at_].empty()) {
      ++at_;
    }
    if (at_ >= pieces_.size() || TooLong(at_) || IsHead(text_, pieces_[at_].cell)) {
      return std::nullopt;
    }
    std::vector<Cell> row;
    while (at_ < pieces_.size() && row.size() < columns_ && !TooLong(at_)) {
      if (pieces_[at_].empty()) {
        const bool more = at_ + 1 < pieces_.size() && !pieces_[at_ + 1].empty() && !TooLong(at_ + 1) &&
                          row.size() > 1 && !IsOrdinal(text_, pieces_[at_ + 1].cell) &&
                          !IsHead(text_, pieces_[at_ + 1].cell);
        if (!more) {
          break;
        }
      }
      row.push_back(pieces_[at_++].cell);
    }
    return row;
  }

  size_t at() const { return at_; }

 private:
  bool TooLong(size_t i) const { return pieces_[i].cell.end - pieces_[i].cell.begin > kLongestCell; }

  const TokenText& text_;
  const std::vector<Piece>& pieces_;
  size_t at_;
  size_t columns_;
};

}  // namespace

std::vector<TableRow> ReadTables(const TokenText& text, const Layout& layout, std::vector<bool>* taken) {
  std::vector<TableRow> rows;
  const std::vector<Piece> pieces = FindPieces(layout);
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (!IsHead(text, pieces[i].cell)) {
      continue;
    }
    std::vector<Cell> head;
    size_t at = i;
    while (at < pieces.size() && !pieces[at].empty() && head.size() < 16) {
      head.push_back(pieces[at++].cell);
    }
    const Columns columns = ReadColumns(text, head);
    RowReader reader(text, pieces, at, head.size());
    while (auto row = reader.Next()) {
      if (columns.lead == kNpos || columns.task == kNpos || row->size() <= std::max(columns.lead, columns.task) ||
          !IsOrdinal(text, row->front())) {
        continue;
      }
      TableRow out;
      out.task = (*row)[columns.task];
      out.lead = (*row)[columns.lead];
      out.leads = columns.leads;
      if (columns.with < row->size()) {
        out.with = (*row)[columns.with];
      }
      if (columns.when < row->size()) {
        out.when = (*row)[columns.when];
      }
      out.number = text.Text(row->front().begin, row->front().end);
      if (out.task.begin < out.task.end && out.lead.begin < out.lead.end) {
        rows.push_back(out);
      }
    }
    const size_t end = std::min(reader.at(), pieces.size());
    for (size_t line = pieces[i].first_line; end > i && line <= pieces[end - 1].last_line; ++line) {
      (*taken)[line] = true;
    }
    i = end > i ? end - 1 : i;
  }
  return rows;
}

}  // namespace dondoc::directive::reading
