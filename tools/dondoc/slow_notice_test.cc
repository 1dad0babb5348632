#include "tools/dondoc/slow_notice.h"

#include <gtest/gtest.h>

#include <future>
#include <ostream>
#include <sstream>

namespace dondoc::cli {
namespace {

// Keeps what is written, and tells when so many lines are there.
class Lines : public std::stringbuf {
 public:
  explicit Lines(int lines) : left_(lines) {}
  void Wait() { there_.get_future().wait(); }

 protected:
  int sync() override {
    if (--left_ == 0) there_.set_value();
    return 0;
  }

 private:
  int left_;
  std::promise<void> there_;
};

TEST(SlowNotice, SpeaksAgainUntilItIsOver) {
  using std::chrono::hours, std::chrono::milliseconds;
  Lines lines(3);
  std::ostream err(&lines);
  {
    const SlowNotice notice(err, "a.pdf: still being read", milliseconds(1), milliseconds(1));
    lines.Wait();
  }
  EXPECT_TRUE(lines.str().starts_with(
      "a.pdf: still being read\na.pdf: still being read (0 s so far)\na.pdf: still being read (0 s so far)\n"))
      << lines.str();

  std::ostringstream quiet;
  { const SlowNotice notice(quiet, "quick", hours(1)); }
  EXPECT_EQ(quiet.str(), "");
}

}  // namespace
}  // namespace dondoc::cli
