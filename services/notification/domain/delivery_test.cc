#include "services/notification/domain/delivery.h"

#include "gtest/gtest.h"

namespace dondoc::notification {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const DeliveryPolicy kPolicy;
const TimePoint kNow = ParseTime("2026-12-08T01:00:00.000000Z").value();

TEST(DeliveryTest, WhatTheServerTookIsSentAndWhatItRefusedForGoodFailed) {
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kAccepted, 1, 0, kNow, kNow, 0.5), (Verdict{.state = DeliveryState::kSent}));
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kRefused, 1, 0, kNow, kNow, 0.5), (Verdict{.state = DeliveryState::kFailed}));
}

TEST(DeliveryTest, TriesAgainAfterGrowingTimesWithJitter) {
  const auto after = [](int attempts, double jitter) {
    const Verdict verdict = Judge(kPolicy, AttemptResult::kRefusedForNow, attempts, 0, kNow, kNow, jitter);
    EXPECT_EQ(verdict.state, DeliveryState::kPending);
    return *verdict.next_attempt_at - kNow;
  };
  EXPECT_EQ(after(1, 0), seconds(30));
  EXPECT_EQ(after(1, 1), seconds(60));
  EXPECT_EQ(after(3, 1), minutes(4));
  EXPECT_EQ(after(6, 1), minutes(30));
  EXPECT_EQ(after(1000, 1), minutes(30));
}

TEST(DeliveryTest, GivesUpAfterADay) {
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kRefusedForNow, 50, 0, kNow - hours(23), kNow, 0).state,
            DeliveryState::kPending);
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kRefusedForNow, 50, 0, kNow - hours(24), kNow, 0),
            (Verdict{.state = DeliveryState::kFailed}));
}

TEST(DeliveryTest, WhatMayHaveBeenSentIsSentOnceMoreAndThenLeftVisible) {
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kUnknown, 1, 0, kNow, kNow, 0),
            (Verdict{.state = DeliveryState::kUnknown, .next_attempt_at = kNow + minutes(1), .doubted = true}));
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kUnknown, 2, 1, kNow, kNow, 0),
            (Verdict{.state = DeliveryState::kUnknown, .doubted = true}));
  // Refused for now when it was tried again: still not known, not simply pending; and never called a failure.
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kRefusedForNow, 2, 1, kNow, kNow, 1).state, DeliveryState::kUnknown);
  EXPECT_EQ(Judge(kPolicy, AttemptResult::kRefusedForNow, 9, 1, kNow - hours(25), kNow, 1),
            (Verdict{.state = DeliveryState::kUnknown}));
}

TEST(DeliveryTest, OfASenderThatDiedOnlyWhatItHandedOverIsInDoubt) {
  EXPECT_EQ(JudgeLost(kPolicy, false, 1, 0, kNow, 1),
            (Verdict{.state = DeliveryState::kPending, .next_attempt_at = kNow}));
  EXPECT_EQ(JudgeLost(kPolicy, false, 4, 0, kNow, 1),
            (Verdict{.state = DeliveryState::kPending, .next_attempt_at = kNow + minutes(8)}));
  EXPECT_EQ(JudgeLost(kPolicy, false, 2, 1, kNow, 1),
            (Verdict{.state = DeliveryState::kUnknown, .next_attempt_at = kNow}));
  EXPECT_EQ(JudgeLost(kPolicy, true, 1, 0, kNow, 1),
            (Verdict{.state = DeliveryState::kUnknown, .next_attempt_at = kNow + minutes(1), .doubted = true}));
  EXPECT_EQ(JudgeLost(kPolicy, true, 2, 1, kNow, 1), (Verdict{.state = DeliveryState::kUnknown, .doubted = true}));
}

}  // namespace
}  // namespace dondoc::notification
