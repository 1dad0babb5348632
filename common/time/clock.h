// The clock at the edge of an operation. An operation asks it once and passes *now* down by value.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "common/time/day.h"

namespace dondoc {

// What time it is. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimePoint Now() const = 0;
};

// The computer's clock.
class SystemClock final : public Clock {
 public:
  TimePoint Now() const override;
};

// A clock that stands still until it is told to move; for tests.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(TimePoint now) : now_(now) {}
  TimePoint Now() const override;
  void Set(TimePoint now);
  void Advance(std::chrono::microseconds by);

 private:
  mutable std::mutex mutex_;
  TimePoint now_;
};

// The clock of a system started for development: the computer's clock, moved as the file at `path` says. The file is
// written by SetDevelopmentClock, shared by all services of one machine, and read at each Now(), so that a move is seen
// by all at once and survives a restart. Without the file it is the computer's clock.
class DevelopmentClock final : public Clock {
 public:
  explicit DevelopmentClock(std::string path) : path_(std::move(path)) {}
  TimePoint Now() const override;

 private:
  const std::string path_;
};

// Makes every DevelopmentClock over `path` say `now` at this moment and go on from there. Atomic; false where the file
// cannot be written.
bool SetDevelopmentClock(const std::string& path, TimePoint now);

}  // namespace dondoc
