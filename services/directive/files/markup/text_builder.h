// Paragraphs and tables of a formatted document, written down as the reader of directives expects them.
//
// Paragraphs are separated by an empty line, lines that stand centred one above the other (a title) by none. A table is
// cells between lone pipes, "||" where a row begins (domain/reading/structure/clean_text.h): the reader need not guess
// how many cells a row has. A cell that reaches over several rows says the same in each; one over several columns
// has empty ones behind it. What is a table only for the layout (one column, or whole parts of a document in a cell)
// becomes the paragraphs in it.
//
// Calls nest as the elements of the document do; what is left open at the end counts as closed. Not thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive::files {

class TextBuilder {
 public:
  TextBuilder();

  // Adds to the paragraph that is being written; text as it stands, a line feed is a new line.
  void Append(std::string_view text);
  // Ends it; nothing happens where it is empty.
  void EndParagraph(bool centred = false);

  void BeginTable();
  void BeginRow();
  // A cell over so many columns and rows.
  void BeginCell(int columns = 1, int rows = 1);
  void SpanColumns(int columns);
  // The cell goes on with the one above it.
  void MergeUp();
  void EndCell();
  void EndRow();
  void EndTable();

  // Text that stands beside the paragraph (a text box): begins, and ends. It comes out behind the paragraph.
  void BeginAside();
  void EndAside();

  // Everything; the builder is empty afterwards.
  std::string Take();

 private:
  struct Paragraph {
    std::string text;
    bool centred = false;
    bool table = false;
  };
  using Flow = std::vector<Paragraph>;
  struct Cell {
    Flow flow;
    int columns = 1;
    int rows = 1;
    bool merged_up = false;
  };
  using Row = std::vector<Cell>;
  // Where text goes: the document, a cell, an aside.
  struct Place {
    Flow flow;
    std::string open;        // the paragraph that is being written
    std::vector<Row> table;  // of the innermost open table in this place
    bool in_table = false;
    Flow behind;  // asides of the open paragraph
  };

  Place& here() { return places_.back(); }
  void Close(Place* place, bool centred);
  static bool IsLayout(const std::vector<Row>& table);
  static std::string Pipes(const std::vector<Row>& table);
  static std::string Joined(const Flow& flow, bool in_cell);

  std::vector<Place> places_;
  std::vector<Cell> cells_;          // that are open
  std::vector<size_t> cell_places_;  // index in places_ of each open cell
};

}  // namespace dondoc::directive::files
