// Deadlines as people type them, and as corrections keep them.
//
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// "2025-12-15", "15/12/2025", "15/12", "ngày 25", "12/2025" and "tháng 12" (a month), "quý 3/2025", "q3/2025", "2025",
// "16:00 15/12/2025", "thứ Sáu", "15 ngày kể từ ngày ban hành", "5 ngày làm việc kể từ ngày nhận", "24 giờ kể từ khi
// nhận", "ngay"; "" for none. A period that does not say from when runs from the day of issue. Nothing for another form
// or a date that does not exist.
std::optional<Due> ParseDue(std::string_view text);

// A form that ParseDue takes: "16:00 15/12/2025", "quý 3/2025", "5 ngày làm việc kể từ ngày nhận được".
std::string FormatDue(const Due& due);

// Whether the numbers of `due` can be a day at all: no 30 February, no month 13.
bool IsPossible(const Due& due);

}  // namespace dondoc::directive
