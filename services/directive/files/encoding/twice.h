// Text that was UTF-8, taken for Windows' Western code page (1252) and saved as UTF-8 again: "Káº¿ hoáº¡ch".
//
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dondoc::directive::files {

// What the text was before, in normal form C; nothing where that is not clearly Vietnamese. Characters that stand for
// no bytes of UTF-8 stay as they are. Requires well-formed UTF-8.
std::optional<std::string> DecodeTwice(std::string_view text);

}  // namespace dondoc::directive::files
