// Pacing of the background loops: how long to wait after errors, how often to do a thing, waiting that a stop request
// ends. Real time of the process (steady clock), which no result depends on. Not thread-safe.
#pragma once

#include <chrono>
#include <stop_token>

namespace dondoc::messaging {

// Doubles from `first` to `longest` with each Next, half of it random, until Reset.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest)
      : first_(first), longest_(longest), next_(first) {}
  std::chrono::milliseconds Next();
  void Reset() { next_ = first_; }

 private:
  std::chrono::milliseconds first_, longest_, next_;
};

// Something to be done not before a moment; at first that moment has come.
class Timer {
 public:
  bool Due() const;
  void Set(std::chrono::milliseconds from_now);
  void SetDue() { due_ = {}; }

 private:
  std::chrono::steady_clock::time_point due_{};
};

// Waits; returns early when asked to stop.
void WaitFor(const std::stop_token& stop, std::chrono::milliseconds time);

}  // namespace dondoc::messaging
