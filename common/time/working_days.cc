#include "common/time/working_days.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "common/time/calendar_data.h"
#include "common/time/calendar_lines.h"

namespace dondoc {
namespace {

using std::chrono::days;

// Holidays of a fixed date are laid out until here; from then on there are weekends alone.
constexpr int kLastYear = 2199;

int YearOf(Day day) { return static_cast<int>(std::chrono::year_month_day(day).year()); }

Day EndOfYear(int year) { return *MakeDay(year, 12, 31); }

class Calendar {
 public:
  explicit Calendar(const std::vector<CalendarLine>& lines) {
    for (const CalendarLine& line : lines) Add(line);
    MakeUp();
  }

  std::optional<DayOff> Off(Day day) const {
    if (const auto found = off_.find(day); found != off_.end()) return found->second;
    if (IsWeekend(day) && !worked_.contains(day)) return DayOff{};
    return std::nullopt;
  }

  std::optional<Day> WorkedFor(Day day) const {
    const auto found = worked_.find(day);
    return found == worked_.end() ? std::nullopt : std::optional<Day>(found->second);
  }

  // The years of calendar.tsv: its first, the last in which nothing is assumed, its last.
  int first_year() const { return first_year_; }
  int last_announced_year() const { return last_announced_year_; }
  int last_known_year() const { return last_known_year_; }

 private:
  void Add(const CalendarLine& line) {
    const int year = YearOf(line.day);
    switch (line.kind) {
      case CalendarLineKind::kYearly: {
        const std::chrono::year_month_day date(line.day);
        for (int each = year; each <= kLastYear; ++each) {
          off_[Day(std::chrono::year(each) / date.month() / date.day())] = {DayOffKind::kHoliday, line.name, {}};
        }
        return;
      }
      case CalendarLineKind::kHoliday:
        off_[line.day] = {DayOffKind::kHoliday, line.name, {}};
        break;
      case CalendarLineKind::kSwapped:
        off_[line.day] = {DayOffKind::kSwapped, {}, line.worked};
        worked_[line.worked] = line.day;
        break;
    }
    if (first_year_ == 0) first_year_ = year;
    // A swap says nothing about the holidays of its year: that of New Year is announced by itself.
    if (line.kind == CalendarLineKind::kHoliday) last_known_year_ = year;
    if (line.basis == CalendarBasis::kAssumed && last_announced_year_ == 0) last_announced_year_ = year - 1;
  }

  // Labour Code 2019, article 111.3: a holiday on a weekly day off is made up on the next working day. The next one
  // that no other holiday has, in the order of the holidays.
  void MakeUp() {
    std::map<Day, DayOff> made_up;
    for (const auto& [holiday, off] : off_) {
      if (off.kind != DayOffKind::kHoliday || !IsWeekend(holiday)) continue;
      Day next = holiday;
      do {
        next += days(1);
      } while (IsWeekend(next) || off_.contains(next) || made_up.contains(next));
      made_up[next] = {DayOffKind::kMadeUp, off.name, holiday};
    }
    off_.merge(made_up);
    if (last_announced_year_ == 0) last_announced_year_ = last_known_year_;
  }

  std::map<Day, DayOff> off_;  // all days off but plain weekends
  std::map<Day, Day> worked_;  // weekend days that are worked, and for which day
  int first_year_ = 0;
  int last_announced_year_ = 0;
  int last_known_year_ = 0;
};

// A test reads every line of the file; a mistake in it does not get as far as here.
const Calendar& TheCalendar() {
  static const Calendar calendar(ReadCalendarLines(calendar_data::kCalendar).lines);
  return calendar;
}

}  // namespace

std::optional<DayOff> WhyOff(Day day) { return TheCalendar().Off(day); }

bool IsWorkingDay(Day day) { return !WhyOff(day).has_value(); }

std::optional<Day> WorkedFor(Day day) { return TheCalendar().WorkedFor(day); }

Day AddWorkingDays(Day from, int n) {
  const days step(n < 0 ? -1 : 1);
  Day day = from;
  for (int left = std::abs(std::clamp(n, -kMostWorkingDays, kMostWorkingDays)); left > 0;) {
    day += step;
    if (IsWorkingDay(day)) --left;
  }
  return day;
}

Day EndOfPeriod(Day last) { return IsWorkingDay(last) ? last : AddWorkingDays(last, 1); }

CalendarCertainty CertaintyOf(Day day) {
  const Calendar& calendar = TheCalendar();
  const int year = YearOf(day);
  if (year < calendar.first_year() || year > calendar.last_known_year()) return CalendarCertainty::kFixedDays;
  return year > calendar.last_announced_year() ? CalendarCertainty::kAssumed : CalendarCertainty::kAnnounced;
}

Day LastAnnouncedDay() { return EndOfYear(TheCalendar().last_announced_year()); }

Day LastKnownDay() { return EndOfYear(TheCalendar().last_known_year()); }

}  // namespace dondoc
