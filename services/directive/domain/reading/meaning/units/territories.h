// Territories and their levels in names: "tỉnh Bình Giang", "cấp xã", "các xã, thị trấn".
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The level of a territory at `at` ("tỉnh", "thị trấn"): how many tokens.
size_t LevelAt(const TokenText& text, size_t at, size_t limit);

// A proper name of capital words at `at`, at most five: how many tokens.
size_t ProperNameAt(const TokenText& text, size_t at, size_t limit);

// "tỉnh", "tỉnh Bình Giang", "cấp xã", "các xã, thị trấn", "quận - huyện": what may follow a body's name. Behind its
// last token, or `at`.
size_t TerritoryAt(const TokenText& text, size_t at, size_t limit);

}  // namespace dondoc::directive::reading
