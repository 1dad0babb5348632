#include "tools/dondoc/slow_notice.h"

#include <fmt/format.h>

#include <ostream>
#include <utility>

namespace dondoc::cli {
namespace {

std::string Text(std::chrono::milliseconds time) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
  return seconds < 60 ? fmt::format("{} s", seconds) : fmt::format("{} min {} s", seconds / 60, seconds % 60);
}

}  // namespace

SlowNotice::SlowNotice(std::ostream& err, std::string text, std::chrono::milliseconds silence,
                       std::chrono::milliseconds again)
    : thread_([this, &err, words = std::move(text), silence, again] {
        std::unique_lock lock(mutex_);
        if (over_.wait_for(lock, silence, [this] { return is_over_; })) return;
        err << words << std::endl;
        for (auto so_far = silence + again; !over_.wait_for(lock, again, [this] { return is_over_; });
             so_far += again) {
          err << words << " (" << Text(so_far) << " so far)" << std::endl;
        }
      }) {}

SlowNotice::~SlowNotice() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  over_.notify_one();
  thread_.join();
}

}  // namespace dondoc::cli
