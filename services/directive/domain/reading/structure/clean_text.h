// The text of a document without what formats left in it.
//
// Markdown and HTML marks, rules of dashes, invisible characters (zero-width spaces, soft hyphens, marks of direction)
// and front matter go; lines end with a line feed, whatever they ended with. The cells of tables (rows of pipes,
// or cells between lone pipes) all come out in one form: each cell on lines of its own, a line "|" between cells, two
// behind a row, or "||" where a row begins and the original says so. Every byte knows where it came from. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive::reading {

struct CleanText {
  std::string text;
  std::vector<uint32_t> offsets;  // of each byte of `text`, and of its end, in the original; never decreasing
};

CleanText Clean(std::string_view original);

}  // namespace dondoc::directive::reading
