// Cells between lone pipes, as a page that lost its rules has them.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

struct Cell {
  size_t begin = 0;  // tokens; empty cells have begin == end
  size_t end = 0;
  bool empty() const { return begin == end; }
};

// What stands between two borders: a cell, nothing (an empty cell, or the end of one row and the beginning of the
// next), or the text between two tables.
struct Piece {
  Cell cell;
  size_t first_line = 0;   // the border before it
  size_t last_line = 0;    // the border behind it
  bool opens_row = false;  // the text says that a row begins here: rows need not be guessed
  bool apart = false;      // an empty line stands above that row
  bool empty() const { return cell.empty(); }
};

std::vector<Piece> FindPieces(const Layout& layout);

// Where the row that opens with piece `at` ends: behind its last cell. kNpos where the text does not tell.
size_t EndOfOpenedRow(const std::vector<Piece>& pieces, size_t at);

// True for "1", "2.1.", "IV", "III.1", "a)", "(2)", "-": the number of a row.
bool IsOrdinal(const TokenText& text, const Cell& cell);

// True for "TT" and "STT": the head of the column of such numbers.
bool IsNumberHead(const TokenText& text, const Cell& cell);

// True where the piece is too long for a cell: the document between two tables.
bool TooLong(const Piece& piece);

}  // namespace dondoc::directive::reading
