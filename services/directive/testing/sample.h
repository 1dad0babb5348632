// A sample of tests/samples as paragraphs and tables, to be set in other forms.
#pragma once

#include <string>
#include <vector>

namespace dondoc::directive::files::testing {

struct Block {
  std::string text;  // of a paragraph; a line feed is a line break
  // Of a table: rows of cells.
  std::vector<std::vector<std::string>> rows;
};
using Sample = std::vector<Block>;

// Reads "plan_district.txt" ...; without its marks of Markdown. Its head and its closing, where they are plain text,
// become the tables of two columns that they are in any such document.
Sample ReadSample(const std::string& name);

// The file as it is.
std::string SampleText(const std::string& name);

// The names of all samples that are documents.
std::vector<std::string> SampleNames();

// The sample as a page of HTML.
std::string HtmlOf(const Sample& sample);

}  // namespace dondoc::directive::files::testing
