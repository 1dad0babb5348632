#include "common/time/clock.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace dondoc {

TimePoint SystemClock::Now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

TimePoint FakeClock::Now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

void FakeClock::Set(TimePoint now) {
  const std::lock_guard lock(mutex_);
  now_ = now;
}

void FakeClock::Advance(std::chrono::microseconds by) {
  const std::lock_guard lock(mutex_);
  now_ += by;
}

TimePoint DevelopmentClock::Now() const {
  const TimePoint real = SystemClock().Now();
  long long offset = 0;
  if (std::ifstream file(path_); file >> offset) return real + std::chrono::microseconds(offset);
  return real;
}

bool SetDevelopmentClock(const std::string& path, TimePoint now) {
  const auto offset = now - SystemClock().Now();
  const std::string fresh = fmt::format("{}.{}", path, ::getpid());
  {
    std::ofstream file(fresh, std::ios::trunc);
    file << offset.count() << "\n";
    if (!file.flush()) return false;
  }
  return std::rename(fresh.c_str(), path.c_str()) == 0;
}

}  // namespace dondoc
