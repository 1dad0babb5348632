// When a task is due: from the day as the document prints it to the last day on which the task is in time.
//
// DOMAIN.md of the law's time: a thing due on day D is late from D+1; "trước ngày D" has its last day at D-1; a
// deadline without a year is the next one after the day of issue; "quý III" ends with the quarter. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// How a clause writes a deadline.
struct WrittenDeadline {
  std::string text;     // "trước ngày 15/12 hằng năm"; empty where the clause does not show it
  bool before = false;  // trước
  bool yearly = false;  // hằng năm, hàng năm, mỗi năm beside it
};

// Finds `due` as `clause` writes it: "15/12", "ngày 15 tháng 12", "quý III/2020", "tháng 6 năm 2025", "năm 2025", with
// what stands around it.
WrittenDeadline FindWrittenDeadline(std::string_view clause, const Due& due);

// The last day on which a task with this deadline is in time. Nothing where there is no deadline, where it is only a
// weekday (that comes every week: a duty), or where there is no such date.
std::optional<Day> LastDay(const Due& due, bool before, Day issued_on);

// Whether the numbers of `due` can be a day at all: no 30 February, no month 13.
bool IsPossible(const Due& due);

// A deadline as a person types it, and as corrections keep it: "2025-12-15", "15/12/2025", "15/12", "12/2025" (a
// month), "quý 3/2025", "q3/2025", "2025"; "" for none. Nothing for another form or a date that does not exist.
std::optional<Due> ParseDue(std::string_view text);
std::string DueNumbers(const Due& due);

}  // namespace dondoc::directive
