// How much two short texts have in common.
//
// Pure, thread-safe. Cost: |a| * |b| at worst; texts that differ clearly cost |a| + |b|.
#pragma once

#include <string_view>

namespace dondoc::directive::evaluation {

// 2 M / (|a| + |b|), where M are the bytes in common blocks: the longest common block, then those left and right of it
// (Ratcliff and Obershelp, as Python's difflib computes it). 1 for two empty texts. Not symmetric: among blocks of one
// length the first in `a` counts.
double Similarity(std::string_view a, std::string_view b);

// Similarity(a, b) >= threshold.
bool Similar(std::string_view a, std::string_view b, double threshold);

}  // namespace dondoc::directive::evaluation
