#include "tests/access/access_table.h"

#include <algorithm>
#include <fstream>
#include <utility>
#include <vector>

namespace dondoc::access_test {
namespace {

std::string Trim(std::string text) {
  const auto is_edge = [](char c) { return c == ' ' || c == '`'; };
  while (!text.empty() && is_edge(text.back())) text.pop_back();
  while (!text.empty() && is_edge(text.front())) text.erase(text.begin());
  return text;
}

std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : text) {
    if (c == separator) {
      parts.push_back(Trim(std::exchange(part, "")));
    } else {
      part += c;
    }
  }
  parts.push_back(Trim(part));
  return parts;
}

}  // namespace

bool TableRow::Names(const std::string& role) const {
  return std::any_of(roles_by_relation.begin(), roles_by_relation.end(),
                     [&](const auto& cell) { return cell.second.contains(role); });
}

bool TableRow::Allows(const std::string& role, const std::set<std::string>& relations) const {
  return std::any_of(relations.begin(), relations.end(), [&](const std::string& relation) {
    const auto cell = roles_by_relation.find(relation);
    return cell != roles_by_relation.end() && cell->second.contains(role);
  });
}

std::map<std::string, TableRow> ReadAccessTable() {
  std::map<std::string, TableRow> table;
  std::ifstream page("docs/reference/access.md");
  std::vector<std::string> head;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| ")) {
      head.clear();
      continue;
    }
    std::vector<std::string> cells = Split(line.substr(1, line.rfind('|') - 1), '|');
    if (cells.front() == "RPC") {
      head = cells;
    } else if (!head.empty() && !cells.front().starts_with("---")) {
      TableRow& row = table[cells.front()];
      for (std::size_t i = 1; i < head.size() && i < cells.size(); ++i) {
        if (head[i] == "audience") {
          row.audience = cells[i];
        } else if (head[i] == "scope") {
          row.scope = cells[i];
        } else if (head[i] == "hidden unless") {
          row.hidden_unless = cells[i];
        } else if (!cells[i].empty()) {
          for (const std::string& role : Split(cells[i], ',')) row.roles_by_relation[head[i]].insert(role);
        }
      }
    }
  }
  return table;
}

}  // namespace dondoc::access_test
