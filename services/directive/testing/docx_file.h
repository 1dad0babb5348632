// Documents as Word writes them, made without Word.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/directive/testing/sample.h"

namespace dondoc::directive::files::testing {

// An archive of these files, names and contents.
std::string MakeZip(const std::vector<std::pair<std::string, std::string>>& files);

// The parts of a docx, each without its XML declaration and outermost element; empty ones are left out.
struct DocxParts {
  std::string body;       // of word/document.xml: <w:p>...</w:p>
  std::string numbering;  // <w:abstractNum ...>
  std::string styles;     // <w:style ...>
  std::string footnotes;  // <w:footnote ...>
};
std::string MakeDocx(const DocxParts& parts);

// A paragraph of plain text; a line feed is a line break.
std::string ParagraphXml(const std::string& text);

std::string DocxOf(const Sample& sample);

}  // namespace dondoc::directive::files::testing
