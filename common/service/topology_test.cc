#include "common/service/topology.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::service {
namespace {

using messaging::Destination;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

TEST(TopologyTest, OneMachineReadsAndWaitsForItself) {
  const Topology topology = ParseTopology({"all"}, "main", {"main"}).value();
  EXPECT_THAT(topology.StreamsOf("directive"),
              UnorderedElementsAre("dondoc:{all}:directive:main", "dondoc:{central}:directive:main",
                                   "dondoc:{province}:directive:main", "dondoc:{district}:directive:main",
                                   "dondoc:{commune}:directive:main"));
  EXPECT_THAT(topology.RequiredConsumers({"assignment"}).at(Destination::kCommune), ElementsAre("assignment.main"));
}

TEST(TopologyTest, ACellReadsWhatAllCellsSendToItsLevels) {
  const Topology topology = ParseTopology({"commune"}, "c", {"p:central+province", "c:district+commune"}).value();
  EXPECT_THAT(topology.StreamsOf("indicator"),
              UnorderedElementsAre("dondoc:{all}:indicator:p", "dondoc:{commune}:indicator:p",
                                   "dondoc:{all}:indicator:c", "dondoc:{commune}:indicator:c"));
  const auto required = topology.RequiredConsumers({"indicator", "notification"});
  EXPECT_THAT(required.at(Destination::kProvince), ElementsAre("indicator.p", "notification.p"));
  EXPECT_THAT(required.at(Destination::kCommune), ElementsAre("indicator.c", "notification.c"));
  EXPECT_THAT(required.at(Destination::kAll),
              ElementsAre("indicator.c", "notification.c", "indicator.p", "notification.p"));
}

TEST(TopologyTest, MistakesAreNamed) {
  const auto bad = testing::HasReason(absl::StatusCode::kInvalidArgument, "BAD_TOPOLOGY");
  EXPECT_THAT(ParseTopology({"village"}, "main", {"main"}), bad);
  EXPECT_THAT(ParseTopology({}, "main", {"main"}), bad);
  EXPECT_THAT(ParseTopology({"all"}, "main", {"other"}), bad);
  EXPECT_THAT(ParseTopology({"all"}, "main", {"main:city"}), bad);
}

}  // namespace
}  // namespace dondoc::service
