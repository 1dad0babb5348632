// Pages as they were printed become one text.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive::files {

// Letters of a page, roughly.
int LettersOf(std::string_view page);

// False for a page with nothing but a number: what there is to read on it is a picture.
bool HasText(std::string_view page);

// The pages one behind the other, without the numbers at their heads and feet; a paragraph goes on across the border.
// Tables of tasks, and what stands side by side in two columns (issuer and motto, recipients and signature), become
// cells between lone pipes.
std::string JoinPages(const std::vector<std::string>& pages);

}  // namespace dondoc::directive::files
