// Quantities in running text: "trên 75,5%", "từ 10 đến 12%", "1 triệu lao động", "dưới 4/100.000 trẻ".
#pragma once

#include <cstddef>
#include <string>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct Figure {
  double value = 0;  // of a range ("10 - 12%") its lower bound
  Comparator comparator = Comparator::kAtLeast;
  bool compared = false;  // a comparison or a verb that makes one stands before it
  bool least = false;     // that comparison is "ít nhất" or "tối thiểu", which facts seldom have
  bool share = false;     // percent, or per mille
  bool counts = false;    // what is counted is a thing, not a time or an age
  bool sized = false;     // it is a size or a weight: "30m2", "2,1 triệu tấn"
  std::string measure;    // "%", "‰", or the counted noun as printed
  size_t begin = 0;       // tokens: the number
  size_t end = 0;         // behind the number and its sign; 0 where there is none
};

// The quantity whose number stands at `at`; its comparison may begin at `begin` or later. None where the number is a
// year, half of a ratio, or what something is measured from ("từ 23 xuống 18": only 18 counts).
Figure ReadFigure(const TokenText& text, size_t begin, size_t at, size_t limit);

// The same in a cell that is to hold a figure and nothing else: a number needs no noun and may look like a year.
Figure ReadCellFigure(const TokenText& text, size_t begin, size_t at, size_t limit);

// True where a comparison ("tối thiểu", "≥") ends right before `at`.
bool ComparisonBefore(const TokenText& text, size_t begin, size_t at, Comparator* comparator);

}  // namespace dondoc::directive::reading
