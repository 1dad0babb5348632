// Headings that are the name of a class of units, of which no rule knows where it ends: "Các tổ chức cung cấp dịch vụ
// chi trả", "Ngân hàng Nhà nước chi nhánh khu vực 14".
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {

// The units that tokens [begin, end), which are a heading, name with all of their words, behind a request if one opens
// it; empty where some of the words say what the units must do.
UnitList ReadHeadingName(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
