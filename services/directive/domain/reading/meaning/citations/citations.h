// Documents named in a text: "Kế hoạch số 43/KH-UBND ngày 23/02/2022 của UBND tỉnh Bình Giang".
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct CitationAt {
  Citation citation;  // its span is in tokens
  size_t begin = 0;   // tokens; of the number
  size_t end = 0;
  size_t named = 0;  // where its kind is named, or `begin`
};

// All citations in tokens [begin, end), in order, repeated ones too.
std::vector<CitationAt> FindCitations(const TokenText& text, size_t begin, size_t end);

// The laws and ordinances that a basis in tokens [begin, end) names by their day alone: "Luật Thư viện ngày 21 tháng 11
// năm 2019". Without number.
std::vector<CitationAt> FindLaws(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
