// Where the parts of a header are, as tokens, and what is found in them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct TokenRange {
  size_t begin = 0;
  size_t end = 0;
  bool empty() const { return begin >= end; }
};

struct HeaderZone {
  size_t begin = 0;             // where the header begins
  size_t body = 0;              // where the body begins
  size_t limit = 0;             // behind it nothing belongs to the header, even in one run into one line
  size_t number_begin = kNpos;  // "Số" of "Số: 12/KH-UBND"
  size_t number_end = 0;
  size_t place_begin = kNpos;
  size_t day_begin = kNpos;  // "ngày" of "Bình Giang, ngày 5 tháng 4 năm 2026"
  size_t day_end = 0;
};

// A value and how it was found; its span is in tokens. Empty where there is none.
struct Found {
  std::string value;
  Source source;
};

inline Source SourceAt(size_t begin, size_t end, Evidence evidence) {
  return {{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, evidence};
}

}  // namespace dondoc::directive::reading
