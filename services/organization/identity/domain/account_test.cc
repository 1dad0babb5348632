#include "services/organization/identity/domain/account.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::identity {
namespace {

using ::testing::ElementsAre;

Membership In(std::string unit, std::string role, const char* from, const char* to = "") {
  return {.unit_id = std::move(unit), .role = std::move(role), .valid_from = *ParseDay(from), .valid_to = ParseDay(to)};
}

TEST(RolesOnTest, AreThoseOfTheDayByUnit) {
  const std::vector<Membership> memberships = {In("b", "OFFICER", "2025-01-01", "2025-07-01"),
                                               In("a", "LEADER", "2025-07-01"), In("a", "CLERK", "2025-01-01"),
                                               In("b", "CLERK", "2025-06-30", "2025-07-01")};
  EXPECT_THAT(RolesOn(memberships, *ParseDay("2024-12-31")), ElementsAre());
  EXPECT_THAT(RolesOn(memberships, *ParseDay("2025-06-30")),
              ElementsAre(UnitRoles{"a", {"CLERK"}}, UnitRoles{"b", {"CLERK", "OFFICER"}}));
  EXPECT_THAT(RolesOn(memberships, *ParseDay("2025-07-01")), ElementsAre(UnitRoles{"a", {"CLERK", "LEADER"}}));
}

TEST(LoginTest, IsTakenInAnyCaseAndHasFewLetters) {
  EXPECT_EQ(FoldLogin("Lan.Nguyen"), "lan.nguyen");
  for (const char* good : {"lan", "lan.nguyen", "u1", "9a", "van-thu_2"}) EXPECT_OK(CheckLogin(good));
  for (const char* bad : {"", "a", ".lan", "-lan", "Lan", "lan nguyen", "lân", "lan@example.vn", "lan\n"})
    EXPECT_THAT(CheckLogin(bad), testing::HasReason(absl::StatusCode::kInvalidArgument, "BAD_LOGIN")) << bad;
  EXPECT_OK(CheckLogin(std::string(64, 'a')));
  EXPECT_FALSE(CheckLogin(std::string(65, 'a')).ok());
}

}  // namespace
}  // namespace dondoc::identity
