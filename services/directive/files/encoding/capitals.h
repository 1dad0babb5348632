// Capitals that TCVN3 has no bytes for.
//
// It has no capitals with a tone: fonts of capitals (.VnTimeH) draw them, and where the font is lost, or was never
// there, "ỦY BAN, KẾ HOẠCH" are "ủY BAN, Kế HOạCH".
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace dondoc::directive::files {

// `text`, in normal form C, with capitals for the small letters with a tone of words that are otherwise in capitals.
// Of a word with one other letter ("Kế") its neighbours tell.
std::string RaiseToned(std::string_view text);

}  // namespace dondoc::directive::files
