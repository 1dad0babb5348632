// What becomes of a delivery after an attempt. The policy, and why: docs/adr (mail that may have been sent).
//
//   taken by the mail server                       SENT
//   refused for good (5xx to the address or text)    FAILED
//   refused for now, server not reached             PENDING again after 1, 2, 4 ... 30 minutes, with jitter; FAILED
//   after 24 hours handed over, then the answer was lost           UNKNOWN; once more with the same Message-ID after
//   `unknown_delay`; the second time
//                                                 it stays UNKNOWN, for a person to look at
//
// Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/time/day.h"

namespace dondoc::notification {

enum class DeliveryState { kPending, kSending, kSent, kFailed, kUnknown };

// "PENDING" ...: as in the database and the API.
std::string_view NameOf(DeliveryState state);

enum class AttemptResult {
  kAccepted,
  kRefused,        // for good
  kRefusedForNow,  // 4xx, a server that could not be reached or stalled before it had the message
  kUnknown,        // it had the whole message, and what it said of it is not known
};

struct DeliveryPolicy {
  std::chrono::milliseconds first_backoff{60'000};
  std::chrono::milliseconds longest_backoff{30 * 60'000};
  std::chrono::milliseconds give_up_after{24 * 3600'000};
  std::chrono::milliseconds unknown_delay{60'000};
};

struct Verdict {
  DeliveryState state = DeliveryState::kPending;
  std::optional<TimePoint> next_attempt_at = {};
  bool doubted = false;  // one more attempt whose outcome is not known

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// `attempts` counts this one; `doubts` the attempts before it whose outcome is not known. `jitter` is from 0 to 1.
Verdict Judge(const DeliveryPolicy& policy, AttemptResult result, int attempts, int doubts, TimePoint first_attempt_at,
              TimePoint now, double jitter);

// The same for a claim whose sender is gone. What was not handed over was certainly not sent: at once again for the
// first times, then with back-off, as something in it may be what kills senders.
Verdict JudgeLost(const DeliveryPolicy& policy, bool handed_over, int attempts, int doubts, TimePoint now,
                  double jitter);

}  // namespace dondoc::notification
