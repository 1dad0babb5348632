#include "common/messaging/fact.h"

#include "common/messaging/relay_wire.h"
#include "common/status/status_matchers.h"
#include "dondoc/common/v1/envelope.pb.h"
#include "gtest/gtest.h"

namespace dondoc::messaging {
namespace {

using ::dondoc::testing::HasReason;

constexpr char kId[] = "0193a5a0-0000-7000-8000-000000000001";

TEST(Fact, GoesThroughItsEnvelope) {
  common::v1::Envelope message;
  message.set_source("giao việc");
  const OutgoingFact outgoing =
      MakeFact(kId, Destination::kCommune, TimePoint(std::chrono::microseconds(-1)), message, "trace");
  EXPECT_EQ(outgoing.type, "dondoc.common.v1.Envelope");
  EXPECT_EQ(outgoing.type, Type<common::v1::Envelope>());
  Fact sent;
  sent.id = outgoing.id;
  sent.type = outgoing.type;
  sent.time = outgoing.time;
  sent.source = "assignment";
  sent.trace = outgoing.trace;
  sent.payload = outgoing.payload;
  ASSERT_OK_AND_ASSIGN(const Fact received, ParseEnvelope(MakeEnvelope(sent)));
  EXPECT_EQ(received.id, sent.id);
  EXPECT_EQ(received.type, sent.type);
  EXPECT_EQ(received.time, sent.time);
  EXPECT_EQ(received.source, "assignment");
  EXPECT_EQ(received.trace, "trace");
  ASSERT_OK_AND_ASSIGN(const auto decoded, Decode<common::v1::Envelope>(received));
  EXPECT_EQ(decoded.source(), "giao việc");
}

TEST(Fact, WhatCannotBeReadIsSaidSo) {
  EXPECT_THAT(ParseEnvelope("\xff\xff"), HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
  EXPECT_THAT(ParseEnvelope(""), HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
  Fact fact;
  fact.id = kId;
  fact.type = "dondoc.common.v1.Other";
  EXPECT_THAT(Decode<common::v1::Envelope>(fact), HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
  fact.type = "dondoc.common.v1.Envelope";
  fact.payload = "\xff\xff";
  EXPECT_THAT(Decode<common::v1::Envelope>(fact), HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
}

TEST(Destination, NamesGoBothWays) {
  for (const Destination destination : kDestinations) EXPECT_EQ(ParseDestination(ToString(destination)), destination);
  EXPECT_EQ(ParseDestination("village"), std::nullopt);
  EXPECT_EQ(StreamKey(Destination::kCommune, "indicator"), "dondoc:{commune}:indicator:main");
  EXPECT_NE(StreamKey(Destination::kProvince, "indicator", "north"),
            StreamKey(Destination::kProvince, "indicator", "south"));
}

TEST(Epoch, IsReadBackAndNothingElseIs) {
  const Epoch epoch{"6d3e", 12};
  EXPECT_EQ(Epoch::Parse(epoch.ToString()), epoch);
  for (const char* text : {"", "6d3e", ":1", "6d3e:", "6d3e:x", "6d3e:-1", "6d3e:1 "})
    EXPECT_EQ(Epoch::Parse(text), std::nullopt) << text;
}

}  // namespace
}  // namespace dondoc::messaging
