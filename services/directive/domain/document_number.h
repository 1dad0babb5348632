// Numbers of documents (số và ký hiệu): "141/KH-UBND", in the Party's form "29-CT/TW", where the number is left blank
// "/UBND-VX".
//
// Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace dondoc::directive {

// Without spaces and without a leading "Số:", dashes as "-".
std::string CleanNumber(std::string_view text);

// Whether the number itself is there, and behind it a notation: "141/KH-UBND" is, "/UBND-VX", "141" and "KH-UBND" are
// not.
bool IsCompleteNumber(std::string_view number);

// What a person gives for a number, made whole: "141" for a blank "/KH-UBND" is "141/KH-UBND"; anything else is taken
// as it is.
std::string CompleteNumber(std::string_view blank, std::string_view given);

// What two spellings of one number have in common: without diacritics and case ("01/QĐ-UBND" and "01/qd-ubnd"), the
// number without leading zeros. Uniqueness and links between documents go by it.
std::string NumberKey(std::string_view number);

}  // namespace dondoc::directive
