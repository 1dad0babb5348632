#include "services/directive/testing/sample.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

namespace dondoc::directive::files::testing {
namespace {

std::string WithoutMarks(std::string text) {
  std::erase(text, '*');
  return text;
}

// Groups of lines between empty lines; a line "|" is a group of its own.
std::vector<std::string> Groups(const std::string& text) {
  std::vector<std::string> groups;
  std::string group;
  const auto end = [&] {
    if (!group.empty()) groups.push_back(std::exchange(group, ""));
  };
  std::istringstream lines(WithoutMarks(text));
  for (std::string line; std::getline(lines, line);) {
    const bool rule = !line.empty() && line.find_first_not_of("- ") == std::string::npos;
    if (line.find_first_not_of(' ') == std::string::npos || line == "|") end();
    if (line == "|") groups.push_back(line);
    if (line == "|" || rule || line.find_first_not_of(' ') == std::string::npos) continue;
    group += (group.empty() ? "" : "\n") + line;
  }
  end();
  return groups;
}

// The cells from groups[*at], the first pipe, to the last pipe of the table. Two pipes are the end of a row where all
// cells of its first row are there.
Block TakeTable(const std::vector<std::string>& groups, size_t* at) {
  Block table;
  std::vector<std::string> row;
  std::string cell;
  size_t columns = 0;
  for (++*at; *at < groups.size(); ++*at) {
    const std::string& group = groups[*at];
    const bool pipe = group == "|";
    if (!pipe) {
      cell += (cell.empty() ? "" : "\n") + group;
      // The last cell has a pipe behind it.
      if (*at + 1 >= groups.size() || groups[*at + 1] != "|") break;
      continue;
    }
    const bool row_is_whole = cell.empty() && (columns == 0 ? !row.empty() : row.size() >= columns);
    if (row_is_whole) {
      columns = std::max(columns, row.size());
      table.rows.push_back(std::exchange(row, {}));
    } else {
      row.push_back(std::exchange(cell, ""));
    }
    const bool more =
        *at + 1 < groups.size() && (groups[*at + 1] == "|" || (*at + 2 < groups.size() && groups[*at + 2] == "|"));
    if (!more) break;
  }
  if (!row.empty()) table.rows.push_back(row);
  ++*at;
  return table;
}

bool OnTheRight(const std::string& group) {
  return group.starts_with("CỘNG HÒA") || group.find(", ngày") != std::string::npos;
}

// The first groups, up to the date, side by side.
Block TakeHead(const std::vector<std::string>& groups, size_t* at) {
  std::vector<std::string> left, right;
  for (bool dated = false; *at < groups.size() && !dated; ++*at) {
    dated = groups[*at].find(", ngày") != std::string::npos;
    (OnTheRight(groups[*at]) ? right : left).push_back(groups[*at]);
  }
  Block table;
  for (size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    table.rows.push_back({i < left.size() ? left[i] : "", i < right.size() ? right[i] : ""});
  }
  return table;
}

// "Nơi nhận" with its list on the left, who signs on the right.
Block TakeClosing(const std::vector<std::string>& groups, size_t* at) {
  Block table;
  std::vector<std::string> cells(2);
  for (size_t column = 0; *at < groups.size(); ++*at) {
    if (groups[*at].starts_with("TM.")) column = 1;
    cells[column] += (cells[column].empty() ? "" : "\n") + groups[*at];
  }
  table.rows.push_back(cells);
  return table;
}

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '\n' ? "<br>" : std::string(1, c);
  }
  return escaped;
}

}  // namespace

std::string SampleText(const std::string& name) {
  std::ifstream in("tests/samples/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> SampleNames() {
  return {"decision_table.txt", "letter_blank.txt", "plan_district.txt", "plan_province.txt"};
}

Sample ReadSample(const std::string& name) {
  const std::vector<std::string> groups = Groups(SampleText(name));
  Sample sample;
  size_t at = 0;
  if (groups[0] != "|") sample.push_back(TakeHead(groups, &at));
  while (at < groups.size()) {
    if (groups[at] == "|") {
      sample.push_back(TakeTable(groups, &at));
    } else if (groups[at].starts_with("Nơi nhận")) {
      sample.push_back(TakeClosing(groups, &at));
    } else {
      sample.push_back({groups[at++], {}});
    }
  }
  return sample;
}

std::string HtmlOf(const Sample& sample) {
  std::string html = "<!DOCTYPE html>\n<html><head><title>Trang</title><style>p { color: red }</style></head><body>\n";
  for (const Block& block : sample) {
    if (block.rows.empty()) {
      html += "<p>" + Escaped(block.text) + "</p>\n";
      continue;
    }
    html += "<table>";
    for (const auto& row : block.rows) {
      html += "<tr>";
      for (const std::string& cell : row) html += "<td><p>" + Escaped(cell) + "</p></td>\n";
      html += "</tr>";
    }
    html += "</table>\n";
  }
  return html + "<script>document.write('<p>x</p>')</script></body></html>\n";
}

}  // namespace dondoc::directive::files::testing
