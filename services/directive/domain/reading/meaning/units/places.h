// Units that are listed by their places: "UBND các tỉnh: Đông Hà, Tây Hà".
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {

// "Tỉnh ủy, UBND các tỉnh: Đông Hà, Tây Hà", "UBND thành phố Đông Hà và tỉnh Tây Hà", "Các tỉnh Đông Hà, Tây Hà", "UBND
// các xã: Bình An, Bình Hòa và thị trấn An Lộc": one unit for each body (or none, where the territory stands for its
// authorities) and place. Appends them to `list` and moves its end; false where no such list stands at `at`.
bool ReadPlaces(const TokenText& text, size_t at, size_t limit, UnitList* list);

}  // namespace dondoc::directive::reading
