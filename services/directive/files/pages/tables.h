// Tables of tasks on a page laid out with blanks.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

namespace dondoc::directive::files {

// Finds tables by their head, which begins with TT or STT, and the clear space between their columns. A row begins with
// its number, or has it in its middle. Rows become cells between lone pipes, "||" before the first; all other lines
// stay as they are. A line kPageBorder stands between two pages: a table may go on behind it, and the border stands
// behind the table then.
inline constexpr char kPageBorder[] = "\f";

std::vector<std::string> SplitTables(const std::vector<std::string>& lines);

}  // namespace dondoc::directive::files
