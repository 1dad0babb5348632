// The lines of a document and its zones: header, body, closing, annexes.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// Tokens of the longest line and the longest paragraph. No real one comes near; what does is cut, so that what a stage
// does for a paragraph, however often it looks back, stays linear in the text, and its recursions shallow.
inline constexpr size_t kLongestParagraph = 2000;

struct Line {
  size_t begin = 0;  // tokens; never empty
  size_t end = 0;
  bool blank_before = false;
  bool pipe = false;       // nothing but "|": a border between cells
  bool row = false;        // "||": a border behind which a row begins
  bool furniture = false;  // words of a web site, not of the document
  bool note = false;       // of a footnote
};

// Where the parts are, as lines. A part that is not there is empty.
struct Zones {
  size_t header_begin = 0;
  size_t body_begin = 0;      // behind the header
  size_t closing_begin = 0;   // "Nơi nhận" and signature
  size_t closing_end = 0;     // annexes follow
  size_t end = 0;             // behind the document: a site's text follows
  size_t recipients = kNpos;  // the token "Nơi" of "Nơi nhận"
};

struct Layout {
  std::vector<Line> lines;
  Zones zones;
  size_t motto = kNpos;       // the token that begins the motto of the State or the Party
  size_t type_begin = kNpos;  // the tokens of the title's kind ("KẾ HOẠCH")
  size_t type_end = kNpos;
  const Entry* type = nullptr;
  size_t width = 0;      // bytes of a full line
  bool wrapped = false;  // paragraphs are broken into lines of that width

  size_t LineOf(size_t token) const;
  // Tokens of lines [begin, end), as a range.
  std::pair<size_t, size_t> Tokens(size_t begin, size_t end) const;
};

Layout LayOut(const TokenText& text);

}  // namespace dondoc::directive::reading
