#include "services/organization/replica/replica.h"

#include <algorithm>
#include <random>
#include <vector>

#include "services/organization/replica/know_tree.h"
#include "services/organization/replica/on_units_changed.h"
#include "services/organization/replica/replica_fixture.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

TEST_F(ReplicaTest, PreparesEveryStatement) {
  for (const pg::Statement* statement : sql::kAll) EXPECT_OK(connection_->Prepare(*statement)) << statement->name;
}

TEST_F(ReplicaTest, TakesOverWhatAFactSays) {
  district_.add_emails("ubnd@example.vn");
  district_.set_valid_from("2004-01-01");
  ASSERT_OK(Take({Everything()}));
  const auto found = Find(district_.id());
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->name, district_.name());
  EXPECT_EQ(found->level, "DISTRICT");
  EXPECT_EQ(found->superior_id, government_.id());
  EXPECT_THAT(found->superior_ids, ElementsAre(government_.id()));
  EXPECT_EQ(found->territory_type, "huyện");
  EXPECT_THAT(found->emails, ElementsAre("ubnd@example.vn"));
  EXPECT_EQ(found->valid_from, MakeDay(2004, 1, 1));
  EXPECT_EQ(found->valid_to, std::nullopt);
  EXPECT_FALSE(Find(ids_.NewId()).has_value());
  EXPECT_FALSE(Find("no id").has_value());
}

TEST_F(ReplicaTest, TakesAStateOnlyWhereItIsNewer) {
  ASSERT_OK(Take({Everything()}));
  v1::Unit newer = department_;
  newer.set_name("newer");
  newer.set_version(3);
  v1::Unit older = department_;
  older.set_name("older");
  older.set_version(2);
  ASSERT_OK(Take({Change(3, 1, 1, {newer})}));
  ASSERT_OK(Take({Change(2, 1, 1, {older})}));
  ASSERT_OK(Take({Everything()}));
  EXPECT_EQ(Find(department_.id())->name, "newer");
}

TEST_F(ReplicaTest, TakesTheNewestOfTwoStatesInOneBatch) {
  v1::Unit newer = department_;
  newer.set_name("newer");
  newer.set_version(2);
  ASSERT_OK(Take({Change(2, 1, 1, {newer}), Everything()}));
  EXPECT_EQ(Find(department_.id())->name, "newer");
}

TEST_F(ReplicaTest, KnowsHowFarItIs) {
  EXPECT_OK(Require(0));
  EXPECT_THAT(Require(1), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  ASSERT_OK(Take({Change(1, 1, 2, {})}));
  EXPECT_THAT(Require(1), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  ASSERT_OK(Take({Change(2, 1, 1, {})}));
  EXPECT_THAT(Require(1), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  ASSERT_OK(Take({Change(1, 2, 2, {})}));
  EXPECT_OK(Require(2));
  EXPECT_THAT(Require(3), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
}

TEST_F(ReplicaTest, AdmitsCallsOnceWhatTheCallerHasSeenIsThere) {
  TreeCache tree(*database_);
  const FakeClock clock(StartOf(kDay));
  const rpc::Environment environment = KnowTree(rpc::Environment(), tree, clock);
  const auto admit = [&](std::int64_t change) { return environment.admit({.tree_change = change}); };
  EXPECT_OK(admit(0));
  EXPECT_THAT(admit(2), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  ASSERT_OK(Take({Change(1, 1, 1, {})}));
  EXPECT_OK(admit(1));
  EXPECT_THAT(admit(2), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  ASSERT_OK(Take({Change(2, 1, 1, {})}));
  EXPECT_OK(admit(2));
  EXPECT_OK(admit(1));
}

TEST_F(ReplicaTest, SaysWhoseUnitHasEndedByToday) {
  TreeCache tree(*database_);
  FakeClock clock(StartOf(kDay));
  const rpc::Environment environment = KnowTree(rpc::Environment(), tree, clock);
  communes_[0].set_valid_to(FormatDay(kDay + std::chrono::days(1)));
  communes_[1].set_valid_from("9999-12-31");
  ASSERT_OK(Take({Everything()}));
  ASSERT_OK(tree.Refresh());
  EXPECT_FALSE(*environment.ended(communes_[0].id())) << "on its last day";
  clock.Set(StartOf(kDay + std::chrono::days(1)));
  EXPECT_TRUE(*environment.ended(communes_[0].id()));
  EXPECT_FALSE(*environment.ended(communes_[1].id())) << "planned";
  EXPECT_FALSE(*environment.ended(communes_[2].id()));
  EXPECT_FALSE(*environment.ended(ids_.NewId())) << "not known here yet";
}

// Whatever the order and however often: at the end the copy is at the last change, and it never says so too early.
TEST_F(ReplicaTest, IsCompleteExactlyWhenAllPartsAreThere) {
  std::mt19937 random(7);
  std::vector<v1::UnitsChanged> facts;
  for (int change = 1; change <= 6; ++change) {
    for (int part = 1; part <= change % 3 + 1; ++part) facts.push_back(Change(change, part, change % 3 + 1, {}));
  }
  const std::vector<v1::UnitsChanged> twice(facts.begin(), facts.begin() + 5);
  facts.insert(facts.end(), twice.begin(), twice.end());
  std::shuffle(facts.begin(), facts.end(), random);
  std::vector<std::pair<int, int>> seen;
  for (const auto& fact : facts) {
    ASSERT_OK(Take({fact}));
    seen.emplace_back(fact.change(), fact.part());
    int complete = 0;
    for (bool whole = true; whole && complete < 6;) {
      for (int part = 1; part <= (complete + 1) % 3 + 1; ++part) {
        whole = whole && std::find(seen.begin(), seen.end(), std::pair(complete + 1, part)) != seen.end();
      }
      if (whole) ++complete;
    }
    EXPECT_OK(Require(complete));
    EXPECT_THAT(Require(complete + 1), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  }
  EXPECT_OK(Require(6));
}

TEST_F(ReplicaTest, RefusesAFactThatCannotBeRead) {
  department_.set_id("not an id");
  EXPECT_THAT(Take({Everything()}), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_UNREADABLE"));
  EXPECT_FALSE(Find(district_.id()).has_value());
  EXPECT_THAT(Take({Change(0, 1, 1, {})}), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_UNREADABLE"));
}

TEST_F(ReplicaTest, IsFedByFacts) {
  messaging::Fact fact;
  fact.type = messaging::Type<v1::UnitsChanged>();
  fact.payload = Everything().SerializeAsString();
  const std::vector<messaging::Fact> facts = {fact, fact};
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return OnUnitsChanged()(tx, facts); }));
  EXPECT_TRUE(Find(district_.id()).has_value());
  fact.payload = "\xff";
  EXPECT_THAT(database_->Run([&](pg::Transaction& tx) { return OnUnitsChanged()(tx, std::span(&fact, 1)); }),
              HasReason(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE"));
}

TEST_F(ReplicaTest, KnowsWhatAUnitWasAndWillBe) {
  // A commune that goes on as a ward of the province, without its district.
  v1::Unit& commune = communes_[0];
  commune.set_version(2);
  v1::UnitState& before = *commune.add_states();
  before.set_name(commune.name());
  before.set_superior_id(district_.id());
  before.add_superior_ids(district_.id());
  before.add_superior_ids(government_.id());
  before.set_territory_type("xã");
  before.set_valid_to("2025-07-01");
  v1::UnitState& after = *commune.add_states();
  after.set_name("UBND phường");
  after.set_superior_id(government_.id());
  after.add_superior_ids(government_.id());
  after.set_territory_type("phường");
  after.set_valid_from("2025-07-01");
  ASSERT_OK(Take({Everything()}));
  const auto on = [&](Day day) {
    return *database_->Run([&](pg::Transaction& tx) { return FindUnit(tx, commune.id(), day); }).value();
  };
  EXPECT_EQ(on(*MakeDay(2025, 6, 30)).name, commune.name());
  EXPECT_EQ(on(*MakeDay(2025, 7, 1)).name, "UBND phường");
  EXPECT_THAT(on(*MakeDay(2025, 7, 1)).superior_ids, ElementsAre(government_.id()));
  EXPECT_EQ(Find(commune.id())->name, commune.name());
  v1::UnitGroup group = Below(district_.id(), common::v1::COMMUNE);
  group.add_territory_types("xã");
  EXPECT_THAT(Expand(group, *MakeDay(2025, 6, 30)), UnorderedElementsAre(commune.id(), communes_[1].id()));
  EXPECT_THAT(Expand(group, *MakeDay(2025, 7, 1)), ElementsAre(communes_[1].id()));
  group.set_within_unit_id(government_.id());
  group.set_territory_types(0, "phường");
  EXPECT_THAT(Expand(group, *MakeDay(2025, 7, 1)), ElementsAre(commune.id()));
  // A newer version replaces all states; an older one none.
  v1::Unit undone = commune;
  undone.set_version(3);
  undone.clear_states();
  ASSERT_OK(Take({Change(2, 1, 1, {undone})}));
  ASSERT_OK(Take({Everything()}));
  EXPECT_EQ(on(*MakeDay(2025, 7, 1)).name, commune.name());
}

TEST_F(ReplicaTest, RefusesStatesThatAreNoChain) {
  communes_[0].add_states()->set_valid_from("2025-07-01");
  EXPECT_THAT(Take({Everything()}), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_UNREADABLE"));
}

}  // namespace
}  // namespace dondoc::organization::replica
