#include "services/indicator/rpc/validate.h"

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;

constexpr const char* kId = "018f0000-0000-7000-8000-000000000001";

TEST(ValidateTest, Ids) {
  EXPECT_OK(CheckRequestId(kId));
  EXPECT_THAT(CheckRequestId(""), HasReason(absl::StatusCode::kInvalidArgument, "BAD_REQUEST_ID"));
  EXPECT_OK(CheckId("unit_id", kId));
  const absl::Status bad = CheckId("unit_id", "180");
  EXPECT_THAT(bad, HasReason(absl::StatusCode::kInvalidArgument, "BAD_ID"));
  EXPECT_EQ(Metadata(bad)["field"], "unit_id");
}

TEST(ValidateTest, Pages) {
  EXPECT_EQ(PageSize(0).value(), 100);
  EXPECT_EQ(PageSize(7).value(), 7);
  EXPECT_EQ(PageSize(5000).value(), 1000);
  EXPECT_THAT(PageSize(-1), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_SIZE"));
  EXPECT_EQ(IdToken("").value(), std::nullopt);
  EXPECT_EQ(IdToken(kId).value(), kId);
  EXPECT_THAT(IdToken("' OR 1=1"), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN"));
}

TEST(ValidateTest, SizesOfRequests) {
  v1::SubmitValuesBatchRequest batch;
  EXPECT_THAT(CheckBatch(batch), HasReason(absl::StatusCode::kInvalidArgument, "NO_SUBMISSIONS"));
  for (int i = 0; i < 1000; ++i) batch.add_submissions();
  EXPECT_OK(CheckBatch(batch));
  batch.add_submissions();
  EXPECT_THAT(CheckBatch(batch), HasReason(absl::StatusCode::kInvalidArgument, "TOO_MANY_SUBMISSIONS"));
  v1::GetTotalsRequest totals;
  for (int i = 0; i < 1001; ++i) totals.add_indicators("A");
  EXPECT_THAT(CheckIndicators(totals), HasReason(absl::StatusCode::kInvalidArgument, "TOO_MANY_INDICATORS"));
}

}  // namespace
}  // namespace dondoc::indicator
