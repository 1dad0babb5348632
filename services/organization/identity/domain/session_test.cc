#include "services/organization/identity/domain/session.h"

#include <gtest/gtest.h>

namespace dondoc::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const TimePoint kNow = *ParseTime("2026-11-21T08:00:00.000000Z");

RefreshToken Token() {
  return {.session_id = "s", .user_id = "u", .expires_at = kNow + hours(1), .session_expires_at = kNow + hours(2)};
}

TEST(RefreshTest, EveryCaseOfATokenThatComes) {
  struct Case {
    const char* what;
    void (*change)(RefreshToken&);
    const char* request;
    bool successor_unused;
    Refresh expected;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"good", [](RefreshToken&) {}, "r1", false, Refresh::kRotate},
           {"expired", [](RefreshToken& t) { t.expires_at = kNow; }, "r1", false, Refresh::kEnded},
           {"session too old", [](RefreshToken& t) { t.session_expires_at = kNow; }, "r1", false, Refresh::kEnded},
           {"session ended", [](RefreshToken& t) { t.session_ended = true; }, "r1", false, Refresh::kEnded},
           {"lost answer",
            [](RefreshToken& t) {
              t.used_at = kNow - seconds(5);
              t.used_by = "r1";
            },
            "r1", true, Refresh::kRepeat},
           {"another request",
            [](RefreshToken& t) {
              t.used_at = kNow - seconds(5);
              t.used_by = "r1";
            },
            "r2", true, Refresh::kReplayed},
           {"the answer had come",
            [](RefreshToken& t) {
              t.used_at = kNow - seconds(5);
              t.used_by = "r1";
            },
            "r1", false, Refresh::kReplayed},
           {"long after",
            [](RefreshToken& t) {
              t.used_at = kNow - kRepeatWithin;
              t.used_by = "r1";
            },
            "r1", true, Refresh::kReplayed},
           {"replayed after its time",
            [](RefreshToken& t) {
              t.used_at = kNow - hours(5);
              t.used_by = "r1";
              t.expires_at = kNow - hours(1);
            },
            "r2", false, Refresh::kReplayed},
           {"replayed after the end",
            [](RefreshToken& t) {
              t.used_at = kNow - hours(5);
              t.used_by = "r1";
              t.session_ended = true;
            },
            "r2", false, Refresh::kEnded}}) {
    RefreshToken token = Token();
    c.change(token);
    EXPECT_EQ(DecideRefresh(token, c.request, c.successor_unused, kNow), c.expected) << c.what;
  }
}

TEST(RefreshTest, ATokenLivesNoLongerThanItsSession) {
  EXPECT_EQ(RefreshExpiry(kNow + kSessionLife, kNow), kNow + kRefreshLife);
  EXPECT_EQ(RefreshExpiry(kNow + minutes(5), kNow), kNow + minutes(5));
}

}  // namespace
}  // namespace dondoc::identity
