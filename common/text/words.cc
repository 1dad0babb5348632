#include "common/text/words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "common/text/utf8.h"

namespace dondoc {

std::vector<Word> SplitWords(std::string_view text) {
  std::vector<Word> words;
  bool inside = false;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t here = at;
    const auto c = static_cast<UChar32>(DecodeUtf8(text, &at));
    const bool word = u_isalnum(c) || (inside && u_charType(c) == U_NON_SPACING_MARK);
    if (word && !inside) {
      begin = here;
    } else if (!word && inside) {
      words.push_back({text.substr(begin, here - begin), begin, here});
    }
    inside = word;
  }
  if (inside) {
    words.push_back({text.substr(begin), begin, text.size()});
  }
  return words;
}

size_t EditDistance(std::string_view a, std::string_view b, size_t limit) {
  if (a.size() > b.size()) {
    std::swap(a, b);
  }
  if (b.size() - a.size() > limit) {
    return limit + 1;
  }
  // Words that are compared mostly have both ends in common; what is left is a few letters.
  while (!a.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty()) {
    return b.size();
  }
  // Rows of the optimal string alignment table: before the last, last, current. Words fit on the stack.
  constexpr size_t kOnStack = 48;
  std::array<size_t, 3 * kOnStack> stack;
  std::vector<size_t> heap;
  const size_t width = a.size() + 1;
  if (width > kOnStack) {
    heap.resize(3 * width);
  }
  size_t* before = width > kOnStack ? heap.data() : stack.data();
  size_t* last = before + width;
  size_t* current = last + width;
  for (size_t j = 0; j <= a.size(); ++j) {
    last[j] = j;
  }
  for (size_t i = 1; i <= b.size(); ++i) {
    current[0] = i;
    size_t best = current[0];
    for (size_t j = 1; j <= a.size(); ++j) {
      const size_t substituted = last[j - 1] + (a[j - 1] == b[i - 1] ? 0 : 1);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[j - 1] == b[i - 2] && a[j - 2] == b[i - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
      best = std::min(best, current[j]);
    }
    if (best > limit) {
      return limit + 1;
    }
    std::swap(before, last);
    std::swap(last, current);
  }
  return std::min(last[a.size()], limit + 1);
}

bool NearlyEqual(std::string_view a, std::string_view b) {
  if (a == b) {
    return true;
  }
  const size_t limit = std::max(a.size(), b.size()) / 5;
  return limit > 0 && EditDistance(a, b, limit) <= limit;
}

std::string CollapseSpaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    if (u_isUWhiteSpace(static_cast<UChar32>(c))) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) {
      out.push_back(' ');
    }
    gap = false;
    out.append(text.substr(begin, at - begin));
  }
  return out;
}

}  // namespace dondoc
