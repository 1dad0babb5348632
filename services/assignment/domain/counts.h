// How assignments are counted: by unit, directive and deadline, so that what is overdue can be told on any day without
// touching a row, and so that counts can be added up level by level. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/assignment/domain/assignment.h"

namespace dondoc::assignment {

struct Counts {
  std::int64_t open = 0;
  std::int64_t done_in_time = 0;
  std::int64_t done_late = 0;

  Counts& operator+=(const Counts& other);
  friend Counts operator-(const Counts& a, const Counts& b);
  friend bool operator==(const Counts&, const Counts&) = default;
  bool IsZero() const { return *this == Counts{}; }
};

// What is counted together.
struct CountKey {
  std::string unit_id;
  std::string directive_id;
  std::optional<Day> due_on;  // nothing for no deadline

  friend bool operator==(const CountKey&, const CountKey&) = default;
  friend auto operator<=>(const CountKey&, const CountKey&) = default;
};

// A unit's counts changed by so much.
struct CountChange {
  CountKey key;
  Counts by;
};

// A child's counts, itself and everything below it, as its parent keeps them. The newest version is the truth.
struct Contribution {
  std::string parent_unit_id;
  std::string parent_level;  // "DISTRICT"; only where it is on its way up
  std::string child_unit_id;
  std::string directive_id;
  std::optional<Day> due_on;
  std::int64_t version = 0;
  Counts counts;
};

// Under which key an assignment is counted. A request has no deadline here: it is never overdue.
CountKey KeyOf(const Assignment& assignment);

// What one assignment is in the counts; zero once it is cancelled or transferred.
Counts CountsOf(const Assignment& assignment);

// What turns the counts with `before` into the counts with `after`; empty where nothing changes. Two changes where the
// key moved.
std::vector<CountChange> ChangesBetween(const Assignment& before, const Assignment& after);

// One change for each key, in the order of keys: what many changes are together.
std::vector<CountChange> Merged(std::vector<CountChange> changes);

// The four counts that are reported upwards and the fifth, on one day. They partition the total.
struct Summary {
  std::int64_t done_in_time = 0;
  std::int64_t done_late = 0;
  std::int64_t in_time = 0;           // open, the deadline not passed
  std::int64_t overdue = 0;           // open, the deadline passed
  std::int64_t no_deadline = 0;       // all without a deadline, requests included
  std::int64_t no_deadline_done = 0;  // of those, done

  std::int64_t total() const { return done_in_time + done_late + in_time + overdue + no_deadline; }
  // The rate of success: done in time, of all that should be done by now. Late is never success.
  std::int64_t rate_numerator() const { return done_in_time; }
  std::int64_t rate_denominator() const { return done_in_time + done_late + overdue; }
};
inline constexpr const char* kRateFormula = "done_in_time / (done_in_time + done_late + overdue)";

// Adds the counts of one deadline to a summary as of `today`.
void Add(const std::optional<Day>& due_on, const Counts& counts, Day today, Summary& summary);

}  // namespace dondoc::assignment
