#include "services/notification/domain/occurrences.h"

#include <algorithm>

namespace dondoc::notification {
namespace {

// The steps of the rule that happen once, ascending: before, on, after.
std::vector<int> SingleSteps(const ReminderRule& rule) {
  std::vector<int> steps;
  for (const int days : rule.before_days) steps.push_back(-days);
  if (rule.on_day) steps.push_back(0);
  steps.insert(steps.end(), rule.after_days.begin(), rule.after_days.end());
  std::sort(steps.begin(), steps.end());
  return steps;
}

// The first repeated step that is at least `at_least` days from the deadline.
int RepeatedStep(const ReminderRule& rule, int at_least) {
  const int last = rule.after_days.empty() ? 0 : *std::max_element(rule.after_days.begin(), rule.after_days.end());
  const int first = last + rule.repeat_days;
  if (at_least <= first) return first;
  const int missing = at_least - first;
  return first + (missing + rule.repeat_days - 1) / rule.repeat_days * rule.repeat_days;
}

Fate FateOf(const ReminderRule& rule, int step, Day due_on, Day nominal_on, Day today) {
  if (today <= nominal_on || step >= 0) return Fate::kMade;
  if (today > due_on) return Fate::kDeadlinePassed;
  if ((today - nominal_on).count() > rule.catch_up_days) return Fate::kTooLate;
  return Fate::kMade;
}

// Days from the deadline to `day`.
int DaysFrom(Day due_on, Day day) { return static_cast<int>((day - due_on).count()); }

Occurrence At(int step, Day due_on) { return {.step = step, .nominal_on = due_on + std::chrono::days(step)}; }

}  // namespace

std::string_view SuppressionReason(Fate fate) {
  switch (fate) {
    case Fate::kDeadlinePassed:
      return "DEADLINE_PASSED";
    case Fate::kTooLate:
      return "TOO_LATE";
    case Fate::kMade:
      break;
  }
  return "";
}

Day LastDayReached(const ReminderRule& rule, TimePoint now) {
  const Day today = DayOf(now);
  return now >= StartOf(today) + rule.time_of_day ? today : today - std::chrono::days(1);
}

std::vector<Occurrence> DueSteps(const ReminderRule& rule, Day due_on, Day from, TimePoint now) {
  const Day today = DayOf(now);
  const Day reached = LastDayReached(rule, now);
  std::vector<Occurrence> due;
  for (const int step : SingleSteps(rule)) {
    Occurrence occurrence = At(step, due_on);
    if (occurrence.nominal_on < from || occurrence.nominal_on > reached) continue;
    occurrence.late = today > occurrence.nominal_on;
    occurrence.fate = FateOf(rule, step, due_on, occurrence.nominal_on, today);
    due.push_back(occurrence);
  }
  if (rule.repeat_days == 0) return due;
  const int first = RepeatedStep(rule, DaysFrom(due_on, from));
  const int until = DaysFrom(due_on, reached);
  if (first > until) return due;
  const int repetitions = (until - first) / rule.repeat_days;
  Occurrence last = At(first + repetitions * rule.repeat_days, due_on);
  last.late = today > last.nominal_on;
  last.covers = repetitions + 1;
  due.push_back(last);
  return due;
}

std::optional<TimePoint> NextMoment(const ReminderRule& rule, Day due_on, Day from) {
  const std::vector<Occurrence> next = PlannedSteps(rule, due_on, from, 1);
  if (next.empty()) return std::nullopt;
  return StartOf(next.front().nominal_on) + rule.time_of_day;
}

std::vector<Occurrence> PlannedSteps(const ReminderRule& rule, Day due_on, Day from, int limit) {
  std::vector<Occurrence> planned;
  const auto full = [&] { return static_cast<int>(planned.size()) >= limit; };
  for (const int step : SingleSteps(rule)) {
    if (full()) return planned;
    if (const Occurrence occurrence = At(step, due_on); occurrence.nominal_on >= from) planned.push_back(occurrence);
  }
  if (rule.repeat_days == 0) return planned;
  for (int step = RepeatedStep(rule, DaysFrom(due_on, from)); !full(); step += rule.repeat_days)
    planned.push_back(At(step, due_on));
  return planned;
}

}  // namespace dondoc::notification
