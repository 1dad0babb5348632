#include "tools/dondoc/slow_notice.h"

#include <chrono>
#include <ostream>
#include <utility>

namespace dondoc::cli {
namespace {

constexpr auto kSilence = std::chrono::seconds(3);

}  // namespace

SlowNotice::SlowNotice(std::ostream& err, std::string text)
    : thread_([this, &err, words = std::move(text)] {
        std::unique_lock lock(mutex_);
        if (!over_.wait_for(lock, kSilence, [this] { return is_over_; })) err << words << std::endl;
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
