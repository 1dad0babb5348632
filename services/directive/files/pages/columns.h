// Text in two columns, as it stands on a page laid out with blanks.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <vector>

namespace dondoc::directive::files {

// Finds lines that stand side by side with a clear space between: issuer and motto at the head, recipients and
// signature at the end. They become a row of two cells, "||" before the left one and "|" before the right; all other
// lines stay as they are.
std::vector<std::string> SplitColumns(const std::vector<std::string>& lines);

}  // namespace dondoc::directive::files
