#include "services/directive/files/markup/list_label.h"

#include <array>
#include <string_view>
#include <utility>

namespace dondoc::directive::files {
namespace {

// Word shows larger ones as well; nobody reads them.
constexpr int kLargestRoman = 3999;
constexpr int kLargestLetter = 26 * 20;

std::string Roman(int number, bool upper) {
  constexpr std::array<std::pair<int, std::string_view>, 13> kParts = {{{1000, "m"},
                                                                        {900, "cm"},
                                                                        {500, "d"},
                                                                        {400, "cd"},
                                                                        {100, "c"},
                                                                        {90, "xc"},
                                                                        {50, "l"},
                                                                        {40, "xl"},
                                                                        {10, "x"},
                                                                        {9, "ix"},
                                                                        {5, "v"},
                                                                        {4, "iv"},
                                                                        {1, "i"}}};
  std::string text;
  for (const auto& [value, letters] : kParts) {
    for (; number >= value; number -= value) text += letters;
  }
  if (upper) {
    for (char& c : text) c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::string CountText(int number, CountFormat format) {
  const bool roman = format == CountFormat::kUpperRoman || format == CountFormat::kLowerRoman;
  const bool letter = format == CountFormat::kUpperLetter || format == CountFormat::kLowerLetter;
  if (roman && number >= 1 && number <= kLargestRoman) return Roman(number, format == CountFormat::kUpperRoman);
  if (letter && number >= 1 && number <= kLargestLetter) {
    const char first = format == CountFormat::kUpperLetter ? 'A' : 'a';
    return std::string(static_cast<size_t>((number - 1) / 26 + 1), static_cast<char>(first + (number - 1) % 26));
  }
  const std::string text = std::to_string(number);
  return format == CountFormat::kDecimalZero && number >= 0 && number < 10 ? "0" + text : text;
}

}  // namespace dondoc::directive::files
