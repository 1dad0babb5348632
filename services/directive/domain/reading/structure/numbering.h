// The numbers of a document's clauses in their sequence: what a scan makes of "II.", "III", "5." and "6." is read by
// what number must come next.
#pragma once

#include <cstddef>
#include <string>

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

class Numbering {
 public:
  // The marker at the line [begin, end): what stands there or, where a new paragraph may begin (`fresh`), what was
  // misread of the number that comes next.
  Marker Read(const TokenText& text, size_t begin, size_t end, bool fresh) const;

  // A clause with this marker has begun.
  void Remember(const Marker& marker);

  // Numbers begin anew: an annex.
  void Reset() { *this = {}; }

 private:
  Marker ReadRoman(const TokenText& text, size_t begin, size_t end, const Marker& marker) const;
  Marker ReadNumber(const TokenText& text, size_t begin, size_t end) const;

  size_t roman_ = 0;    // the last "III", as a number
  size_t number_ = 0;   // the last "3" below it
  std::string letter_;  // the last "d" below that
  bool upper_ = false;  // parts are numbered with letters: "A", "B"
};

}  // namespace dondoc::directive::reading
