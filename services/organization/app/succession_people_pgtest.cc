// Whoever acts for a unit that ends, people and systems, acts for its heir until it is taken back.
#include <string>

#include "common/status/status.h"
#include "services/organization/app/succession_fixture.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/client_storage.h"
#include "services/organization/identity/storage/membership_storage.h"
#include "services/organization/identity/storage/succession.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::HasSubstr;

constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

TEST_F(SuccessionTest, WhoActsForAUnitThatEndsActsForItsHeir) {
  ASSERT_OK(Plan(Planning()));
  const std::string ended = Head("90101", "2024"), united = Head("90101", "2025");
  const std::string user = world_.ids.NewId();
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) -> absl::Status {
    const identity::User account{
        .id = user, .login = "lan", .name = "Lan", .unit_id = ended, .created_at = world_.clock.Now()};
    const absl::Status made = identity::InsertUser(tx, account);
    if (!made.ok()) return made;
    return identity::InsertMembership(tx, {.id = world_.ids.NewId(),
                                           .user_id = user,
                                           .unit_id = ended,
                                           .role = "LEADER",
                                           .valid_from = *MakeDay(2024, 1, 1)});
  }));
  const auto units_on = [&](const char* day) {
    return world_.Ask("SELECT string_agg(unit_id::text || ' ' || role, ',') FROM membership WHERE user_id = '" + user +
                      "' AND daterange(valid_from, valid_to) @> date '" + day + "'");
  };
  const auto ending = [&] {
    return world_.database().Run([&](pg::Transaction& tx) { return identity::CountEndingPeople(tx, id_); });
  };
  EXPECT_EQ(ending()->memberships, 1);
  EXPECT_EQ(ending()->memberships_without_heir, 0);
  ASSERT_OK(Enact());
  EXPECT_EQ(ending()->memberships, 1);
  EXPECT_EQ(units_on("2025-06-30"), ended + " LEADER");
  EXPECT_EQ(units_on("2025-07-01"), united + " LEADER");
  const std::string granted = world_.ids.NewId();
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
    return identity::InsertMembership(tx, {.id = granted,
                                           .user_id = user,
                                           .unit_id = united,
                                           .role = "CLERK",
                                           .valid_from = *MakeDay(2025, 7, 2),
                                           .granted_at = world_.clock.Now()});
  }));
  const auto refused = Undo();
  EXPECT_THAT(refused, HasReason(kPrecondition, "SUCCESSION_IN_USE")) << "somebody was made clerk of a new unit";
  EXPECT_THAT(
      std::string(refused.status().message()),
      HasSubstr("lan as CLERK in Ủy ban nhân dân xã An Bình was granted since: end it on its first day, then it "
                "never was (dondoc user end " +
                granted + " --on 2025-07-02)"));
  ASSERT_OK(
      world_.database().Run([&](pg::Transaction& tx) { return identity::SetEnd(tx, granted, *MakeDay(2025, 7, 2)); }));
  ASSERT_OK(Undo());
  EXPECT_EQ(units_on("2025-07-01"), ended + " LEADER");
}

// Enacted after its day, as decisions are: nobody stays behind, and the preview counts everybody.
TEST_F(SuccessionTest, WhoCameAfterTheDayOrIsStillToComeActsForTheHeirAsWell) {
  ASSERT_OK(Plan(Planning()));
  const std::string ended = Head("90101", "2024"), divided = Head("90103", "2024"), united = Head("90101", "2025");
  const std::string user = world_.ids.NewId();
  const auto grant = [&](const std::string& unit, const char* role, const char* from) {
    ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
      return identity::InsertMembership(
          tx,
          {.id = world_.ids.NewId(), .user_id = user, .unit_id = unit, .role = role, .valid_from = *ParseDay(from)});
    }));
  };
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
    return identity::InsertUser(
        tx, {.id = user, .login = "lan", .name = "Lan", .unit_id = ended, .created_at = world_.clock.Now()});
  }));
  grant(ended, "OFFICER", "2025-07-01");
  grant(ended, "LEADER", "2025-07-08");
  grant(ended, "AUDITOR", "2030-01-01");
  grant(divided, "CLERK", "2030-01-01");
  const auto roles_in = [&](const std::string& unit) {
    return world_.Ask(
        "SELECT coalesce(string_agg(role || ' ' || valid_from, ', ' ORDER BY valid_from), '') FROM membership "
        "WHERE valid_to IS NULL AND unit_id = '" +
        unit + "'");
  };
  const auto ending = [&] {
    return *world_.database().Run([&](pg::Transaction& tx) { return identity::CountEndingPeople(tx, id_); });
  };
  // Which they are, of those that one may see.
  const auto lost = [&](const access::Filter& seen) {
    const identity::MembershipFilter filter{
        .succession_id = id_, .seen = seen, .today = *MakeDay(2025, 7, 1), .limit = 10};
    std::string text;
    const auto found =
        world_.database().Run([&](pg::Transaction& tx) { return identity::ListMemberships(tx, filter); });
    for (const identity::Membership& one : *found) {
      text += one.login + " " + one.role + " " + (one.unit_id == divided ? "divided" : "another") + ";";
    }
    return text;
  };
  const std::string province = Head("90", "2024");
  const auto expect_lost = [&] {
    EXPECT_EQ(lost({.all = true}), "lan CLERK divided;");
    EXPECT_EQ(lost({.own = {divided}}), "lan CLERK divided;");
    EXPECT_EQ(lost({.above = {province}}), "lan CLERK divided;");
    EXPECT_EQ(lost({.own = {ended}, .above = {united}}), "");
    ASSERT_EQ(ending().without_heir.size(), 1U);
    EXPECT_EQ(ending().without_heir[0].unit_id, divided);
    EXPECT_EQ(ending().without_heir[0].memberships, 1);
    EXPECT_EQ(ending().without_heir[0].accounts, 0);
  };
  EXPECT_EQ(ending().memberships, 4);
  EXPECT_EQ(ending().memberships_without_heir, 1);
  expect_lost();
  ASSERT_OK(Enact());
  expect_lost();
  EXPECT_EQ(roles_in(united), "OFFICER 2025-07-01, LEADER 2025-07-08, AUDITOR 2030-01-01");
  EXPECT_EQ(roles_in(ended), "");
  EXPECT_EQ(ending().memberships, 4);
  EXPECT_EQ(ending().memberships_without_heir, 1);
  ASSERT_OK(Undo());
  EXPECT_EQ(roles_in(ended), "OFFICER 2025-07-01, LEADER 2025-07-08, AUDITOR 2030-01-01");
  EXPECT_EQ(roles_in(united), "");
}

TEST_F(SuccessionTest, AccountsAndSystemsOfAUnitThatEndsAreItsHeirs) {
  ASSERT_OK(Plan(Planning()));
  const std::string ended = Head("90101", "2024"), divided = Head("90103", "2024"), united = Head("90101", "2025");
  const auto make = [&](const std::string& login, const std::string& unit) {
    const identity::User account{
        .id = world_.ids.NewId(), .login = login, .name = login, .unit_id = unit, .created_at = world_.clock.Now()};
    EXPECT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::InsertUser(tx, account); }));
  };
  make("lan", ended);
  make("minh", divided);
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
    return identity::InsertClient(tx, {.id = "van-thu",
                                       .name = "Văn thư",
                                       .unit_id = ended,
                                       .roles = {"CLERK"},
                                       .scopes = {"directives.write"},
                                       .public_key = std::string(32, 'k'),
                                       .created_at = world_.clock.Now()});
  }));
  const auto homes = [&] {
    return world_.Ask(
        "SELECT string_agg(name || ' ' || unit_id, ', ' ORDER BY name) FROM (SELECT login AS name, unit_id FROM "
        "user_account UNION ALL SELECT id, unit_id FROM api_client) AS kept");
  };
  const std::string before = homes();
  const auto ending = [&] {
    return *world_.database().Run([&](pg::Transaction& tx) { return identity::CountEndingPeople(tx, id_); });
  };
  EXPECT_EQ(ending().accounts, 3);
  EXPECT_EQ(ending().accounts_without_heir, 1);
  ASSERT_EQ(ending().without_heir.size(), 1U);
  EXPECT_EQ(ending().without_heir[0].accounts, 1);
  ASSERT_OK(Enact());
  EXPECT_EQ(homes(), "lan " + united + ", minh " + divided + ", van-thu " + united);
  EXPECT_EQ(ending().accounts, 3) << "the preview goes on saying what it did";

  make("hoa", united);
  const auto refused = Undo();
  EXPECT_THAT(refused, HasReason(kPrecondition, "SUCCESSION_IN_USE")) << "an account was made in a new unit";
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("disable it until then (dondoc user disable hoa)"));
  world_.Ask("DELETE FROM user_account WHERE login = 'hoa' RETURNING 1");
  ASSERT_OK(Undo());
  EXPECT_EQ(homes(), before);
}

// The people of the new units are appointed before these begin: also in the twin of one that turns out to go on.
TEST_F(SuccessionTest, WhatWasGrantedInPlannedUnitsIsNotInTheWayOfAnUndo) {
  const std::string united = Head("90101", "2025"), twin = Head("90104", "2025"), going_on = Head("90104", "2024");
  const identity::User account{
      .id = world_.ids.NewId(), .login = "lan", .name = "Lan", .unit_id = twin, .created_at = world_.clock.Now()};
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::InsertUser(tx, account); }));
  for (const std::string& unit : {united, twin}) {
    ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
      return identity::InsertMembership(tx, {.id = world_.ids.NewId(),
                                             .user_id = account.id,
                                             .unit_id = unit,
                                             .role = "LEADER",
                                             .valid_from = *MakeDay(2025, 6, 1),
                                             .granted_at = world_.clock.Now()});
    }));
  }
  const auto roles_in = [&](const std::string& unit) {
    return world_.Ask("SELECT count(*) FROM membership WHERE valid_to IS NULL AND unit_id = '" + unit + "'");
  };
  const auto people = [&] {
    return world_.Ask("SELECT string_agg(m::text, E'\n' ORDER BY id) FROM membership m") +
           world_.Ask("SELECT unit_id FROM user_account");
  };
  const std::string before = people();
  ASSERT_OK(Plan(Planning()));
  world_.clock.Set(world_.clock.Now() + std::chrono::hours(1));
  ASSERT_OK(Enact());
  EXPECT_EQ(roles_in(united) + roles_in(twin) + roles_in(going_on), "101");
  EXPECT_EQ(world_.Ask("SELECT unit_id FROM user_account"), going_on);
  ASSERT_OK(Undo());
  EXPECT_EQ(people(), before);
}

}  // namespace
}  // namespace dondoc::organization
