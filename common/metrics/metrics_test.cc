#include "common/metrics/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dondoc::metrics {
namespace {

// The names are an API: dashboards and alerts of operators hang on them.
TEST(MetricsTest, NamesAndLabels) {
  Registry registry("assignment");
  registry.ObserveRpc("AcceptAssignment", "OK", 0.004);
  registry.Watch("outbox_rows", "Facts not yet confirmed by all", [] { return 3.0; });
  registry.Watch("facts_published_total", "Facts published", [] { return 7.0; });
  const std::string text = registry.Text();
  EXPECT_THAT(text,
              ::testing::HasSubstr(R"(dondoc_rpc_total{service="assignment",code="OK",method="AcceptAssignment"} 1)"));
  EXPECT_THAT(text,
              ::testing::HasSubstr(R"(dondoc_rpc_seconds_count{service="assignment",method="AcceptAssignment"} 1)"));
  EXPECT_THAT(text, ::testing::HasSubstr(R"(dondoc_outbox_rows{service="assignment"} 3)"));
  EXPECT_THAT(text, ::testing::HasSubstr(R"(dondoc_facts_published_total{service="assignment"} 7)"));
}

TEST(MetricsTest, APortOfItsOwnIsFoundAndGivenBack) {
  for (int i = 0; i < 5; ++i) {
    Registry registry("assignment");
    ASSERT_TRUE(registry.Expose("127.0.0.1:0").ok());
    EXPECT_NE(registry.port(), 0);
  }
}

}  // namespace
}  // namespace dondoc::metrics
