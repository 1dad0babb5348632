// Items that are numbered inside a paragraph: "...: (1) rà soát ...; (2) báo cáo ...", "(i) ...; (ii) ...".
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct RunInItem {
  size_t begin = 0;  // behind its number
  size_t end = 0;
};

// The items of tokens [begin, end), the first of which follows a colon or opens the range; empty where there are not
// two in a row.
std::vector<RunInItem> ReadRunInItems(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
