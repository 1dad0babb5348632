// Rows out of the cells of a table whose number of columns is known.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "services/directive/domain/reading/structure/pieces.h"

namespace dondoc::directive::reading {

class RowReader {
 public:
  // Rows begin at piece `at`. `numbered`: the first column has the rows' numbers. Requires that `text` and `pieces`
  // outlive this.
  RowReader(const TokenText& text, const std::vector<Piece>& pieces, size_t at, size_t columns, bool numbered)
      : text_(text), pieces_(pieces), at_(at), columns_(columns), numbered_(numbered) {}

  struct Row {
    std::vector<Cell> cells;  // as many as there are, at most one a column
    bool even = false;        // as many as there are columns, and a border of rows behind them
  };

  // The next row, or nothing where the table has ended.
  std::optional<Row> Next();

  // The first piece that was not read.
  size_t at() const { return at_; }

 private:
  bool Blank(size_t i) const { return i >= pieces_.size() || pieces_[i].empty(); }
  bool Outside(size_t i) const;
  bool Even() const;
  bool GoesOn();
  bool BeginsRow(size_t i) const;
  Row Take(size_t count);
  std::optional<Row> Opened(size_t end);
  std::optional<Row> Short();

  const TokenText& text_;
  const std::vector<Piece>& pieces_;
  size_t at_;
  size_t columns_;
  bool numbered_;
  bool ended_ = false;
};

}  // namespace dondoc::directive::reading
