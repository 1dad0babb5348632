// The paragraphs of the body with their numbers and bullets, and the outline that these make.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

enum class MarkerKind { kNone, kPart, kUpper, kRoman, kArticle, kNumber, kDecimal, kLetter, kParen, kDash, kPlus };

struct Marker {
  MarkerKind kind = MarkerKind::kNone;
  std::string label;  // "IV", "2.1", "đ", "(2)"; empty for bullets
  size_t end = 0;     // behind the marker's last token
};

// The marker at `at`, if one stands there.
Marker ReadMarker(const TokenText& text, size_t at, size_t limit);

// Words behind which a number is no marker: "Điều 3.", "năm 2025".
bool ExpectsNumber(const Token& token);

struct Block {
  size_t begin = 0;    // tokens
  size_t content = 0;  // behind the marker
  size_t end = 0;
  Marker marker;
  int rank = 0;         // how deep the marker's kind is; paragraphs without one are kParagraph
  std::string section;  // path of numbers down to here
  bool leaf = true;     // no deeper marked block follows under it
  bool annex = false;   // behind the signature
};

inline constexpr int kParagraph = 20;

// The paragraphs of lines [begin, end) of the body, except those for which `skip` is true (index: line).
std::vector<Block> MakeBlocks(const TokenText& text, const Layout& layout, const std::vector<bool>& skip);

}  // namespace dondoc::directive::reading
