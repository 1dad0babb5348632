#include "services/directive/domain/reading/structure/pieces.h"

#include <string_view>

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestCell = 1000;     // tokens; cells that tell what was done are long
constexpr size_t kMostCells = 40;         // of a row
constexpr size_t kLongestOrdinal = 9;     // tokens of "III.1.3.2."
constexpr size_t kLongestNumeral = 5;     // letters of "XVIII"
constexpr size_t kMostOrdinalDigits = 3;  // "2026" is a year

}  // namespace

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
      piece.opens_row = layout.lines[border].row;
      piece.apart = piece.opens_row && layout.lines[border].blank_before;
      if (i > border + 1) {
        piece.cell = {layout.lines[border + 1].begin, layout.lines[i - 1].end};
      }
      pieces.push_back(piece);
    }
    border = i;
  }
  return pieces;
}

size_t EndOfOpenedRow(const std::vector<Piece>& pieces, size_t at) {
  if (at >= pieces.size() || !pieces[at].opens_row) {
    return kNpos;
  }
  size_t end = at + 1;
  while (end < pieces.size() && end - at < kMostCells && !(end + 1 < pieces.size() && pieces[end + 1].opens_row)) {
    ++end;
  }
  // Behind the last row the end is not told: where its cells end, text follows.
  return end - at < kMostCells ? end : kNpos;
}

bool IsOrdinal(const TokenText& text, const Cell& cell) {
  if (cell.empty() || cell.end - cell.begin > kLongestOrdinal) {
    return false;
  }
  bool label = false;  // a number or a numeral was seen
  for (size_t i = cell.begin; i < cell.end; ++i) {
    const Token& token = text.tokens[i];
    if (token.kind == Token::Kind::kMark) {
      if (token.mark == 0 || std::string_view(".()-+*").find(token.mark) == std::string_view::npos) {
        return false;
      }
      continue;
    }
    const bool number = token.kind == Token::Kind::kNumber && token.folded.size() <= kMostOrdinalDigits;
    const bool numeral = token.kind == Token::Kind::kWord && token.folded.size() <= kLongestNumeral && token.upper &&
                         (token.folded.size() == 1 || token.folded.find_first_not_of("ivxl") == std::string::npos);
    const bool letter = token.kind == Token::Kind::kWord && token.folded.size() == 1;
    if (!number && !numeral && !letter) {
      return false;
    }
    label = true;
  }
  return label || cell.end - cell.begin == 1;
}

bool IsNumberHead(const TokenText& text, const Cell& cell) {
  if (cell.empty() || cell.end - cell.begin > 3) {
    return false;
  }
  for (std::string_view words : {"tt", "stt", "s tt", "so tt", "so thu tu"}) {
    if (WordsAt(text, cell.begin, cell.end, words)) {
      return true;
    }
  }
  return false;
}

bool TooLong(const Piece& piece) { return piece.cell.end - piece.cell.begin > kLongestCell; }

}  // namespace dondoc::directive::reading
