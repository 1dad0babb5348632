#include "services/notification/domain/delivery.h"

#include <algorithm>

namespace dondoc::notification {
namespace {

// Doubles with each attempt; half of it fixed, half by chance, so that what failed together is not tried together.
std::chrono::microseconds Backoff(const DeliveryPolicy& policy, int attempts, double jitter) {
  auto backoff = policy.first_backoff;
  for (int attempt = 1; attempt < attempts && backoff < policy.longest_backoff; ++attempt) backoff *= 2;
  backoff = std::min(backoff, policy.longest_backoff);
  const auto half = std::chrono::microseconds(backoff) / 2;
  return half + std::chrono::microseconds(
                    static_cast<std::chrono::microseconds::rep>(static_cast<double>(half.count()) * jitter));
}

}  // namespace

std::string_view NameOf(DeliveryState state) {
  switch (state) {
    case DeliveryState::kPending:
      return "PENDING";
    case DeliveryState::kSending:
      return "SENDING";
    case DeliveryState::kSent:
      return "SENT";
    case DeliveryState::kFailed:
      return "FAILED";
    case DeliveryState::kUnknown:
      break;
  }
  return "UNKNOWN";
}

Verdict Judge(const DeliveryPolicy& policy, AttemptResult result, int attempts, int doubts, TimePoint first_attempt_at,
              TimePoint now, double jitter) {
  switch (result) {
    case AttemptResult::kAccepted:
      return {.state = DeliveryState::kSent};
    case AttemptResult::kRefused:
      return {.state = DeliveryState::kFailed};
    case AttemptResult::kUnknown:
      if (doubts > 0) return {.state = DeliveryState::kUnknown, .doubted = true};
      return {.state = DeliveryState::kUnknown, .next_attempt_at = now + policy.unknown_delay, .doubted = true};
    case AttemptResult::kRefusedForNow:
      break;
  }
  // Trying is over after a day; what may have been sent before is not called a failure.
  const DeliveryState over = doubts > 0 ? DeliveryState::kUnknown : DeliveryState::kFailed;
  if (now - first_attempt_at >= policy.give_up_after) return {.state = over};
  return {.state = doubts > 0 ? DeliveryState::kUnknown : DeliveryState::kPending,
          .next_attempt_at = now + Backoff(policy, attempts, jitter)};
}

Verdict JudgeLost(const DeliveryPolicy& policy, bool handed_over, int attempts, int doubts, TimePoint now,
                  double jitter) {
  constexpr int kAtOnce = 3;
  if (handed_over) return Judge(policy, AttemptResult::kUnknown, attempts, doubts, now, now, jitter);
  return {.state = doubts > 0 ? DeliveryState::kUnknown : DeliveryState::kPending,
          .next_attempt_at = attempts <= kAtOnce ? now : now + Backoff(policy, attempts, jitter)};
}

}  // namespace dondoc::notification
