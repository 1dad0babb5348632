// The years by which a target is to be reached.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/meaning/targets/bounds.h"
#include "services/directive/domain/reading/meaning/values/years.h"

namespace dondoc::directive::reading {

// Goes through a document's blocks in their order and keeps the periods that headings name.
class Periods {
 public:
  // `issued`: the document's year, 0 where unknown. Requires that `text` outlives this.
  explicit Periods(const TokenText& text, int issued = 0) : text_(text), issued_(issued) {}

  // Headings name the period of what stands under them.
  void Enter(const Block& block);

  // Forgets all headings for one period: that of a table's rows.
  void Replace(const Years& years);

  // The years of the figure in tokens [begin, end): the target's own words go first, then those that open its
  // paragraph, then the heading. A year that only repeats the end of the heading's period leaves the period as it is.
  Years Of(const Block& block, const Bounds& bounds, size_t begin, size_t end) const;

 private:
  struct Heading {
    int rank;
    Years years;
  };

  const TokenText& text_;
  int issued_;
  std::vector<Heading> headings_;
};

}  // namespace dondoc::directive::reading
