// The line of a header that says where and when: "Bình Giang, ngày 29 tháng 4 năm 2022".
#pragma once

#include <cstddef>
#include <string>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

struct DayLine {
  std::string place;
  TokenRange place_at;
  PartialDate issued;  // parts that are blank, or written by hand and misread, are absent
  size_t day_begin = 0;
  size_t day_end = 0;  // 0: there is no such line
};

// The first such line of the header. A place that a scan has misread is that of the province it looks like.
DayLine ReadDayLine(const TokenText& text, const HeaderZone& zone);

}  // namespace dondoc::directive::reading
