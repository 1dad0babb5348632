#include "tools/dondoc/table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "common/text/utf8.h"

namespace dondoc::cli {
namespace {

void AppendLine(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths, std::string& out) {
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string_view cell = i < cells.size() ? std::string_view(cells[i]) : std::string_view();
    line += cell;
    line.append(widths[i] - DisplayWidth(cell) + 2, ' ');
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto code_point = static_cast<UChar32>(DecodeUtf8(text, &at));
    const int type = u_charType(code_point);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
      continue;
    const int wide = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
    width += wide == U_EA_FULLWIDTH || wide == U_EA_WIDE ? 2 : 1;
  }
  return width;
}

void Table::Add(std::vector<std::string> row) {
  for (std::string& cell : row) {
    std::replace_if(
        cell.begin(), cell.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  }
  rows_.push_back(std::move(row));
}

std::string Table::Text() const {
  std::vector<std::size_t> widths;
  for (const std::string& title : header_) widths.push_back(DisplayWidth(title));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
      widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  std::string out;
  AppendLine(header_, widths, out);
  for (const auto& row : rows_) AppendLine(row, widths, out);
  return out;
}

}  // namespace dondoc::cli
