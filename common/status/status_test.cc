#include "common/status/status.h"

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"

namespace dondoc {
namespace {

using ::dondoc::testing::HasReason;

TEST(StatusTest, CarriesReasonAndMetadata) {
  const absl::Status status = InvalidField("values[2].count", "NEGATIVE_VALUE", "count is -1, want 0 or more");
  EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "NEGATIVE_VALUE"));
  EXPECT_EQ(Metadata(status).at("field"), "values[2].count");
}

TEST(StatusTest, OkHasNoReason) {
  EXPECT_EQ(Reason(absl::OkStatus()), "");
  EXPECT_TRUE(WithMetadata(absl::OkStatus(), "line", "3").ok());
}

TEST(StatusTest, MetadataCanBeAddedOnTheWayUp) {
  const absl::Status status = WithMetadata(NotFound("UNIT_NOT_FOUND", "no unit 99999"), "line", "17");
  EXPECT_EQ(Metadata(status).at("line"), "17");
  EXPECT_EQ(Reason(status), "UNIT_NOT_FOUND");
}

absl::StatusOr<int> Half(int value) {
  if (value % 2 != 0) return FailedPrecondition("ODD", "the value is odd");
  return value / 2;
}

absl::StatusOr<int> Quarter(int value) {
  DONDOC_ASSIGN_OR_RETURN(const int half, Half(value));
  DONDOC_RETURN_IF_ERROR(half == 0 ? FailedPrecondition("ZERO", "the value is zero") : absl::OkStatus());
  return Half(half);
}

TEST(StatusTest, MacrosReturnEarly) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_THAT(Quarter(6), HasReason(absl::StatusCode::kFailedPrecondition, "ODD"));
  EXPECT_THAT(Quarter(0), HasReason(absl::StatusCode::kFailedPrecondition, "ZERO"));
}

}  // namespace
}  // namespace dondoc
