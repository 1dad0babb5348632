#include "services/organization/identity/domain/signing_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dondoc::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TimePoint kNow = *ParseTime("2026-11-21T08:00:00.000000Z");

SigningKeyRecord Key(std::string id, TimePoint signs_from, bool removed = false) {
  SigningKeyRecord key{.id = std::move(id), .created_at = signs_from, .signs_from = signs_from};
  if (removed) key.removed_at = kNow;
  return key;
}

TEST(SigningKeysTest, TheFirstKeySignsAtOnceAndTheNextWhenAllKnowIt) {
  EXPECT_EQ(SignsFrom({}, kNow), kNow);
  EXPECT_EQ(SignsFrom({Key("a", kNow - hours(1), true)}, kNow), kNow);
  EXPECT_EQ(SignsFrom({Key("a", kNow - hours(1))}, kNow), kNow + kKnownAfter);
}

TEST(SigningKeysTest, TheOneThatBeganLastSigns) {
  const std::vector<SigningKeyRecord> keys = {Key("next", kNow + seconds(10)), Key("now", kNow),
                                              Key("before", kNow - hours(9)), Key("bad", kNow - seconds(1), true)};
  EXPECT_EQ(SignerAt(keys, kNow)->id, "now");
  EXPECT_EQ(SignerAt(keys, kNow - seconds(1))->id, "before");
  EXPECT_EQ(SignerAt(keys, kNow + seconds(10))->id, "next");
  EXPECT_EQ(SignerAt({}, kNow), nullptr);
  EXPECT_EQ(SignerAt({Key("gone", kNow, true)}, kNow), nullptr);
  EXPECT_EQ(SignerAt({Key("soon", kNow + seconds(5)), Key("gone", kNow, true)}, kNow)->id, "soon");
}

TEST(SigningKeysTest, AKeyIsFollowedAfterThirtyDays) {
  EXPECT_TRUE(IsRotationDue({}, kNow));
  EXPECT_TRUE(IsRotationDue({Key("gone", kNow, true)}, kNow));
  EXPECT_FALSE(IsRotationDue({Key("a", kNow - kRotateAfter + seconds(1))}, kNow));
  EXPECT_TRUE(IsRotationDue({Key("a", kNow - kRotateAfter)}, kNow));
  EXPECT_FALSE(IsRotationDue({Key("a", kNow - kRotateAfter), Key("b", kNow + seconds(5))}, kNow));
}

TEST(SigningKeysTest, AKeyIsRemovedWhenItsLastTokenHasExpired) {
  const std::vector<SigningKeyRecord> keys = {Key("b", kNow), Key("a", kNow - hours(800)),
                                              Key("gone", kNow - hours(900), true)};
  EXPECT_THAT(OutlivedAt(keys, kNow + kRemoveAfter - seconds(1)), IsEmpty());
  EXPECT_THAT(OutlivedAt(keys, kNow + kRemoveAfter), ElementsAre("a"));
  EXPECT_THAT(OutlivedAt({Key("a", kNow - hours(800))}, kNow), IsEmpty()) << "the last one stays";
  EXPECT_THAT(OutlivedAt({}, kNow), IsEmpty());
}

}  // namespace
}  // namespace dondoc::identity
