#include "services/directive/domain/evaluation/similarity.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace dondoc::directive::evaluation {
namespace {

struct Block {
  size_t a = 0;
  size_t b = 0;
  size_t size = 0;
};

// The longest common block; of several the one that begins first in `a`, then in `b`.
Block LongestBlock(std::string_view a, std::string_view b) {
  Block best;
  std::vector<size_t> previous(b.size() + 1), lengths(b.size() + 1);
  for (size_t i = 0; i < a.size(); ++i) {
    for (size_t j = 0; j < b.size(); ++j) {
      lengths[j + 1] = a[i] == b[j] ? previous[j] + 1 : 0;
      if (lengths[j + 1] > best.size) {
        best = {i + 1 - lengths[j + 1], j + 1 - lengths[j + 1], lengths[j + 1]};
      }
    }
    std::swap(previous, lengths);
  }
  return best;
}

size_t InCommon(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) {
    return 0;
  }
  const Block block = LongestBlock(a, b);
  if (block.size == 0) {
    return 0;
  }
  return block.size + InCommon(a.substr(0, block.a), b.substr(0, block.b)) +
         InCommon(a.substr(block.a + block.size), b.substr(block.b + block.size));
}

double Ratio(size_t common, size_t length) {
  return length == 0 ? 1.0 : 2.0 * static_cast<double>(common) / static_cast<double>(length);
}

// What the bytes have in common in any order: never less than InCommon.
size_t BytesInCommon(std::string_view a, std::string_view b) {
  std::array<size_t, 256> left{};
  for (const char c : a) {
    ++left[static_cast<unsigned char>(c)];
  }
  size_t common = 0;
  for (const char c : b) {
    size_t& count = left[static_cast<unsigned char>(c)];
    common += count > 0 ? 1 : 0;
    count -= count > 0 ? 1 : 0;
  }
  return common;
}

}  // namespace

double Similarity(std::string_view a, std::string_view b) { return Ratio(InCommon(a, b), a.size() + b.size()); }

bool Similar(std::string_view a, std::string_view b, double threshold) {
  const size_t length = a.size() + b.size();
  return a == b || (Ratio(std::min(a.size(), b.size()), length) >= threshold &&
                    Ratio(BytesInCommon(a, b), length) >= threshold && Similarity(a, b) >= threshold);
}

}  // namespace dondoc::directive::evaluation
