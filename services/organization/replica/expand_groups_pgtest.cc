// Groups of units, expanded in the copy: by kind, tags and what territories have, as all of it is on a day.
#include <tuple>
#include <vector>

#include "services/organization/replica/replica_fixture.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

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
