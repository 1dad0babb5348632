// Who acts for whom, from day to day, and what a succession of units does to that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "common/status/status_matchers.h"
#include "services/organization/identity/app/change_membership.h"
#include "services/organization/identity/storage/membership_storage.h"
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
  void EndUnit(const std::string& unit, const std::string& day) {
    world_.Ask("UPDATE unit SET valid_to = '" + day + "' WHERE id = '" + unit + "' RETURNING 1");
  }
  // One and two go on in three from the day; and back.
  absl::Status Move(const std::string& succession, const char* day) {
    return world_.world.database().Run([&](pg::Transaction& tx) {
      return MovePeople(tx, succession, {{one_, three_}, {two_, three_}}, *ParseDay(day));
    });
  }
  absl::Status Restore(const std::string& succession) {
    return world_.world.database().Run([&](pg::Transaction& tx) { return RestorePeople(tx, succession); });
  }
  // What there is in a unit, by first day and role.
  std::string Held(const std::string& unit) {
    return world_.Ask(
        "SELECT coalesce(string_agg(role || ' ' || valid_from || '..' || coalesce(valid_to::text, ''), ', ' "
        "ORDER BY valid_from, role), '') FROM membership WHERE valid_to IS DISTINCT FROM valid_from AND unit_id = '" +
        unit + "'");
  }
  std::string Id(const std::string& unit, const std::string& role) {
    return world_.Ask("SELECT id FROM membership WHERE unit_id = '" + unit + "' AND role = '" + role + "'");
  }
  std::size_t Listed() {
    return world_.world.database()
        .Run([&](pg::Transaction& tx) {
          return ListMemberships(tx, {.user_id = lan_, .seen = {.all = true}, .limit = 100});
        })
        ->size();
  }
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
}

// A role that was granted by mistake, today or for later, is taken back at once.
TEST_F(MembershipsTest, ThatEndOnTheirFirstDayNeverWere) {
  ASSERT_OK_AND_ASSIGN(const std::string today, Grant(one_, "LEADER"));
  ASSERT_OK_AND_ASSIGN(const std::string later, Grant(one_, "OFFICER", "2024-09-01"));
  ASSERT_OK_AND_ASSIGN(const std::string long_ago, Grant(two_, "CLERK", "2024-01-01"));
  EXPECT_EQ(Today().size(), 2U);
  EXPECT_OK(End(today));
  EXPECT_OK(End(later));
  EXPECT_OK(End(long_ago, "2023-06-01"));
  EXPECT_THAT(Today(), IsEmpty());
  EXPECT_EQ(Listed(), 0U);
  EXPECT_EQ(
      world_.Ask("SELECT string_agg(method, ' ' ORDER BY seq) FROM audit_record WHERE object_id = '" + today + "'"),
      "GrantMembership EndMembership");
  GoTo("2024-09-02");
  EXPECT_THAT(Today(), IsEmpty());
  EXPECT_OK(Grant(one_, "LEADER")) << "nothing is in the way of what was meant";
  EXPECT_OK(Grant(one_, "OFFICER", "2024-09-01"));
  const std::string before = Dump(), succession = world_.NewId();
  ASSERT_OK(Move(succession, "2024-01-01"));
  EXPECT_EQ(Held(three_), "OFFICER 2024-09-01.., LEADER 2024-09-02..");
  ASSERT_OK(Restore(succession));
  EXPECT_EQ(Dump(), before);
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

TEST_F(MembershipsTest, AreNotGrantedInAUnitThatHasEnded) {
  ASSERT_OK_AND_ASSIGN(const std::string held, Grant(one_, "LEADER", "2024-01-01", "2024-08-01"));
  EndUnit(one_, "2024-07-01");
  EXPECT_THAT(Grant(one_, "OFFICER", "2024-07-01"), HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
  EXPECT_OK(Grant(one_, "OFFICER", "2024-06-30"));
  GoTo("2024-07-01");
  EXPECT_THAT(Grant(one_, "CLERK", "2024-06-30"), HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
  EXPECT_THAT(End(held, "2024-09-01"), HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
  EXPECT_OK(End(held, "2024-07-15")) << "but it may end before";
}

TEST_F(MembershipsTest, GoOnInTheHeirFromTheDayOfASuccession) {
  ASSERT_OK(Grant(one_, "OFFICER", "2024-01-01"));
  ASSERT_OK(Grant(one_, "LEADER", "2024-01-01", "2024-12-31"));
  ASSERT_OK(Grant(one_, "AUDITOR", "2023-01-01", "2024-01-01"));
  ASSERT_OK(Grant(two_, "OFFICER", "2024-01-01"));
  const std::string before = Dump();
  const std::string succession = world_.NewId();
  const auto move = [&] { return Move(succession, "2024-07-01"); };
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
  ASSERT_OK(Restore(succession));
  EXPECT_EQ(Dump(), before) << "the rows are as they were";
}

// A decision takes effect on a day that may have passed when it is enacted: whoever came later, and whoever is still to
// come, is not left behind in a unit that is no longer there.
TEST_F(MembershipsTest, GoOnInTheHeirAlsoWhereTheyBeginLater) {
  ASSERT_OK(Grant(one_, "OFFICER", "2024-05-20"));
  ASSERT_OK(Grant(one_, "LEADER", "2025-01-01", "2026-01-01"));
  ASSERT_OK(Grant(two_, "LEADER", "2024-05-01", "2024-05-10"));
  ASSERT_OK(Grant(two_, "CLERK", "2024-04-01", "2024-05-01"));
  const std::string before = Dump();
  const std::string succession = world_.NewId();
  ASSERT_OK(Move(succession, "2024-05-01"));
  EXPECT_THAT(Today(), ElementsAre(tokens::UnitRoles{three_, {"OFFICER"}}));
  EXPECT_EQ(Held(three_), "LEADER 2024-05-01..2024-05-10, OFFICER 2024-05-20.., LEADER 2025-01-01..2026-01-01");
  EXPECT_EQ(Held(one_), "");
  EXPECT_EQ(Held(two_), "CLERK 2024-04-01..2024-05-01");
  EXPECT_EQ(Listed(), 4) << "those that never held are not shown";
  const std::string moved = Dump();
  ASSERT_OK(Move(succession, "2024-05-01"));
  EXPECT_EQ(Dump(), moved) << "a second time does nothing";
  ASSERT_OK(Restore(succession));
  EXPECT_EQ(Dump(), before);
}

TEST_F(MembershipsTest, OfTheHeirAreCompletedByThoseThatGoOn) {
  ASSERT_OK(Grant(one_, "OFFICER", "2024-01-01"));
  ASSERT_OK(Grant(two_, "OFFICER", "2024-09-01", "2024-12-01"));
  ASSERT_OK(Grant(three_, "OFFICER", "2024-08-01", "2024-10-01"));
  const std::string before = Dump();
  const std::string succession = world_.NewId();
  ASSERT_OK(Move(succession, "2024-07-01"));
  EXPECT_EQ(Held(three_), "OFFICER 2024-07-01..2024-08-01, OFFICER 2024-08-01..2024-10-01, OFFICER 2024-10-01..")
      << "on each day once, and on none not";
  ASSERT_OK(Restore(succession));
  EXPECT_EQ(Dump(), before);
}

TEST_F(MembershipsTest, EndWhereTheyWereWithWhatAPersonSaidInTheHeir) {
  ASSERT_OK(Grant(one_, "OFFICER", "2024-01-01"));
  ASSERT_OK(Grant(two_, "OFFICER", "2024-09-01"));
  ASSERT_OK(Grant(one_, "LEADER", "2024-01-01", "2024-08-01"));
  ASSERT_OK(Grant(one_, "CLERK", "2024-01-01", "2024-08-01"));
  const std::string succession = world_.NewId();
  ASSERT_OK(Move(succession, "2024-05-01"));
  ASSERT_OK(End(Id(three_, "OFFICER"), "2024-06-15"));
  ASSERT_OK(End(Id(three_, "LEADER"), "2024-10-01"));
  EXPECT_THAT(End(Id(one_, "CLERK"), "2024-07-01"),
              HasReason(absl::StatusCode::kFailedPrecondition, "MEMBERSHIP_MOVED"));
  ASSERT_OK(Restore(succession));
  EXPECT_EQ(Held(one_), "CLERK 2024-01-01..2024-08-01, LEADER 2024-01-01..2024-10-01, OFFICER 2024-01-01..2024-06-15");
  EXPECT_EQ(Held(two_), "") << "who left the heir before it would have begun does not come back by it";
  EXPECT_EQ(Held(three_), "");
}

}  // namespace
}  // namespace dondoc::identity
