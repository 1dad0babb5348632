#include "services/assignment/rpc/convert.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::testing::HasReason;

TEST(Convert, EveryStateBothWays) {
  for (const State state : kAllStates) EXPECT_EQ(ToStateName(ToProto(state)).value(), NameOf(state));
  for (const int unknown : {0, 10, -1}) {
    EXPECT_THAT(ToStateName(unknown), HasReason(absl::StatusCode::kInvalidArgument, "BAD_STATE"));
  }
}

TEST(Convert, AnEtagThatIsNoneMeansNoVersion) {
  EXPECT_EQ(VersionOf("12"), 12);
  for (const char* bad : {"x", "1x", "", " 1"}) EXPECT_EQ(VersionOf(bad), -1) << bad;
}

TEST(Convert, DaysLeftAndOverdueAreOfToday) {
  AssignmentView view;
  view.assignment.due_on = MakeDay(2026, 12, 14);
  EXPECT_EQ(ToProto(view, *MakeDay(2026, 12, 10)).days_left(), 4);
  EXPECT_FALSE(ToProto(view, *MakeDay(2026, 12, 14)).overdue());
  EXPECT_EQ(ToProto(view, *MakeDay(2026, 12, 16)).days_left(), -2);
  EXPECT_TRUE(ToProto(view, *MakeDay(2026, 12, 16)).overdue());
  view.rule = DutyRule{Recurrence::kYearly, 12, 15, true, 0};
  EXPECT_EQ(ToProto(view, *MakeDay(2026, 12, 10)).due_derivation(),
            "before 15/12 each year: the last day in time is 14/12/2026");
  view.assignment.due_on.reset();
  EXPECT_EQ(ToProto(view, *MakeDay(2026, 12, 16)).due_on(), "");
}

TEST(Convert, TheHashIsOfTheRequestAndOfTheCaller) {
  v1::AcceptAssignmentRequest request;
  const std::string hash = HashOf(request, {});
  EXPECT_EQ(hash.size(), 64u);
  EXPECT_EQ(HashOf(request, {}), hash);
  EXPECT_NE(HashOf(request, {.unit_id = "u"}), hash);
  request.set_etag("1");
  EXPECT_NE(HashOf(request, {}), hash);
}

}  // namespace
}  // namespace dondoc::assignment
