// The numbers and letters that programs count lists with.
//
// Pure, thread-safe.
#pragma once

#include <string>

namespace dondoc::directive::files {

enum class CountFormat { kDecimal, kDecimalZero, kUpperRoman, kLowerRoman, kUpperLetter, kLowerLetter };

// "3", "03", "III", "iii", "C", "c". Behind "z" comes "aa", as Word counts. A number below 1 is decimal.
std::string CountText(int number, CountFormat format);

}  // namespace dondoc::directive::files
