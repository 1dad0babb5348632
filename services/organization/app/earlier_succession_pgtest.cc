// What migrations do for successions that took effect before accounts, systems and all memberships went to heirs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/postgres/connection.h"
#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "services/organization/identity/migrations.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/client_storage.h"
#include "services/organization/identity/storage/succession.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using testing::kFile;
using testing::kNew;
using testing::kOld;
using testing::World;

class EarlierSuccessionTest : public ::testing::Test {
 protected:
  EarlierSuccessionTest() {
    EXPECT_OK(world_.Import(kOld));
    EXPECT_OK(world_.Import(kNew, "2025"));
    world_.clock.Set(StartOf(*MakeDay(2025, 7, 1)));
    ended_ = Head("90101", "2024");
    united_ = Head("90101", "2025");
    other_ = Head("90102", "2025");
    divided_ = Head("90103", "2024");
  }

  std::string Head(const std::string& code, const std::string& list) {
    return world_.Head(code, list, *MakeDay(2025, 6, 30)).id;
  }
  void Account(const std::string& login, const std::string& unit) {
    const identity::User account{
        .id = world_.ids.NewId(), .login = login, .name = login, .unit_id = unit, .created_at = world_.clock.Now()};
    ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::InsertUser(tx, account); }));
  }
  void System(const std::string& id, const std::string& unit) {
    ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) {
      return identity::InsertClient(tx, {.id = id,
                                         .name = id,
                                         .unit_id = unit,
                                         .roles = {"CLERK"},
                                         .scopes = {"directives.write"},
                                         .public_key = std::string(32, 'k'),
                                         .created_at = world_.clock.Now()});
    }));
  }
  // An and Bình became An Bình.
  void Enact() { ASSERT_OK_AND_ASSIGN(first_, world_.Enact("15/NQ-HĐND", *MakeDay(2025, 7, 1), kFile)); }
  // A later one, in which another commune takes over from An Bình.
  void EnactLater() {
    Do("INSERT INTO succession SELECT '" + later_ +
       "', 'later', decided_on, effective_on, from_list, to_list, file_name, state, wanted, version, tree_change + 1, "
       "planned_at, enacted_at, undone_at, continuing, ending, beginning, bodies, with_heir, divided, without "
       "FROM succession WHERE id = '" +
       first_ + "'; INSERT INTO succession_body VALUES ('" + later_ + "', '" + united_ + "', '{" + other_ + "}', '" +
       other_ + "')");
  }
  void Do(const std::string& script) { ASSERT_OK((*pg::Connection::Open(world_.conninfo()))->ExecuteScript(script)); }
  // As at the upgrade of an installation from before.
  void Migrate(const std::string& number) {
    const auto found = std::find_if(identity::migrations::kFiles.begin(), identity::migrations::kFiles.end(),
                                    [&](const auto& file) { return file.first.starts_with(number + "_"); });
    ASSERT_NE(found, identity::migrations::kFiles.end());
    Do(std::string(found->second));
  }
  void TakeBack(const std::string& succession) {
    ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return identity::RestorePeople(tx, succession); }));
  }
  // As an earlier version left it: where it was, though it began on the day of the succession or later.
  void Role(const std::string& login, const std::string& unit, const std::string& days) {
    Do("INSERT INTO membership (id, user_id, unit_id, role, valid_from, valid_to) SELECT gen_random_uuid(), id, '" +
       unit + "', 'OFFICER', lower(days), upper(days) FROM user_account, daterange('" + days +
       "') AS days WHERE login = '" + login + "'");
  }
  std::string Roles() {
    return world_.Ask(
        "SELECT string_agg(u.login || ' ' || m.unit_id || ' ' || daterange(m.valid_from, m.valid_to), ', ' ORDER BY "
        "u.login, m.valid_from) FROM membership m JOIN user_account u ON u.id = m.user_id "
        "WHERE m.valid_from IS DISTINCT FROM m.valid_to");
  }
  std::string Homes() {
    return world_.Ask(
        "SELECT string_agg(name || ' ' || unit_id, ', ' ORDER BY name) FROM (SELECT login AS name, unit_id FROM "
        "user_account UNION ALL SELECT id, unit_id FROM api_client) AS kept");
  }

  World world_;
  std::string ended_, united_, other_, divided_, first_;
  const std::string later_ = world_.ids.NewId();
};

TEST_F(EarlierSuccessionTest, AccountsAndSystemsGoToTheHeirAndBack) {
  Enact();
  // What they would be on an installation where they stayed behind.
  Account("lan", ended_);
  Account("minh", divided_);
  System("van-thu", ended_);
  System("revoked", ended_);
  Do("UPDATE api_client SET revoked_at = now() WHERE id = 'revoked'");
  const std::string before = Homes();
  Migrate("0003");
  const std::string after = "lan " + united_ + ", minh " + divided_ + ", revoked " + ended_ + ", van-thu " + united_;
  EXPECT_EQ(Homes(), after);
  Migrate("0003");
  EXPECT_EQ(Homes(), after) << "a second time does nothing";
  TakeBack(first_);
  EXPECT_EQ(Homes(), before);
}

TEST_F(EarlierSuccessionTest, TheyFollowThroughAllSuccessionsAndBackStepByStep) {
  Enact();
  EnactLater();
  Account("lan", ended_);
  Account("hoa", united_);
  Migrate("0003");
  EXPECT_EQ(Homes(), "hoa " + other_ + ", lan " + other_);
  TakeBack(later_);
  EXPECT_EQ(Homes(), "hoa " + united_ + ", lan " + united_);
  TakeBack(first_);
  EXPECT_EQ(Homes(), "hoa " + united_ + ", lan " + ended_);
}

TEST_F(EarlierSuccessionTest, WhoWasLeftBehindInAUnitThatHadEndedGoesToTheHeirAndBack) {
  Enact();
  EnactLater();
  Account("lan", ended_);
  Account("minh", divided_);
  Role("lan", ended_, "[2025-07-01,2026-01-01)");
  Role("minh", divided_, "[2025-08-01,)");
  const std::string before = Roles();
  Migrate("0005");
  const std::string after = "lan " + other_ + " [2025-07-01,2026-01-01), minh " + divided_ + " [2025-08-01,)";
  EXPECT_EQ(Roles(), after);
  Migrate("0005");
  EXPECT_EQ(Roles(), after) << "a second time does nothing";
  TakeBack(later_);
  EXPECT_EQ(Roles(), "lan " + united_ + " [2025-07-01,2026-01-01), minh " + divided_ + " [2025-08-01,)");
  TakeBack(first_);
  EXPECT_EQ(Roles(), before);
}

}  // namespace
}  // namespace dondoc::organization
