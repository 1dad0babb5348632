// Tables for people: columns as wide as their widest cell, by what a terminal shows and not by bytes. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::cli {

// How many columns of a terminal `text` takes: none for combining marks and invisible characters, two for wide (East
// Asian) ones.
std::size_t DisplayWidth(std::string_view text);

class Table {
 public:
  explicit Table(std::vector<std::string> header) : header_(std::move(header)) {}

  // Missing cells are empty; line breaks and tabs in a cell become spaces.
  void Add(std::vector<std::string> row);
  bool empty() const { return rows_.empty(); }

  // The header, then the rows; two spaces between columns and none at the ends of lines. Ends with a line break.
  std::string Text() const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace dondoc::cli
