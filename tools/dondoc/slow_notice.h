// A word to the person at the terminal where something takes longer than people wait in silence.
#pragma once

#include <condition_variable>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

namespace dondoc::cli {

class SlowNotice {
 public:
  // Writes `text` and a line feed to `err` once, some seconds from now, unless this object is gone by then. Nothing
  // else may write to `err` while it lives.
  SlowNotice(std::ostream& err, std::string text);
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
