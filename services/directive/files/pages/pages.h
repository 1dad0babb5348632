// What comes of a file that has pages.
#pragma once

#include <string>
#include <vector>

namespace dondoc::directive::files {

struct PagesText {
  std::string text;
  int pages = 0;
  std::vector<std::string> notes;
};

}  // namespace dondoc::directive::files
