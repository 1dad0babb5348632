// Printed and scanned documents, made by the programs that set text on Debian: pango-view (package pango1.0-tools, with
// a font of fonts-freefont-ttf) and poppler's.
#pragma once

#include <string>
#include <vector>

#include "services/directive/testing/sample.h"

namespace dondoc::directive::files::testing {

// False where pango-view or the font is not there; tests of pages are skipped then.
bool CanMakePages();

// How paragraphs are told from each other on the page.
enum class Spacing { kEmptyLines, kFirstLinesSetIn };

// The lines of each page, as somebody with a typewriter would set the sample: two columns at the head and at the end,
// the number on each page but the first, paragraphs wrapped.
std::vector<std::string> PagesOf(const Sample& sample, Spacing spacing);

// A pdf with these pages as text.
std::string PdfOf(const std::vector<std::string>& pages);

// Its pages as pictures: "png", "jpeg" or "gray" (pgm).
std::vector<std::string> PicturesOf(const std::string& pdf, const std::string& form);

// A pdf of nothing but pictures (jpeg), as scanners make it, each with its line of text, where that is not empty, as
// programs stamp it when they sign.
struct ScannedPage {
  std::string jpeg;
  std::string stamp;
};
std::string ScannedPdfOf(const std::vector<ScannedPage>& pages);

// One tiff of the pages (pgm), not compressed.
std::string TiffOf(const std::vector<std::string>& gray);

// A pdf of several.
std::string Unite(const std::vector<std::string>& pdfs);

}  // namespace dondoc::directive::files::testing
