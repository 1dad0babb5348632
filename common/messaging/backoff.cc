#include "common/messaging/backoff.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>

namespace dondoc::messaging {

std::chrono::milliseconds Backoff::Next() {
  thread_local std::minstd_rand random{std::random_device{}()};
  const auto half = next_.count() / 2;
  next_ = std::min(next_ * 2, longest_);
  return std::chrono::milliseconds(half +
                                   std::uniform_int_distribution<std::chrono::milliseconds::rep>(0, half)(random));
}

bool Timer::Due() const { return std::chrono::steady_clock::now() >= due_; }
void Timer::Set(std::chrono::milliseconds from_now) { due_ = std::chrono::steady_clock::now() + from_now; }

void WaitFor(const std::stop_token& stop, std::chrono::milliseconds time) {
  std::mutex mutex;
  std::condition_variable_any condition;
  std::unique_lock lock(mutex);
  condition.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace dondoc::messaging
