#include "common/rpc/client.h"

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::rpc {
namespace {

using ::dondoc::testing::StatusIs;

TEST(InvokeTest, APauseBeforeAFurtherTryEndsWhenAskedToStop) {
  std::stop_source stop;
  int tries = 0;
  const InvokeOptions options{.timeout = std::chrono::seconds(20),
                              .on_retry = [&](const absl::Status&) { stop.request_stop(); },
                              .stop = stop.get_token()};
  const absl::Status status = internal::Invoke(options, [&](grpc::ClientContext&) {
    ++tries;
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "away");
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(tries, 1);
}

TEST(InvokeTest, ItIsNotTriedAgainOnceAskedToStop) {
  std::stop_source stop;
  int retries = 0;
  const InvokeOptions options{.timeout = std::chrono::seconds(20),
                              .on_retry = [&](const absl::Status&) { ++retries; },
                              .stop = stop.get_token()};
  const absl::Status status = internal::Invoke(options, [&](grpc::ClientContext&) {
    stop.request_stop();
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "away");
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(retries, 0);
}

}  // namespace
}  // namespace dondoc::rpc
