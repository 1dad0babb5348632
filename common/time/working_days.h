// On which days the administration of Viet Nam works, and periods that are counted in such days.
//
// Sources: weekly rest on Saturday and Sunday (188/1999/QĐ-TTg article 1); holidays, and the day that makes up for one
// on a weekend (Labour Code, 45/2019/QH14, articles 112 and 111.3); what is announced each year (112.3) and swapped
// ("hoán đổi"), which is data: calendar.tsv. Pure and thread-safe; all functions take any day of the years 1 to 9999,
// of which CertaintyOf says what is known.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/time/day.h"

namespace dondoc {

// Why nobody works on a day.
enum class DayOffKind {
  kHoliday,  // also one on a weekend
  kMadeUp,   // makes up for a holiday on a weekend
  kSwapped,  // a working day by the week, off for a weekend day that is worked
  kWeekend,
};

struct DayOff {
  DayOffKind kind = DayOffKind::kWeekend;
  std::string_view name;  // the holiday, in Vietnamese; of kMadeUp the one that is made up; else empty. Lives for ever.
  Day other{};            // kMadeUp: the day of that holiday; kSwapped: the weekend day that is worked; else not set

  bool operator==(const DayOff&) const = default;
};

// Nothing where `day` is a working day.
std::optional<DayOff> WhyOff(Day day);
bool IsWorkingDay(Day day);

// The day off that is swapped for `day`, where `day` is a weekend day that is worked; else nothing.
std::optional<Day> WorkedFor(Day day);

// What a number of working days may be, either way: some forty years. Callers refuse more; here more counts as this.
inline constexpr int kMostWorkingDays = 10'000;

// "05 ngày làm việc kể từ ngày ...": the n-th working day after `from`, which itself does not count whether it is
// worked or not (Civil Code, 91/2015/QH13, articles 147.2 and 147.3). With n below 0 the working day that many before
// `from`; with 0 `from`.
Day AddWorkingDays(Day from, int n);

// The day with which a period ends that is counted in days, weeks, months or years and whose last day is `last`: the
// next working day where that is a day off (Civil Code, 91/2015/QH13, article 148.5), else `last`.
Day EndOfPeriod(Day last);

// How well the days off of a year are known. It grows worse from year to year, so that of a span it is that of its end;
// but before the first year of calendar.tsv it is kFixedDays.
enum class CalendarCertainty {
  kAnnounced,  // all are law or announced; a swap may still be announced during the year
  kAssumed,  // Tết, Giỗ Tổ and National Day are there, but what the law leaves open is the usual choice; no swaps
  kFixedDays,  // weekends and the holidays of a fixed date, nothing else
};
CalendarCertainty CertaintyOf(Day day);
Day LastAnnouncedDay();  // the last of kAnnounced
Day LastKnownDay();      // the last of kAssumed: as far as calendar.tsv goes

// How AddWorkingDays(from, n) comes about, as a part of a sentence for people: "5 working days after 27/4/2026: without
// 2 weekend days, 30/4 (Ngày Chiến thắng) and 1/5 (Ngày Quốc tế lao động)". Says also which weekend day is worked, and
// where the days off are not announced yet or not known. Long lists are counted instead.
std::string ExplainWorkingDays(Day from, int n);

// The same of EndOfPeriod(last): "30/4/2026 is a holiday (Ngày Chiến thắng), so that the period ends with the next
// working day, 4/5/2026 (Civil Code 2015, article 148.5)". Empty where `last` is a working day.
std::string ExplainEndOfPeriod(Day last);

}  // namespace dondoc
