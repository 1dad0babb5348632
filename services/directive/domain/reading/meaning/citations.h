// Documents named in a text: "Kế hoạch số 43/KH-UBND ngày 23/02/2022 của UBND tỉnh Bình Giang".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct NumberMatch {
  std::string number;  // no inner spaces
  size_t end = 0;      // behind its last token; 0 where there is none
};

// The number and notation that begins at `at`: "141/KH-UBND", "29-CT/TW", "31/2021/NĐ-CP". With `blank`, also one whose
// digits are left out: "/UBND-VX".
NumberMatch ReadNumber(const TokenText& text, size_t at, size_t limit, bool blank);

struct CitationAt {
  Citation citation;  // without span
  size_t begin = 0;   // tokens
  size_t end = 0;
};

// All citations in tokens [begin, end), in order, repeated ones too.
std::vector<CitationAt> FindCitations(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
