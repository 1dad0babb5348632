// Who acts for whom, from day to day, and what a succession of units does to that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "common/status/status_matchers.h"
#include "services/organization/identity/app/change_membership.h"
#include "services/organization/identity/storage/succession.h"
#include "services/organization/identity/testing/identity_world.h"

namespace dondoc::identity {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class MembershipsTest : public ::testing::Test {
 protected:
  MembershipsTest() { lan_ = world_.AddUser("lan", one_); }

  absl::StatusOr<std::string> Grant(const std::string& unit, const std::string& role, const char* from = "",
                                    const char* to = "") {
    return GrantMembership(world_.context,
                           {.request = world_.NewRequest(),
                            .permit = [](const auto&) { return absl::OkStatus(); },
                            .user_id = lan_,
                            .unit_id = unit,
                            .role = role,
                            .valid_from = ParseDay(from),
                            .valid_to = ParseDay(to)},
                           [](const Membership& membership) { return membership.id; });
  }
  absl::Status End(const std::string& membership, const char* day = "") {
    return EndMembership(
               world_.context, world_.NewRequest(), [](const auto&) { return absl::OkStatus(); }, membership,
               ParseDay(day), [](const Membership&) { return std::string(); })
        .status();
  }
  std::vector<tokens::UnitRoles> Today() { return world_.Read(world_.TokenOf("lan"))->units; }
  void GoTo(const char* day) { world_.world.clock.Set(StartOf(*ParseDay(day)) + std::chrono::hours(8)); }
  std::string Dump() {
    return world_.Ask("SELECT coalesce(string_agg(m::text, E'\\n' ORDER BY id), '') FROM membership AS m");
  }

  testing::IdentityWorld world_;  // today is 2024-06-01
  const std::string one_ = world_.Unit("98101");
  const std::string two_ = world_.Unit("98102");
  const std::string three_ = world_.Unit("98103");
  std::string lan_;
};

TEST_F(MembershipsTest, HoldFromTheFirstDayToTheOneBeforeTheEnd) {
  ASSERT_OK(Grant(one_, "OFFICER", "2024-06-10", "2024-06-20"));
  EXPECT_THAT(Today(), IsEmpty());
  GoTo("2024-06-10");
  EXPECT_THAT(Today(), ElementsAre(tokens::UnitRoles{one_, {"OFFICER"}}));
  GoTo("2024-06-19");
  EXPECT_EQ(Today().size(), 1U);
  GoTo("2024-06-20");
  EXPECT_THAT(Today(), IsEmpty());
}

TEST_F(MembershipsTest, AreOneAtATimeForARoleInAUnit) {
  ASSERT_OK_AND_ASSIGN(const std::string first, Grant(one_, "OFFICER", "", "2024-07-01"));
  EXPECT_THAT(Grant(one_, "OFFICER"), HasReason(absl::StatusCode::kAlreadyExists, "MEMBERSHIP_EXISTS"));
  EXPECT_OK(Grant(one_, "LEADER"));
  EXPECT_OK(Grant(two_, "OFFICER"));
  ASSERT_OK(Grant(one_, "OFFICER", "2024-07-01"));
  EXPECT_THAT(End(first, "2024-07-02"), HasReason(absl::StatusCode::kAlreadyExists, "MEMBERSHIP_EXISTS"));
  EXPECT_OK(End(first, "2024-06-15"));
  EXPECT_THAT(End(first, "2024-06-01"), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PERIOD"));
}

TEST_F(MembershipsTest, AreRefusedWhereThereIsNothingToBelongTo) {
  EXPECT_THAT(Grant(world_.NewId(), "OFFICER"), HasReason(absl::StatusCode::kNotFound, "UNIT_NOT_FOUND"));
  EXPECT_THAT(End(world_.NewId()), HasReason(absl::StatusCode::kNotFound, "MEMBERSHIP_NOT_FOUND"));
  lan_ = world_.NewId();
  EXPECT_THAT(Grant(one_, "OFFICER"), HasReason(absl::StatusCode::kNotFound, "USER_NOT_FOUND"));
}

TEST_F(MembershipsTest, OfOneAccountFitIntoAToken) {
  std::istringstream units(world_.Ask("SELECT string_agg(id::text, E'\\n') FROM unit"));
  int granted = 0;
  absl::Status last;
  for (std::string unit; std::getline(units, unit);) {
    last = Grant(unit, "ADMINISTRATOR").status();
    granted += last.ok();
  }
  EXPECT_EQ(granted, kMostMemberships);
  EXPECT_THAT(last, HasReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_MEMBERSHIPS"));
  EXPECT_OK(world_.SignIn("lan"));
}

TEST_F(MembershipsTest, GoOnInTheHeirFromTheDayOfASuccession) {
  ASSERT_OK(Grant(one_, "OFFICER", "2024-01-01"));
  ASSERT_OK(Grant(one_, "LEADER", "2024-01-01", "2024-12-31"));
  ASSERT_OK(Grant(one_, "AUDITOR", "2023-01-01", "2024-01-01"));
  ASSERT_OK(Grant(two_, "OFFICER", "2024-01-01"));
  const std::string before = Dump();
  const std::string succession = world_.NewId();
  const auto move = [&] {
    return world_.world.database().Run([&](pg::Transaction& tx) {
      return MovePeople(tx, succession, {{one_, three_}, {two_, three_}}, *ParseDay("2024-07-01"));
    });
  };
  ASSERT_OK(move());
  EXPECT_THAT(Today(), UnorderedElementsAre(tokens::UnitRoles{one_, {"LEADER", "OFFICER"}},
                                            tokens::UnitRoles{two_, {"OFFICER"}}));
  GoTo("2024-07-01");
  EXPECT_THAT(Today(), ElementsAre(tokens::UnitRoles{three_, {"LEADER", "OFFICER"}}))
      << "who was in both is in the heir once";
  GoTo("2024-12-31");
  EXPECT_THAT(Today(), ElementsAre(tokens::UnitRoles{three_, {"OFFICER"}})) << "for as long as it would have lasted";
  const std::string moved = Dump();
  ASSERT_OK(move());
  EXPECT_EQ(Dump(), moved) << "a second time does nothing";
  ASSERT_OK(world_.world.database().Run([&](pg::Transaction& tx) { return RestorePeople(tx, succession); }));
  EXPECT_EQ(Dump(), before) << "the rows are as they were";
}

}  // namespace
}  // namespace dondoc::identity
