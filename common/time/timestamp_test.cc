#include "common/time/timestamp.h"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>

namespace dondoc {
namespace {

google::protobuf::Timestamp Timestamp(std::int64_t seconds, std::int32_t nanos) {
  google::protobuf::Timestamp time;
  time.set_seconds(seconds);
  time.set_nanos(nanos);
  return time;
}

TEST(TimestampTest, KeepsMicrosecondsAlsoBeforeTheEpoch) {
  for (const auto count : {0LL, 1LL, -1LL, -1'000'001LL, 1'796'691'600'000'004LL, -62'135'596'800'000'000LL}) {
    const TimePoint moment{std::chrono::microseconds(count)};
    EXPECT_EQ(ToTimePoint(ToTimestamp(moment)), moment) << count;
  }
  EXPECT_EQ(ToTimestamp(TimePoint(std::chrono::microseconds(-1))).nanos(), 999'999'000);
}

TEST(TimestampTest, APartOfAMicrosecondIsOfTheOneItFallsInto) {
  EXPECT_EQ(ToTimePoint(Timestamp(7, 1'999)), TimePoint(std::chrono::microseconds(7'000'001)));
  EXPECT_EQ(ToTimePoint(Timestamp(-7, 1'999)), TimePoint(std::chrono::microseconds(-6'999'999)));
}

TEST(TimestampTest, WhatIsNoMomentIsNone) {
  EXPECT_FALSE(ToTimePoint(Timestamp(0, -1)).has_value());
  EXPECT_FALSE(ToTimePoint(Timestamp(0, 1'000'000'000)).has_value());
  EXPECT_FALSE(ToTimePoint(Timestamp(-62'135'596'801, 0)).has_value());
  EXPECT_FALSE(ToTimePoint(Timestamp(253'402'300'800, 0)).has_value());
  EXPECT_FALSE(ToTimePoint(Timestamp(std::numeric_limits<std::int64_t>::max(), 0)).has_value());
  EXPECT_TRUE(ToTimePoint(Timestamp(253'402'300'799, 999'999'999)).has_value());
}

}  // namespace
}  // namespace dondoc
