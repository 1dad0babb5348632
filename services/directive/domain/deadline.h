// When a thing is due: from what the document prints to the last day on which it is in time, and how that follows.
//
// The time of the law:
// - A day is late from the day after; "trước ngày D" has its last day at D-1.
// - Without a year it is the next such day after the day of issue; a month, a quarter, a year ends with its last day.
// - N days, weeks or months from an event: the event's own day does not count (Civil Code 91/2015/QH13, article 147.2),
//   and a last day on which nobody works moves to the next working day (article 148.5).
// - N working days: the N-th working day after that of the event (common/time/working_days.h).
// - N hours: from receipt to the minute; from the issue, of which only the day is known, to the end of the day.
// - At once: the day of receipt.
// Received is a directive when it is given out by this system: its units have it at once.
//
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>

#include "common/time/day.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

struct Deadline {
  Day last_day;      // the last one on which it is in time
  std::string time;  // "16:00": until when on that day; empty for its end
  std::string
      derivation;  // "the 5th working day after 03/03/2026, without the weekend"; empty where a plain date says all
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// Nothing where there is no deadline, where it is only a weekday (that comes every week: a duty), where there is no
// such date, or where it runs from a receipt that has not been yet. `before`: "trước ngày D"; beside an hour it means
// that hour ("trước 16 giờ 00 ngày D").
std::optional<Deadline> DeadlineOf(const Due& due, bool before, Day issued_on, std::optional<TimePoint> received_at);

}  // namespace dondoc::directive
