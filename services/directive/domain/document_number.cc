#include "services/directive/domain/document_number.h"

#include <algorithm>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace dondoc::directive {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsDash(char32_t c) {
  return c == U'\u2010' || c == U'\u2011' || c == U'\u2012' || c == U'\u2013' || c == U'\u2014';
}

}  // namespace

std::string CleanNumber(std::string_view text) {
  std::string clean;
  const std::string collapsed = CollapseSpaces(text);
  for (size_t at = 0; at < collapsed.size();) {
    const char32_t c = DecodeUtf8(collapsed, &at);
    if (c != U' ') {
      AppendUtf8(IsDash(c) ? U'-' : c, &clean);
    }
  }
  const FoldedText folded = FoldWithOffsets(clean);
  if (folded.text.starts_with("so:")) {
    clean.erase(0, folded.offsets[3]);
  }
  return clean;
}

bool IsCompleteNumber(std::string_view number) {
  const size_t digits = static_cast<size_t>(std::find_if_not(number.begin(), number.end(), IsDigit) - number.begin());
  if (digits == 0 || digits > 9) {
    return false;
  }
  const std::string notation = Fold(number.substr(digits));
  return notation.size() >= 2 &&
         (notation[0] == '/' || notation[0] == '-' || (notation[0] >= 'a' && notation[0] <= 'z')) &&
         std::any_of(notation.begin(), notation.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string CompleteNumber(std::string_view blank, std::string_view given) {
  std::string number = CleanNumber(given);
  const bool only_digits = !number.empty() && std::all_of(number.begin(), number.end(), IsDigit);
  if (only_digits && !blank.empty() && (blank[0] == '/' || blank[0] == '-')) {
    number += blank;
  }
  return number;
}

std::string NumberKey(std::string_view number) {
  std::string key = Fold(CleanNumber(number));
  const size_t zeros = std::min(key.find_first_not_of('0'), key.size());
  if (zeros < key.size() && IsDigit(key[zeros])) {
    key.erase(0, zeros);
  }
  return key;
}

}  // namespace dondoc::directive
