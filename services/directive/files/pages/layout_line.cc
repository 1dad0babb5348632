#include "services/directive/files/pages/layout_line.h"

#include "common/text/utf8.h"

namespace dondoc::directive::files {

LayoutLine MakeLayoutLine(const std::string& bytes) {
  LayoutLine line;
  for (size_t at = 0; at < bytes.size();) line.text.push_back(DecodeUtf8(bytes, &at));
  while (!line.text.empty() && line.text.back() == U' ') line.text.pop_back();
  line.capitals = ToUpper(bytes) == bytes;
  line.begin = std::min(line.text.find_first_not_of(U' '), line.text.size());
  return line;
}

std::vector<ColumnRange> GapsOf(const LayoutLine& line, size_t width) {
  std::vector<ColumnRange> gaps;
  for (size_t at = line.begin; at < line.text.size();) {
    const size_t begin = std::min(line.text.find(U' ', at), line.text.size());
    const size_t end = std::min(line.text.find_first_not_of(U' ', begin), line.text.size());
    if (end - begin >= width && end < line.text.size()) gaps.push_back({begin, end});
    at = end;
  }
  return gaps;
}

std::string TextIn(const LayoutLine& line, const ColumnRange& columns) {
  if (columns.begin >= line.text.size()) return "";
  const std::u32string_view text = std::u32string_view(line.text).substr(columns.begin, columns.width());
  const size_t begin = text.find_first_not_of(U' ');
  std::string bytes;
  if (begin == std::u32string_view::npos) return bytes;
  for (const char32_t c : text.substr(begin, text.find_last_not_of(U' ') + 1 - begin)) AppendUtf8(c, &bytes);
  return bytes;
}

}  // namespace dondoc::directive::files
