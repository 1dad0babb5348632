#include "services/organization/replica/replica.h"

#include <algorithm>
#include <memory>
#include <random>
#include <tuple>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/know_tree.h"
#include "services/organization/replica/on_units_changed.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::IsOk;
using ::dondoc::testing::SharedPostgres;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Day kDay = *MakeDay(2024, 6, 1);

// A district with its UBND, two departments and three communes (one of them a town) below it.
class ReplicaTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = SharedPostgres::CreateDatabase();
    connection_ = *pg::Connection::Open(conninfo);
    ASSERT_OK(pg::Migrate(*connection_, {Migrations()}, TimePoint{}));
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
    government_ = Make("CHINH_PHU", common::v1::CENTRAL, "nước", "VN", {});
    district_ = Make("UBND", common::v1::DISTRICT, "huyện", "981", {government_.id()});
    department_ = Make("PHONG_GDDT", common::v1::DISTRICT, "huyện", "981", {district_.id(), government_.id()});
    department_.add_tags("PHONG_BAN");
    police_ = Make("CONG_AN", common::v1::DISTRICT, "huyện", "981", {district_.id(), government_.id()});
    police_.add_tags("NGANH");
    for (const auto& [type, code] :
         {std::pair("xã", "98102"), std::pair("xã", "98103"), std::pair("thị trấn", "98101")}) {
      communes_.push_back(Make("UBND", common::v1::COMMUNE, type, code, {district_.id(), government_.id()}));
    }
  }

  v1::Unit Make(const std::string& kind, common::v1::Level level, const std::string& type, const std::string& code,
                const std::vector<std::string>& superiors) {
    v1::Unit unit;
    unit.set_id(ids_.NewId());
    unit.set_name(kind + " " + type + " " + code);
    unit.set_kind(kind);
    unit.set_level(level);
    unit.set_territory_id(ids_.NewId());
    unit.set_territory_name(type + " " + code);
    unit.set_territory_type(type);
    unit.set_territory_code(code);
    unit.set_code_list("2024");
    unit.set_version(1);
    if (!superiors.empty()) unit.set_superior_id(superiors.front());
    for (const std::string& superior : superiors) unit.add_superior_ids(superior);
    return unit;
  }

  static v1::UnitsChanged Change(std::int64_t change, int part, int parts, const std::vector<v1::Unit>& units) {
    v1::UnitsChanged fact;
    fact.set_change(change);
    fact.set_part(part);
    fact.set_parts(parts);
    fact.mutable_units()->Assign(units.begin(), units.end());
    return fact;
  }

  v1::UnitsChanged Everything() {
    std::vector<v1::Unit> all = {government_, district_, department_, police_};
    all.insert(all.end(), communes_.begin(), communes_.end());
    return Change(1, 1, 1, all);
  }

  absl::Status Take(const std::vector<v1::UnitsChanged>& changes) {
    return database_->Run([&](pg::Transaction& tx) { return Apply(tx, changes); });
  }
  absl::Status Require(std::int64_t change) {
    return database_->Run([&](pg::Transaction& tx) { return RequireChange(tx, change); });
  }
  std::vector<std::string> Expand(const v1::UnitGroup& group, Day day = kDay) {
    auto members = database_->Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&group, 1), day); });
    EXPECT_THAT(members, IsOk());
    std::vector<std::string> units;
    for (const Member& member : *members) units.push_back(member.unit_id);
    return units;
  }
  std::optional<Unit> Find(const std::string& id) {
    return *database_->Run([&](pg::Transaction& tx) { return FindUnit(tx, id); });
  }
  v1::UnitGroup Below(const std::string& id, common::v1::Level level) {
    v1::UnitGroup group;
    group.set_within_unit_id(id);
    group.set_level(level);
    return group;
  }

  FakeIdGenerator ids_;
  std::unique_ptr<pg::Connection> connection_;
  std::unique_ptr<pg::Database> database_;
  v1::Unit government_, district_, department_, police_;
  std::vector<v1::Unit> communes_;
};

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

TEST_F(ReplicaTest, ExpandsByWhatTerritoriesHaveOnTheDay) {
  // The town; the first commune from September on; the second one always.
  communes_[2].set_urban(true);
  communes_[1].set_specially_difficult(true);
  communes_[1].set_island(true);
  for (const auto& [from, to] : {std::pair("", "2024-09-01"), std::pair("2024-09-01", "")}) {
    v1::UnitState& state = *communes_[0].add_states();
    state.set_valid_from(from);
    state.set_valid_to(to);
    state.set_name(communes_[0].name());
    state.set_superior_id(district_.id());
    *state.mutable_superior_ids() = communes_[0].superior_ids();
    state.set_territory_type("xã");
    state.set_specially_difficult(*to == '\0');
  }
  ASSERT_OK(Take({Everything()}));
  v1::UnitGroup group = Below(district_.id(), common::v1::COMMUNE);
  group.add_attributes(v1::SPECIALLY_DIFFICULT);
  EXPECT_THAT(Expand(group), ElementsAre(communes_[1].id()));
  EXPECT_THAT(Expand(group, *MakeDay(2024, 9, 1)), UnorderedElementsAre(communes_[0].id(), communes_[1].id()));
  group.add_attributes(v1::ISLAND);
  EXPECT_THAT(Expand(group, *MakeDay(2024, 9, 1)), ElementsAre(communes_[1].id())) << "all of them, not one";
  group.clear_attributes();
  group.add_attributes(v1::URBAN);
  EXPECT_THAT(Expand(group), ElementsAre(communes_[2].id()));
  // An older state never takes an attribute away, a newer one does.
  v1::Unit rural = communes_[2];
  rural.set_urban(false);
  ASSERT_OK(Take({Change(2, 1, 1, {rural})}));
  EXPECT_THAT(Expand(group), ElementsAre(communes_[2].id()));
  rural.set_version(2);
  ASSERT_OK(Take({Change(3, 1, 1, {rural})}));
  EXPECT_THAT(Expand(group), IsEmpty());
  group.add_attributes(static_cast<v1::TerritoryAttribute>(99));
  const auto unknown =
      database_->Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&group, 1), kDay); });
  EXPECT_THAT(unknown, HasReason(absl::StatusCode::kInvalidArgument, "BAD_GROUP"));
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

TEST_F(ReplicaTest, ExpandsByKindAndTerritoryType) {
  ASSERT_OK(Take({Everything()}));
  v1::UnitGroup group = Below(district_.id(), common::v1::COMMUNE);
  group.add_kinds("UBND");
  EXPECT_THAT(Expand(group), UnorderedElementsAre(communes_[0].id(), communes_[1].id(), communes_[2].id()));
  group.add_territory_types("xã");
  EXPECT_THAT(Expand(group), UnorderedElementsAre(communes_[0].id(), communes_[1].id()));
  group.add_except_unit_ids(communes_[1].id());
  EXPECT_THAT(Expand(group), ElementsAre(communes_[0].id()));
  group.set_within_unit_id(government_.id());
  EXPECT_THAT(Expand(group), ElementsAre(communes_[0].id()));
  group.set_within_unit_id(department_.id());
  EXPECT_THAT(Expand(group), IsEmpty());
}

TEST_F(ReplicaTest, ExpandsByTagsAndTheUnitItself) {
  ASSERT_OK(Take({Everything()}));
  v1::UnitGroup group = Below(district_.id(), common::v1::DISTRICT);
  EXPECT_THAT(Expand(group), UnorderedElementsAre(district_.id(), department_.id(), police_.id()));
  group.add_tags("PHONG_BAN");
  EXPECT_THAT(Expand(group), ElementsAre(department_.id()));
  group.add_kinds("CONG_AN");
  EXPECT_THAT(Expand(group), UnorderedElementsAre(department_.id(), police_.id()));
}

TEST_F(ReplicaTest, ExpandsByTheDay) {
  communes_[0].set_valid_from("2024-06-02");
  communes_[1].set_valid_to("2024-06-01");
  ASSERT_OK(Take({Everything()}));
  v1::UnitGroup group = Below(district_.id(), common::v1::COMMUNE);
  EXPECT_THAT(Expand(group), ElementsAre(communes_[2].id()));
  EXPECT_THAT(Expand(group, *MakeDay(2024, 6, 2)), UnorderedElementsAre(communes_[0].id(), communes_[2].id()));
  EXPECT_THAT(Expand(group, *MakeDay(2024, 5, 31)), UnorderedElementsAre(communes_[1].id(), communes_[2].id()));
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

TEST_F(ReplicaTest, ExpandsByTheTagsOfTheDay) {
  // A department that becomes a centre in September.
  for (const auto& [from, to, tag] :
       {std::tuple("", "2024-09-01", "PHONG_BAN"), std::tuple("2024-09-01", "", "DON_VI")}) {
    v1::UnitState& state = *department_.add_states();
    state.set_valid_from(from);
    state.set_valid_to(to);
    state.set_name(department_.name());
    state.set_superior_id(district_.id());
    *state.mutable_superior_ids() = department_.superior_ids();
    state.add_tags(tag);
  }
  ASSERT_OK(Take({Everything()}));
  const Day turn = *MakeDay(2024, 9, 1);
  v1::UnitGroup group = Below(district_.id(), common::v1::DISTRICT);
  group.add_tags("PHONG_BAN");
  EXPECT_THAT(Expand(group), ElementsAre(department_.id()));
  EXPECT_THAT(Expand(group, turn), IsEmpty());
  group.set_tags(0, "DON_VI");
  EXPECT_THAT(Expand(group), IsEmpty());
  EXPECT_THAT(Expand(group, turn), ElementsAre(department_.id()));
  EXPECT_THAT(database_->Run([&](pg::Transaction& tx) { return FindUnit(tx, department_.id(), turn); }).value()->tags,
              ElementsAre("DON_VI"));
  // From an organization service to which tags had no days they are those of all days.
  department_.set_version(2);
  for (v1::UnitState& state : *department_.mutable_states()) state.clear_tags();
  ASSERT_OK(Take({Change(2, 1, 1, {department_})}));
  group.set_tags(0, "PHONG_BAN");
  EXPECT_THAT(Expand(group), ElementsAre(department_.id()));
  EXPECT_THAT(Expand(group, turn), ElementsAre(department_.id()));
}

TEST_F(ReplicaTest, RefusesStatesThatAreNoChain) {
  communes_[0].add_states()->set_valid_from("2025-07-01");
  EXPECT_THAT(Take({Everything()}), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_UNREADABLE"));
}

TEST_F(ReplicaTest, ExpandsManyGroupsAtOnceAndRefusesWhatIsNoId) {
  ASSERT_OK(Take({Everything()}));
  std::vector<v1::UnitGroup> groups = {Below(district_.id(), common::v1::COMMUNE),
                                       Below(district_.id(), common::v1::DISTRICT)};
  groups[1].add_kinds("CONG_AN");
  auto members = database_->Run([&](pg::Transaction& tx) { return ExpandGroups(tx, groups, kDay); });
  ASSERT_OK(members);
  ASSERT_EQ(members->size(), 4u);
  EXPECT_EQ(members->back().group, 1);
  EXPECT_EQ(members->back().unit_id, police_.id());
  groups[1].set_within_unit_id("huyện");
  EXPECT_THAT(database_->Run([&](pg::Transaction& tx) { return ExpandGroups(tx, groups, kDay); }),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_GROUP"));
}

}  // namespace
}  // namespace dondoc::organization::replica
