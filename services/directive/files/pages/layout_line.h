// A line of a page laid out with blanks, by columns: characters, not bytes.
//
// Pure, thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive::files {

// Columns [begin, end).
struct ColumnRange {
  size_t begin = 0;
  size_t end = 0;
  size_t width() const { return end > begin ? end - begin : 0; }
};

inline ColumnRange Common(const ColumnRange& a, const ColumnRange& b) {
  return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

struct LayoutLine {
  std::u32string text;    // without blanks at its end
  size_t begin = 0;       // its first character that is no blank
  bool capitals = false;  // no small letter

  bool blank() const { return begin >= text.size(); }
  size_t middle2() const { return begin + text.size(); }  // twice the middle
};

LayoutLine MakeLayoutLine(const std::string& bytes);

// The runs of at least `width` blanks between its words.
std::vector<ColumnRange> GapsOf(const LayoutLine& line, size_t width);

// What stands in these columns, without blanks at its ends.
std::string TextIn(const LayoutLine& line, const ColumnRange& columns);

}  // namespace dondoc::directive::files
