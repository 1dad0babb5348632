#include "services/assignment/domain/counts.h"

#include <algorithm>
#include <utility>

namespace dondoc::assignment {

Counts& Counts::operator+=(const Counts& other) {
  open += other.open;
  done_in_time += other.done_in_time;
  done_late += other.done_late;
  return *this;
}

Counts operator-(const Counts& a, const Counts& b) {
  return {a.open - b.open, a.done_in_time - b.done_in_time, a.done_late - b.done_late};
}

CountKey KeyOf(const Assignment& assignment) {
  return {assignment.unit_id, assignment.directive_id, assignment.binding ? assignment.due_on : std::nullopt};
}

Counts CountsOf(const Assignment& assignment) {
  if (IsOpen(assignment.state)) return {.open = 1};
  if (assignment.state != State::kCompleted) return {};
  const bool late = assignment.binding && !assignment.done_in_time.value_or(true);
  return late ? Counts{.done_late = 1} : Counts{.done_in_time = 1};
}

std::vector<CountChange> ChangesBetween(const Assignment& before, const Assignment& after) {
  const CountKey from = KeyOf(before);
  const CountKey to = KeyOf(after);
  const Counts was = CountsOf(before);
  const Counts is = CountsOf(after);
  if (from == to) {
    if (was == is) return {};
    return {{to, is - was}};
  }
  std::vector<CountChange> changes;
  if (!was.IsZero()) changes.push_back({from, Counts{} - was});
  if (!is.IsZero()) changes.push_back({to, is});
  return changes;
}

std::vector<CountChange> Merged(std::vector<CountChange> changes) {
  std::sort(changes.begin(), changes.end(), [](const CountChange& a, const CountChange& b) { return a.key < b.key; });
  std::vector<CountChange> merged;
  for (CountChange& change : changes) {
    if (!merged.empty() && merged.back().key == change.key) {
      merged.back().by += change.by;
    } else {
      merged.push_back(std::move(change));
    }
  }
  return merged;
}

void Add(const std::optional<Day>& due_on, const Counts& counts, Day today, Summary& summary) {
  const std::int64_t done = counts.done_in_time + counts.done_late;
  if (!due_on.has_value()) {
    summary.no_deadline += counts.open + done;
    summary.no_deadline_done += done;
    return;
  }
  summary.done_in_time += counts.done_in_time;
  summary.done_late += counts.done_late;
  (*due_on < today ? summary.overdue : summary.in_time) += counts.open;
}

}  // namespace dondoc::assignment
