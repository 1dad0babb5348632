#include "common/rpc/status_mapping.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::rpc {
namespace {

TEST(StatusMappingTest, EveryCodeComesBack) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status there = Error(static_cast<absl::StatusCode>(code), "SOME_REASON", "lý do", {{"field", "name"}});
    const absl::Status back = FromGrpc(ToGrpc(there));
    EXPECT_EQ(back, there) << there;
    EXPECT_EQ(Metadata(back).at("field"), "name");
  }
  EXPECT_OK(FromGrpc(ToGrpc(absl::OkStatus())));
}

TEST(StatusMappingTest, TheTransportsOwnErrorsGetAReason) {
  EXPECT_THAT(FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection refused")),
              testing::HasReason(absl::StatusCode::kUnavailable, "SERVICE_UNAVAILABLE"));
  EXPECT_THAT(FromGrpc(grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "")),
              testing::HasReason(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

TEST(StatusMappingTest, GarbageInTheDetailsIsNotAReason) {
  const absl::Status status = FromGrpc(grpc::Status(grpc::StatusCode::NOT_FOUND, "gone", "\xff\xff garbage"));
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Reason(status), "");
}

}  // namespace
}  // namespace dondoc::rpc
