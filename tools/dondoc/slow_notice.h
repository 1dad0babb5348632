// A word to the person at the terminal where something takes longer than people wait in silence, and again now and
// then.
#pragma once

#include <chrono>
#include <condition_variable>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

namespace dondoc::cli {

class SlowNotice {
 public:
  // Writes "TEXT\n" to `err` after `silence`, and "TEXT (1 min 30 s so far)\n" each `again` from then on, until this
  // object is gone. Nothing else may write to `err` while it lives.
  SlowNotice(std::ostream& err, std::string text, std::chrono::milliseconds silence = std::chrono::seconds(3),
             std::chrono::milliseconds again = std::chrono::seconds(30));
  ~SlowNotice();
  SlowNotice(const SlowNotice&) = delete;
  SlowNotice& operator=(const SlowNotice&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace dondoc::cli
