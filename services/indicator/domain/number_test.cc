#include "services/indicator/domain/number.h"

#include <limits>

#include "common/status/status_matchers.h"

namespace dondoc::indicator {
namespace {

using ::dondoc::testing::HasReason;

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

TEST(NumberTest, TotalsAddAndSubtractFieldByField) {
  ASSERT_OK_AND_ASSIGN(const Total sum, Add({1, 2, 3}, {10, 20, 30}));
  EXPECT_EQ(sum, (Total{11, 22, 33}));
  ASSERT_OK_AND_ASSIGN(const Total difference, Subtract({1, 2, 3}, {10, 20, 30}));
  EXPECT_EQ(difference, (Total{-9, -18, -27}));
}

TEST(NumberTest, NoSumWrapsAround) {
  const auto reason = HasReason(absl::StatusCode::kOutOfRange, "TOTAL_TOO_LARGE");
  EXPECT_OK(Add({kMax - 1, 0, 0}, {1, 0, 0}));
  EXPECT_THAT(Add({kMax, 0, 0}, {1, 0, 0}), reason);
  EXPECT_THAT(Add({0, kMax, 0}, {0, 1, 0}), reason);
  EXPECT_THAT(Add({0, 0, kMax}, {0, 0, 1}), reason);
  EXPECT_THAT(Subtract({-2, 0, 0}, {kMax, 0, 0}), reason);
}

TEST(NumberTest, TheLargestNumbersOfAllUnitsFit) {
  EXPECT_LT(static_cast<__int128>(kLargestNumber) * 500'000, static_cast<__int128>(kMax));
}

TEST(NumberTest, AShareIsCutOffAndNeverRoundedUp) {
  EXPECT_EQ(Share({99999, 100000}), 9999);
  EXPECT_EQ(Share({1, 1}), 10000);
  EXPECT_EQ(Share({1, 3}), 3333);
  EXPECT_EQ(Share({0, 7}), 0);
  EXPECT_EQ(Share({0, 0}), std::nullopt);
  EXPECT_EQ(Share({kMax, kMax}), 10000);
}

}  // namespace
}  // namespace dondoc::indicator
