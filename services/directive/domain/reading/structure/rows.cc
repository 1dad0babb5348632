#include "services/directive/domain/reading/structure/rows.h"

#include <algorithm>

#include "services/directive/domain/reading/structure/columns.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestGap = 60;  // tokens of what may stand between two rows of one table

}  // namespace

// Text between two tables, or the next table's head.
bool RowReader::Outside(size_t i) const {
  if (i >= pieces_.size() || TooLong(pieces_[i]) || IsNumberHead(text_, pieces_[i].cell)) {
    return true;
  }
  return i + 1 < pieces_.size() && !pieces_[i].empty() && IsNumberHead(text_, pieces_[i + 1].cell);
}

// True where a cell for each column stands here, and the border of two rows behind them.
bool RowReader::Even() const {
  if (at_ + columns_ > pieces_.size() || !(Blank(at_ + columns_) || Outside(at_ + columns_))) {
    return false;
  }
  bool any = false;
  bool gap = false;
  for (size_t i = at_; i < at_ + columns_; ++i) {
    if (Outside(i)) {
      return false;
    }
    any |= !pieces_[i].empty();
    gap |= pieces_[i].empty();
  }
  // Two parts of a row that begins above them look like one with an empty cell, but for the number.
  const bool parts = numbered_ && gap && !pieces_[at_].empty() && !IsOrdinal(text_, pieces_[at_].cell);
  return any && !parts;
}

RowReader::Row RowReader::Take(size_t count) {
  Row row;
  for (size_t i = 0; i < count; ++i) {
    row.cells.push_back(pieces_[at_ + i].cell);
  }
  at_ += count;
  return row;
}

// True where the table goes on behind the text at `at_`: a dotted line, the number of a page.
bool RowReader::GoesOn() {
  if (at_ + 1 >= pieces_.size() || pieces_[at_].cell.end - pieces_[at_].cell.begin > kLongestGap) {
    return false;
  }
  ++at_;
  const bool even = pieces_[at_].opens_row ? EndOfOpenedRow(pieces_, at_) == at_ + columns_ : Even();
  if (even && numbered_ && IsOrdinal(text_, pieces_[at_].cell)) {
    return true;
  }
  --at_;
  return false;
}

std::optional<RowReader::Row> RowReader::Next() {
  while (at_ < pieces_.size() && (!ended_ || GoesOn())) {
    ended_ = false;
    if (const size_t end = EndOfOpenedRow(pieces_, at_); end != kNpos) {
      return Opened(end);
    }
    if (Even()) {
      Row row = Take(columns_);
      row.even = true;
      ended_ = !Blank(at_);
      at_ += at_ < pieces_.size() && pieces_[at_].empty() ? 1 : 0;
      return row;
    }
    if (!pieces_[at_].empty()) {
      return Short();
    }
    ++at_;
  }
  return std::nullopt;
}

// A row of which the text tells where it ends.
std::optional<RowReader::Row> RowReader::Opened(size_t end) {
  const size_t cells = end - at_;
  // Another table: its head, or rows of another size behind an empty line.
  if (IsNumberHead(text_, pieces_[at_].cell) || (pieces_[at_].apart && cells != columns_)) {
    ended_ = true;
    return std::nullopt;
  }
  Row row = Take(std::min(cells, columns_));
  row.even = cells == columns_;
  at_ = end;
  ended_ = !Blank(at_);
  at_ += at_ < pieces_.size() && !ended_ ? 1 : 0;
  return row;
}

// True where a row begins at `i`: with a number, or a head that stands there once more.
bool RowReader::BeginsRow(size_t i) const {
  if (Blank(i) || Outside(i) || IsOrdinal(text_, pieces_[i].cell)) {
    return true;
  }
  return !Blank(i + 1) && KindOfHead(text_, pieces_[i].cell) != ColumnKind::kOther &&
         KindOfHead(text_, pieces_[i + 1].cell) != ColumnKind::kOther;
}

// A row with fewer cells. An empty cell ends it where what stands behind begins a row, and where no such place is found
// the first one does.
std::optional<RowReader::Row> RowReader::Short() {
  const bool part = numbered_ && !IsOrdinal(text_, pieces_[at_].cell);
  size_t count = 0;
  size_t gap = 0;
  for (; count < columns_ && !Outside(at_ + count); ++count) {
    if (count > 0 && pieces_[at_ + count].empty()) {
      if (part || count == 1 || BeginsRow(at_ + count + 1)) {
        break;
      }
      gap = gap == 0 ? count : gap;
    }
  }
  if (count == columns_ && gap != 0 && !Blank(at_ + count)) {
    count = gap;
  }
  if (count == 0) {
    ended_ = true;
    return std::nullopt;
  }
  Row row = Take(count);
  ended_ = at_ < pieces_.size() && !pieces_[at_].empty();
  at_ += ended_ ? 0 : 1;
  return row;
}

}  // namespace dondoc::directive::reading
