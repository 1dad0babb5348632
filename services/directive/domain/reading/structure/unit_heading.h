// Headings that are nothing but a unit's name, on a line of their own.
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

// True where the name of a unit, or a request to it, begins at `begin` and ends with the line `heading`, and `line`
// below it begins with what it is to do: "UBND huyện An Lộc", "Xây dựng trạm."; not "Phòng", "Văn hóa và Thông tin
// ...".
bool HeadsSentence(const TokenText& text, size_t begin, const Line& heading, const Line& line);

}  // namespace dondoc::directive::reading
