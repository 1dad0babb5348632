// What tesseract makes of Vietnamese print, mended where it can mean only one thing: specks taken for text, signs taken
// for letters and bullets, capital letters inside words, figures torn apart.
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace dondoc::directive::files {

// The page with its lines as they were printed. Lines of specks are left out; gaps between words stay as wide as they
// are, so that columns can be told.
std::string MendRecognised(std::string_view page);

}  // namespace dondoc::directive::files
