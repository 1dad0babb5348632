// To whom a letter is written: the names behind "Kính gửi".
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

struct Addressees {
  std::vector<Found> names;
  std::pair<size_t, size_t> lines = {0, 0};  // [first, second): no part of the body
};

Addressees ReadAddressees(const TokenText& text, const Layout& layout, const HeaderZone& zone);

}  // namespace dondoc::directive::reading
