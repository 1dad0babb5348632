#include "services/directive/files/markup/text_builder.h"

#include <algorithm>
#include <map>
#include <utility>

namespace dondoc::directive::files {
namespace {

// A cell with more than this holds part of a document, not of a table.
constexpr size_t kLongestCell = 6000;
// And one with more than this says what it says once.
constexpr size_t kLongestRepeated = 600;
constexpr int kMostColumns = 64;

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

// What is said in the rows below a cell.
struct Repeated {
  int rows = 0;
  int columns = 1;
  std::string text;
};

}  // namespace

TextBuilder::TextBuilder() : places_(1) {}

void TextBuilder::Append(std::string_view text) { here().open += text; }

void TextBuilder::Close(Place* place, bool centred) {
  const std::string_view text = Trim(place->open);
  if (!text.empty()) place->flow.push_back({std::string(text), centred, false});
  place->open.clear();
  std::move(place->behind.begin(), place->behind.end(), std::back_inserter(place->flow));
  place->behind.clear();
}

void TextBuilder::EndParagraph(bool centred) { Close(&here(), centred); }

void TextBuilder::BeginTable() {
  // A table right in a table, outside of its cells, is the same table.
  if (here().in_table) return;
  EndParagraph();
  here().in_table = true;
}

void TextBuilder::BeginRow() {
  if (here().in_table) here().table.emplace_back();
}

void TextBuilder::BeginCell(int columns, int rows) {
  // A cell without a table begins one.
  BeginTable();
  if (here().table.empty()) BeginRow();
  cells_.push_back({{}, std::clamp(columns, 1, kMostColumns), std::max(rows, 1), false});
  cell_places_.push_back(places_.size());
  places_.emplace_back();
}

void TextBuilder::SpanColumns(int columns) {
  if (!cells_.empty()) cells_.back().columns = std::clamp(columns, 1, kMostColumns);
}

void TextBuilder::MergeUp() {
  if (!cells_.empty()) cells_.back().merged_up = true;
}

void TextBuilder::EndCell() {
  if (cells_.empty()) return;
  while (places_.size() > cell_places_.back() + 1) EndAside();
  if (here().in_table) EndTable();
  EndParagraph();
  Cell cell = std::move(cells_.back());
  cell.flow = std::move(here().flow);
  cells_.pop_back();
  cell_places_.pop_back();
  places_.pop_back();
  here().table.back().push_back(std::move(cell));
}

void TextBuilder::EndRow() {}

void TextBuilder::EndTable() {
  if (!here().in_table) return;
  here().in_table = false;
  const std::vector<Row> table = std::exchange(here().table, {});
  // What stood between the cells.
  EndParagraph();
  if (!IsLayout(table)) {
    if (std::string pipes = Pipes(table); !pipes.empty()) here().flow.push_back({std::move(pipes), false, true});
    return;
  }
  for (const Row& row : table) {
    for (const Cell& cell : row) here().flow.insert(here().flow.end(), cell.flow.begin(), cell.flow.end());
  }
}

void TextBuilder::BeginAside() { places_.emplace_back(); }

void TextBuilder::EndAside() {
  const bool is_cell = !cell_places_.empty() && cell_places_.back() + 1 == places_.size();
  if (places_.size() == 1 || is_cell) return;
  if (here().in_table) EndTable();
  EndParagraph();
  Flow aside = std::move(here().flow);
  places_.pop_back();
  std::move(aside.begin(), aside.end(), std::back_inserter(here().behind));
}

bool TextBuilder::IsLayout(const std::vector<Row>& table) {
  bool several = false;
  for (const Row& row : table) {
    several |= row.size() > 1;
    for (const Cell& cell : row) {
      const bool nested = std::any_of(cell.flow.begin(), cell.flow.end(), [](const Paragraph& p) { return p.table; });
      if (nested || Joined(cell.flow, true).size() > kLongestCell) return true;
    }
  }
  return !several;
}

std::string TextBuilder::Pipes(const std::vector<Row>& table) {
  std::string text;
  std::map<int, Repeated> below;     // by column
  std::map<int, std::string> above;  // by column: what the last row said
  for (const Row& row : table) {
    std::vector<std::string> said;
    int column = 0;
    const auto say = [&](std::string words, int columns) {
      said.push_back(std::move(words));
      column += columns;
      said.resize(said.size() + static_cast<size_t>(columns) - 1);
    };
    const auto repeat = [&] {
      for (auto found = below.find(column); found != below.end() && found->second.rows > 0;
           found = below.find(column)) {
        --found->second.rows;
        say(found->second.text, found->second.columns);
      }
    };
    for (const Cell& cell : row) {
      repeat();
      std::string words = Joined(cell.flow, true);
      if (cell.merged_up && words.empty()) words = above[column];
      const std::string kept = words.size() <= kLongestRepeated ? words : "";
      above[column] = kept;
      if (cell.rows > 1) below[column] = {cell.rows - 1, cell.columns, kept};
      say(std::move(words), cell.columns);
    }
    repeat();
    if (std::all_of(said.begin(), said.end(), [](const std::string& words) { return words.empty(); })) continue;
    text += "||\n";
    for (const std::string& words : said) {
      text += words;
      text += words.empty() ? "|\n" : "\n|\n";
    }
  }
  if (!text.empty()) text.pop_back();
  return text;
}

std::string TextBuilder::Joined(const Flow& flow, bool in_cell) {
  std::string text;
  const Paragraph* before = nullptr;
  for (const Paragraph& paragraph : flow) {
    if (before != nullptr) text += in_cell || (before->centred && paragraph.centred) ? "\n" : "\n\n";
    text += paragraph.text;
    before = &paragraph;
  }
  return text;
}

std::string TextBuilder::Take() {
  while (places_.size() > 1 || !cells_.empty()) {
    if (!cells_.empty() && cell_places_.back() + 1 == places_.size()) {
      EndCell();
    } else {
      EndAside();
    }
  }
  EndTable();
  EndParagraph();
  std::string text = Joined(here().flow, false);
  if (!text.empty() && text.back() != '\n') text += '\n';
  places_.assign(1, {});
  return text;
}

}  // namespace dondoc::directive::files
